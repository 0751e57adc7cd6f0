import { describe, expect, it } from 'vitest';

import type { ChatLine, Reply } from '../../src/domain/index.js';
import {
  EMPTY_CHAT,
  isAwaited,
  news,
  pressedTokens,
  reduceChat,
  shownLines,
  type ChatAction,
  type ChatModel,
  type OwnLine,
  type Shown,
} from '../../src/web/chat/chat-state.js';

const AT = '2026-11-24T02:05:00.000Z';

function reply(id: number, some: Partial<Reply> = {}): ChatLine {
  return { kind: 'reply', id, key: `r${id}`, at: AT, reply: { text: `reply ${id}`, ...some } };
}

function said(id: number, key: string, some: { text?: string; press?: string } = {}): ChatLine {
  return { kind: 'said', id, key, at: AT, text: `said ${key}`, ...some };
}

function own(id: string, some: Partial<OwnLine> = {}): OwnLine {
  return { id, at: AT, sending: { kind: 'message', text: `own ${id}` }, state: 'sending', ...some };
}

function after(...actions: readonly ChatAction[]): ChatModel {
  return actions.reduce(reduceChat, EMPTY_CHAT);
}

function line(one: ChatLine): ChatAction {
  return { kind: 'line', line: one };
}

function words(shown: readonly Shown[]): readonly string[] {
  return shown.map((one) => {
    if (one.kind === 'reply') return one.line.reply.text;
    if (one.kind === 'said') return one.text;
    return one.own.sending.kind === 'message' ? `${one.own.sending.text} (${one.own.state})` : one.own.id;
  });
}

describe('lines from the server', () => {
  it('shows each once, by id, however often and in whatever order they come', () => {
    const chat = after(
      { kind: 'opened', lines: [reply(2), said(1, 'a')], next: 2 },
      line(reply(4)),
      line(reply(3)),
      line(reply(4)),
      line(said(1, 'a')),
    );
    expect(chat.lines.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('keeps the first opening as the border of what is news', () => {
    const chat = after({ kind: 'opened', lines: [reply(1)], next: 1 }, line(reply(2)), line(said(3, 'a')), {
      kind: 'opened',
      lines: [reply(1), reply(2), said(3, 'a'), reply(4)],
      next: 4,
    });
    expect(news(chat).map(({ id }) => id)).toEqual([2, 4]);
    expect(news(after(line(reply(1))))).toEqual([]);
  });

  it('drops words said while measuring once the next reply is there', () => {
    const measuring = after(line(said(1, 'a')), line(reply(2, { progress: true })));
    expect(words(shownLines(measuring))).toEqual(['said a', 'reply 2']);
    const done = reduceChat(measuring, line(reply(3)));
    expect(words(shownLines(done))).toEqual(['said a', 'reply 3']);
  });

  it('keeps only the newest reply live', () => {
    const chat = after(line(reply(1)), line(reply(2)), line(said(3, 'a')));
    expect(shownLines(chat).map((one) => one.kind === 'reply' && one.isLive)).toEqual([false, true, false]);
  });

  it('starts a group where the speaker changes or the person spoke', () => {
    const chat = after(
      line(reply(1)),
      line(reply(2)),
      line(reply(3, { speaker: '王敏' })),
      line(said(4, 'a')),
      line(reply(5, { speaker: '王敏' })),
    );
    const starts = shownLines(chat).flatMap((one) => (one.kind === 'reply' ? [one.starts] : []));
    expect(starts).toEqual([true, false, true, true]);
  });
});

describe('lines of one’s own', () => {
  it('gives way to the line the server tells back, which may be masked', () => {
    const sent = after({ kind: 'send', own: own('a') }, { kind: 'sent', id: 'a' });
    expect(words(shownLines(sent))).toEqual(['own a (sent)']);
    const told = reduceChat(sent, line(said(1, 'a', { text: 'my password is •••' })));
    expect(words(shownLines(told))).toEqual(['my password is •••']);
    expect(told.own).toEqual([]);
  });

  it('is not put in twice, nor after the server has told it back', () => {
    const twice = after({ kind: 'send', own: own('a') }, { kind: 'send', own: own('a') });
    expect(twice.own).toHaveLength(1);
    const back = after(line(said(1, 'a')), { kind: 'send', own: own('a') });
    expect(back.own).toEqual([]);
  });

  it('stays with its text when it was not taken, and can be sent again', () => {
    const failed = after(
      { kind: 'send', own: own('a') },
      { kind: 'failed', id: 'a', trouble: { kind: 'away' } },
    );
    expect(words(shownLines(failed))).toEqual(['own a (failed)']);
    expect(failed.own[0]?.trouble).toEqual({ kind: 'away' });
    const again = reduceChat(failed, { kind: 'sending', id: 'a' });
    expect(again.own[0]).toEqual(own('a'));
    expect(reduceChat(failed, { kind: 'discard', id: 'a' }).own).toEqual([]);
  });

  it('stands after everything the server told', () => {
    const chat = after({ kind: 'send', own: own('a') }, line(reply(7)));
    expect(words(shownLines(chat))).toEqual(['reply 7', 'own a (sending)']);
  });
});

describe('buttons', () => {
  const press: OwnLine = own('p', { sending: { kind: 'press', press: 'token', label: 'Tell IT' } });

  it('are pressed from the press on, and free again when it was not taken', () => {
    const sending = after({ kind: 'send', own: press });
    expect(pressedTokens(sending)).toEqual(new Set(['token']));
    const failed = reduceChat(sending, { kind: 'failed', id: 'p', trouble: { kind: 'busy' } });
    expect(pressedTokens(failed)).toEqual(new Set());
    const told = reduceChat(sending, line(said(1, 'p', { press: 'token' })));
    expect(pressedTokens(told)).toEqual(new Set(['token']));
  });
});

describe('whether an answer is on its way', () => {
  it('is told by the server, or by a line that it has not told back', () => {
    expect(isAwaited(EMPTY_CHAT)).toBe(false);
    expect(isAwaited(after({ kind: 'state', state: { progress: [], working: true } }))).toBe(true);
    const sending = after({ kind: 'send', own: own('a') });
    expect(isAwaited(sending)).toBe(true);
    expect(isAwaited(reduceChat(sending, { kind: 'failed', id: 'a', trouble: { kind: 'away' } }))).toBe(
      false,
    );
  });
});
