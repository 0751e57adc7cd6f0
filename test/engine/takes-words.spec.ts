import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takesWords } from '../../src/engine/index.js';
import type { Entity, Heard } from '../../src/domain/index.js';
import { both, bundleOf, contextOf, email, heardOf, hostname } from './_bundle.js';
import { Player } from './_player.js';

/** How a question with these options takes the words. */
function taken(options: Readonly<Record<string, unknown>>, text: string, change: Partial<Heard> = {}) {
  const bundle = bundleOf({ main: { steps: { q: { ...options, on: { otherwise: 'end:x' } } } } });
  const { run } = new Player(bundle, { playbook: 'main', slots: { address: 'kim@corp.example' } });
  return takesWords(bundle, run, heardOf(text, change), contextOf());
}

const HOST = { ask: both('Which host?'), into: 'host', accept: 'hostname' };
const CHOICE = { ask: both('Which?'), buttons: { send: both('Sending fails'), window: both('A window') } };

describe('takesWords', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, readonly Entity[]]>([
    ['a server', HOST, 'imap.tiny.example', [hostname('imap.tiny.example')]],
    ['a server in a sentence', HOST, 'it says imap.tiny.example there', [hostname('imap.tiny.example')]],
    ['an address', { ask: both('?'), into: 'since', accept: 'email' }, 'a@b.example', [email('a@b.example')]],
    ['a port', { ask: both('?'), into: 'port', accept: 'port' }, '993', []],
    ['a pattern', { ask: both('?'), into: 'error', accept: 'regex:[A-Z]{3}' }, 'ABC', []],
    ['the label of a button', CHOICE, 'sending fails', []],
    ['a label in a short sentence', CHOICE, 'I think sending fails', []],
    [
      'a listed app',
      { ask: both('?'), into: 'client', choices: { from: 'clients' } },
      'my Outlook, I think',
      [{ kind: 'client', value: 'outlook' }],
    ],
  ])('takes %s for an answer', (_name, options, text, entities) => {
    expect(taken(options, text, { entities })).toBe('answer');
  });

  it('takes yes, no and “I don’t know” for an answer, whatever is asked', () => {
    for (const answer of ['yes', 'no', 'unknown'] as const)
      expect(taken(HOST, '…', { answer })).toBe('answer');
  });

  it('takes a correction for an answer', () => {
    const change = { instead: 'kim@new.example', entities: [email('kim@new.example')] };
    expect(taken(CHOICE, 'sorry, kim@new.example', change)).toBe('answer');
    expect(taken(CHOICE, 'sorry, the other thing', { instead: 'the other thing' })).toBe('no');
  });

  it('does not take what fits nothing that was asked', () => {
    expect(taken(HOST, 'my certificate has expired')).toBe('no');
    expect(taken(CHOICE, 'my certificate has expired')).toBe('no');
    expect(taken({ confirm: both('Works?') }, 'my certificate has expired')).toBe('no');
  });

  it('knows a question that takes any text, unless it found something in it', () => {
    const error = { ask: both('What does it say?'), accept: 'error', into: 'error' };
    expect(taken(error, 'it is something else')).toBe('any-text');
    expect(taken(error, 'the connection was lost')).toBe('any-text');
    expect(taken(error, 'the certificate has expired')).toBe('answer');
    expect(taken(error, 'authentication failed')).toBe('answer');
  });

  it('is no while nothing is asked', () => {
    const bundle = bundleOf({
      main: { steps: { w: { wait: '1h', on: { message: 'end:x', elapsed: 'end:x' } } } },
    });
    const { run } = new Player(bundle, { playbook: 'main' });
    expect(takesWords(bundle, run, heardOf('hello'), contextOf())).toBe('no');
  });

  it('takes every server for an answer where a server was asked for', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        expect(taken(HOST, host, { entities: [hostname(host)] })).toBe('answer');
      }),
    );
  });
});
