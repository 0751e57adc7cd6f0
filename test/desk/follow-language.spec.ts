import { describe, expect, it } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { Conversation, IntentMatch } from '../../src/domain/index.js';
import { both, bundleOf, NOW } from '../engine/_bundle.js';

const ADDRESS = { channel: 'web', conversation: 'c1' };

function classify(text: string): IntentMatch {
  return {
    text,
    language: 'zh',
    scenario: 'unclear',
    confidence: 0,
    alternatives: [],
    because: [],
    certain: false,
  };
}

/** What the bot speaks after these messages, one turn each. */
function languageAfter(...texts: readonly string[]): string | undefined {
  const bundle = bundleOf({
    triage: {
      steps: { who: { call: 'parts/ask-address', otherwise: 'done' }, done: { say: both('ok') } },
    },
  });
  const live = { bundle, classify };
  let conversation: Conversation | undefined;
  texts.forEach((text, index) => {
    const id = index + 1;
    const row = {
      id,
      address: ADDRESS,
      kind: 'message' as const,
      platformId: String(id),
      revision: 0,
      order: String(id),
      sentAt: NOW,
      text,
    };
    conversation = decideTurn(
      {
        key: 'web:c1',
        address: ADDRESS,
        now: NOW,
        conversation,
        inbox: [row],
        openCase: undefined,
        attempt: 1,
      },
      { live, bundleOf: () => live },
    ).conversation;
  });
  return conversation?.language;
}

describe('the language of a conversation', () => {
  it('stays when an address or a host name is typed', () => {
    expect(languageAfter('我的邮箱收不到邮件了', 'li.lei@mail.corp.example')).toBe('zh');
    expect(languageAfter('我的邮箱收不到邮件了', 'imap.mail.corp.example')).toBe('zh');
  });

  it.each([
    'A0001 NO [AUTHENTICATIONFAILED] Invalid credentials',
    '535 5.7.8 Error: authentication failed, please check your user name',
    'Cannot Get Mail\nThe connection to the server failed.',
    'it says: -ERR Unable to log on, check the user name',
    'Nov 25 08:00:01 mx postfix/smtpd[31]: warning: unknown[192.0.2.55]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=li@corp.example',
  ])('stays when a server or a program speaks: %s', (error) => {
    expect(languageAfter('我的邮箱收不到邮件了', error)).toBe('zh');
  });

  it('follows a whole sentence that an error stands in', () => {
    const sentence = 'my phone now shows NO [EXPIRED] Authentication failed, what should I do?';
    expect(languageAfter('我的邮箱收不到邮件了', sentence)).toBe('en');
  });

  it('follows a whole sentence in another language', () => {
    expect(languageAfter('我的邮箱收不到邮件了', 'my mail does not arrive')).toBe('en');
  });
});
