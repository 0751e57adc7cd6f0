import { afterEach, describe, expect, it, vi } from 'vitest';

import { findHost, type Frame } from '../../src/web/chat/host.js';
import { LARGEST_FILE, readLogFile } from '../../src/web/chat/log-file.js';
import { sendsOn, type Key } from '../../src/web/chat/sends-on.js';
import { sessionOf } from '../../src/web/chat/session.js';
import { keepUnsent, keptUnsent } from '../../src/web/chat/unsent.js';
import { isFromChat } from '../../src/web/widget/launcher.js';
import { widgetLanguage } from '../../src/web/widget/words.js';

describe('the key that sends', () => {
  const enter: Key = { key: 'Enter', isComposing: false, keyCode: 13, shiftKey: false, altKey: false };

  it('is Enter, but not while an input method composes and not with Shift', () => {
    expect(sendsOn(enter)).toBe(true);
    expect(sendsOn({ ...enter, isComposing: true })).toBe(false);
    expect(sendsOn({ ...enter, keyCode: 229 })).toBe(false);
    expect(sendsOn({ ...enter, shiftKey: true })).toBe(false);
    expect(sendsOn({ ...enter, key: 'a' })).toBe(false);
  });
});

describe('a log file', () => {
  function file(bytes: BlobPart, name = 'mail.log'): Blob & { readonly name: string } {
    return Object.assign(new Blob([bytes]), { name });
  }

  it('is read in the encodings that mail apps write', async () => {
    const text = { kind: 'text', name: 'mail.log', text: '登录失败 error' };
    expect(await readLogFile(file('登录失败 error'))).toEqual(text);
    const gbk = new Uint8Array([0xb5, 0xc7, 0xc2, 0xbc, 0xca, 0xa7, 0xb0, 0xdc]);
    expect(await readLogFile(file(gbk))).toMatchObject({ text: '登录失败' });
    const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0x76, 0x55, 0x5f]);
    expect(await readLogFile(file(utf16))).toMatchObject({ text: '登录' });
  });

  it('is refused when it is too large, empty or no text', async () => {
    expect(await readLogFile(file('a'.repeat(LARGEST_FILE)))).toMatchObject({ kind: 'text' });
    expect(await readLogFile(file('a'.repeat(LARGEST_FILE + 1)))).toMatchObject({ kind: 'too-large' });
    expect(await readLogFile(file(' \n '))).toMatchObject({ kind: 'empty' });
    expect(await readLogFile(file('text\0text'))).toMatchObject({ kind: 'binary' });
    expect(await readLogFile(file(new Uint8Array([0x89, 0xff, 0xff, 0x80])))).toMatchObject({
      kind: 'binary',
    });
    expect(await readLogFile(file('\u0001\u0002\u0003 a few words'))).toMatchObject({ kind: 'binary' });
  });
});

describe('whose chat it is', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('makes an id of 144 bits once where sign-in is open, even where storage is forbidden', () => {
    const first = sessionOf({ signIn: 'open' });
    expect(first).toMatchObject({ kind: 'open', conversation: expect.stringMatching(/^[\w-]{24}$/u) });
    expect(sessionOf({ signIn: 'open' })).toEqual(first);
  });

  it('does not take an id from storage that is none', () => {
    vi.stubGlobal('window', { localStorage: { getItem: () => '../../etc', setItem: () => undefined } });
    expect(sessionOf({ signIn: 'open' })).toMatchObject({
      conversation: expect.stringMatching(/^[\w-]{24}$/u),
    });
  });

  it('takes the given one for those who are signed in, and sends the others to sign in', () => {
    const user = { id: 'u', roles: [] };
    expect(sessionOf({ signIn: 'needed', user, conversation: 'c' })).toEqual({
      kind: 'signed-in',
      conversation: 'c',
      user,
    });
    expect(sessionOf({ signIn: 'needed' })).toEqual({ kind: 'needed' });
  });
});

describe('what was not sent', () => {
  it('is kept for a reload, without files', () => {
    const line = {
      id: 'a',
      at: '2026-11-24T02:05:00.000Z',
      sending: { kind: 'message', text: 'x' },
      state: 'failed',
    } as const;
    const log = { ...line, id: 'b', sending: { kind: 'file', name: 'a.log', text: 'x' } } as const;
    keepUnsent('c', [line, log]);
    expect(keptUnsent('c')).toEqual([line]);
    expect(keptUnsent('other')).toEqual([]);
    keepUnsent('c', []);
    expect(keptUnsent('c')).toEqual([]);
  });
});

describe('the page around the chat', () => {
  const ORIGIN = 'https://intranet.example';

  function frame(search: string) {
    const posted: unknown[] = [];
    const heard = new Set<(event: MessageEvent) => void>();
    const parent = { postMessage: (said: unknown, to: string) => posted.push([said, to]) };
    const made: Frame = {
      parent,
      location: { search },
      addEventListener: (_type, listener) => heard.add(listener),
      removeEventListener: (_type, listener) => heard.delete(listener),
    };
    const tell = (event: object) => {
      heard.forEach((listener) => {
        listener(event as MessageEvent);
      });
    };
    return { made, parent, posted, tell, heard };
  }

  it('is told only under the origin it named', () => {
    const { made, posted } = frame(`?host=${encodeURIComponent(`${ORIGIN}/a/page`)}`);
    findHost(made)?.close();
    expect(posted).toEqual([[{ mailmedic: 'close' }, ORIGIN]]);
  });

  it('is heard only from that origin and only when it is the parent', () => {
    const { made, parent, tell, heard } = frame(`?host=${encodeURIComponent(ORIGIN)}`);
    let times = 0;
    const stop = findHost(made)?.onOpen(() => (times += 1));
    const good = { origin: ORIGIN, source: parent, data: { mailmedic: 'open' } };
    tell({ ...good, origin: 'https://evil.example' });
    tell({ ...good, source: {} });
    tell({ ...good, data: null });
    tell({ ...good, data: { mailmedic: 'close' } });
    expect(times).toBe(0);
    tell(good);
    expect(times).toBe(1);
    stop?.();
    expect(heard.size).toBe(0);
  });

  it('is nobody without an origin, with one that can not be a page, or without a frame', () => {
    expect(findHost(frame('').made)).toBeUndefined();
    expect(findHost(frame('?host=javascript:alert(1)').made)).toBeUndefined();
    expect(findHost(frame('?host=*').made)).toBeUndefined();
    const alone = frame(`?host=${encodeURIComponent(ORIGIN)}`).made;
    expect(findHost(Object.assign(alone, { parent: alone }))).toBeUndefined();
  });
});

describe('what the widget hears', () => {
  it('comes from the chat’s origin and from the frame that was opened', () => {
    const origin = 'https://mailmedic.example';
    const chat = {} as Window;
    expect(isFromChat({ origin, source: chat }, origin, chat)).toBe(true);
    expect(isFromChat({ origin: 'https://evil.example', source: chat }, origin, chat)).toBe(false);
    expect(isFromChat({ origin, source: {} as Window }, origin, chat)).toBe(false);
    expect(isFromChat({ origin, source: null }, origin, null)).toBe(false);
  });
});

describe('the language of the widget', () => {
  it('is the one asked for, then the page’s, then the browser’s', () => {
    expect(widgetLanguage('en', 'zh-CN', 'zh-CN')).toBe('en');
    expect(widgetLanguage(undefined, 'zh-Hans', 'en-US')).toBe('zh');
    expect(widgetLanguage(undefined, '', 'zh-TW')).toBe('zh');
    expect(widgetLanguage('', '', 'de')).toBe('en');
  });
});
