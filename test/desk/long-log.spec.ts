import { expect, it } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { IntentMatch } from '../../src/domain/index.js';
import { both, bundleOf } from '../engine/_bundle.js';
import { turnOf } from './_turn.js';

function classify(text: string): IntentMatch {
  const nothing = { scenario: 'unclear', confidence: 0, alternatives: [], because: [], certain: false };
  return { text, language: 'en', ...nothing };
}

it('a log is counted to its last line, far beyond what is read of any other message', () => {
  const bundle = bundleOf({
    triage: {
      steps: {
        log: {
          ask: both('The log?'),
          into: 'auth-log',
          accept: 'auth-log',
          on: { 'log.*': 'seen', given: 'lost', unknown: 'lost', gave_up: 'lost' },
        },
        lost: { say: both('nothing'), on: { next: 'end:resolved' } },
        seen: { say: both('{findings.log|nothing}'), on: { next: 'end:resolved' } },
      },
    },
  });
  const live = { bundle, classify };
  const tools = { live, bundleOf: () => live };
  const asked = decideTurn(turnOf('mail is down'), tools);
  const lines = Array.from(
    { length: 200 },
    (_, at) =>
      `Nov 25 08:0${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')} mx dovecot: imap-login: Disconnected: Inactivity (auth failed, 1 attempts in 2 secs): user=<user${at}>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1`,
  );
  const told = decideTurn(turnOf(lines.join('\n'), asked.conversation), tools);
  const said = told.outbox.map(({ reply }) => reply.text).join(' ');
  expect(said).toContain('203.0.113.7 tried 200 accounts and failed 200 times');
});
