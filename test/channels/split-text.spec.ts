import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitText } from '../../src/channels/split-text.js';

/** Texts as people and servers write them: both languages, markup, code, blanks, emoji. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '收件服务器拒绝了这个密码。',
        '“还是不行？”',
        'The server says no. ',
        'imap.corp.example ',
        '\n',
        '\n\n',
        '```\n',
        '\n```\n',
        '````\n',
        '```log\n',
        '```\n```',
        '```\n```with a long name after it, as some write',
        '\n```\ncode\n``` ',
        '- item\n',
        '🙂',
        '👩‍💻',
        ' ',
        'x'.repeat(70),
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('splitText', () => {
  it('leaves a short text as it is', () => {
    expect(splitText('one\n\ntwo', 100)).toEqual(['one\n\ntwo']);
    expect(splitText('', 100)).toEqual(['']);
  });

  it('cuts between paragraphs first', () => {
    const one = 'a'.repeat(60);
    const two = 'b'.repeat(60);

    expect(splitText(`${one}\n\n${two}`, 100)).toEqual([one, two]);
  });

  it.for([
    [
      '服务器说密码不对。请打开网页邮箱试一次，看看能不能登录。再告诉我结果，好吗？',
      25,
      ['服务器说密码不对。', '请打开网页邮箱试一次，看看能不能登录。', '再告诉我结果，好吗？'],
    ],
    ['他说：“不行。”我又试了一次，还是这样。', 12, ['他说：“不行。”', '我又试了一次，还是这样。']],
    [
      'It answers from imap.corp.example on 993. The password is refused.',
      50,
      ['It answers from imap.corp.example on 993.', 'The password is refused.'],
    ],
  ] as const)('cuts after a sentence: %s', ([text, limit, pieces]) => {
    expect(splitText(text, limit)).toEqual(pieces);
  });

  it('cuts between words when a sentence is too long', () => {
    expect(splitText('alpha beta gamma delta', 11)).toEqual(['alpha beta', 'gamma delta']);
  });

  it('closes a code block that is cut, and opens it again', () => {
    const line = `${'y'.repeat(38)}\n`;
    const pieces = splitText(`Look:\n\`\`\`\n${line.repeat(5)}\`\`\`\nDone.`, 130);

    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(fences(piece) % 2).toBe(0);
    expect(pieces.join('\n').match(/y{38}/gu)).toHaveLength(5);
  });

  it('moves a code block whole when none of it would fit', () => {
    const pieces = splitText(`${'word '.repeat(18)}\n\`\`\`\n${'z'.repeat(80)}\n\`\`\``, 100);

    expect(pieces).toEqual(['word '.repeat(18).trim(), `\`\`\`\n${'z'.repeat(80)}\n\`\`\``]);
  });

  it('keeps every piece within the limit, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 400 }), (text, limit) => {
        const pieces = splitText(text, limit);

        expect(pieces.every((piece) => piece.length <= limit)).toBe(true);
        expect(bare(pieces.join(''))).toBe(bare(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('🙂', 'a', '号', '𠀀'), maxLength: 300 }),
        fc.integer({ min: 2, max: 40 }),
        (text, limit) => {
          for (const piece of splitText(text, limit)) expect(piece).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });

  it('leaves no code block open', () => {
    const block = fc.array(fc.constantFrom('one line', '  indented', '', '收件服务器', 'x'.repeat(90)), {
      maxLength: 12,
    });
    const texts = fc
      .array(
        fc.oneof(
          fc.constantFrom('Some words. ', '一句话。', '\n\n'),
          block.map((lines) => `\n\`\`\`log\n${lines.join('\n')}\n\`\`\`\n`),
        ),
        { maxLength: 10 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 100, max: 300 }), (text, limit) => {
        for (const piece of splitText(text, limit)) expect(fences(piece) % 2).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

function fences(piece: string): number {
  return piece.split('\n').filter((line) => line.startsWith('```')).length;
}

/** Without blanks and without the fences that a cut adds. */
function bare(text: string): string {
  return text.replace(/[\s`]/gu, '');
}
