import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { render, renderSpent } from '../../../src/channels/teams/render.js';
import type { Reply, ReplyButton } from '../../../src/domain/index.js';
import { checkMessage } from './check-message.js';

const ZH = {
  language: 'zh',
  personal: true,
  feedback: true,
  publicUrl: 'https://mailmedic.corp.example',
} as const;

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<at>Everyone</at>',
    '**bold** [link](https://evil.example)',
    '`535 5.7.8`',
    '\ud800',
    '\u202egpj.exe',
    '&lt;b&gt;',
    '```\ncode\n```',
    '- one\n- two',
    '1. first\n2. second',
    'https://mail.example/a"onclick="x',
    '',
    '   ',
  ),
);
const longWords = fc.oneof(
  fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' ')),
  fc.integer({ min: 1, max: 9_000 }).map((length) => '收件服务器拒绝登录。'.repeat(length / 10)),
  fc.integer({ min: 1, max: 9_000 }).map((length) => '"\u0001\\'.repeat(length / 3)),
);
const button: fc.Arbitrary<ReplyButton> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 20 }),
  label: fc.oneof(
    words,
    longWords.map((text) => text.slice(0, 300)),
  ),
  press: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }),
});
const phase = fc.record({
  name: fc.oneof(fc.constantFrom('dns', 'connect', 'tls', 'constructor'), words),
  status: fc.constantFrom('ok', 'warn', 'fail', 'skip'),
  ms: fc.nat(9_999),
});
const anyReply = fc.record(
  {
    text: longWords,
    buttons: fc.array(button, { maxLength: 9 }),
    choices: fc.array(button, { maxLength: 30 }),
    differential: fc.array(
      fc.record({
        cause: words,
        title: words,
        standing: fc.constantFrom('measured', 'likely', 'possible', 'ruled-out'),
        because: fc.array(longWords, { maxLength: 5 }),
      }),
      { maxLength: 20 },
    ),
    measured: fc.record({
      run: words,
      results: fc.array(
        fc.record({
          probe: words,
          target: words,
          status: fc.constantFrom('measured', 'failed', 'refused'),
          ms: fc.nat(9_999),
          phases: fc.array(phase, { maxLength: 12 }),
        }),
        { maxLength: 12 },
      ),
    }),
    gift: fc.record(
      {
        kind: fc.constantFrom('settings', 'template'),
        servers: fc.array(
          fc.record({
            protocol: fc.constantFrom('imap', 'pop3', 'smtp'),
            host: words,
            port: fc.nat(65_535),
            tls: fc.constantFrom('implicit', 'starttls'),
            userName: fc.record(
              { form: fc.constantFrom('full-address', 'local-part'), value: words },
              { requiredKeys: ['form'] },
            ),
          }),
          { maxLength: 9 },
        ),
        files: fc.array(fc.record({ name: words, mediaType: words, content: longWords, note: words }), {
          maxLength: 3,
        }),
      },
      { requiredKeys: ['kind'] },
    ),
    progress: fc.boolean(),
    speaker: words,
  },
  { requiredKeys: ['text'] },
) as fc.Arbitrary<Reply>;

function cardOf(reply: Reply, context: Partial<Parameters<typeof render>[1]> = {}) {
  return render(reply, { ...ZH, ...context }).attachments?.[0]?.content as Record<string, unknown>;
}

describe('a reply in Teams', () => {
  it('is within every limit, whatever it holds', () => {
    fc.assert(
      fc.property(
        anyReply,
        fc.constantFrom('zh', 'en'),
        fc.boolean(),
        words,
        (reply, language, personal, name) => {
          const mention = { id: '29:x', name };
          const activity = render(reply, { ...ZH, language, personal, mention });

          expect(checkMessage(activity, personal)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is within every limit after a press, too', () => {
    fc.assert(
      fc.property(anyReply, words, (reply, label) => {
        const activity = renderSpent(reply, ZH, { label, name: label });

        expect(JSON.stringify(activity)).not.toContain('Action.Execute');
        expect(checkMessage(activity, true)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('offers every button and every choice that fits, in whatever form', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const presses = [...(reply.buttons ?? []), ...(reply.choices ?? [])].map(({ press }) => press);
        const json = JSON.stringify(render(reply, ZH));

        for (const press of presses) expect(json).toContain(JSON.stringify(press));
      }),
      { numRuns: 150 },
    );
  });

  it('shows plain words as a text, with the way to people', () => {
    expect(render({ text: '好了。\n\n**端口** 993' }, ZH)).toEqual({
      type: 'message',
      textFormat: 'xml',
      summary: '好了。 端口 993',
      text: '<p>好了。</p><p><strong>端口</strong> 993</p>',
      suggestedActions: { to: [], actions: [{ type: 'imBack', title: '找人工', value: '找人工' }] },
    });
  });

  it('calls people by name among others, and suggests nothing there', () => {
    const activity = render(
      { text: 'Write to me.' },
      { ...ZH, language: 'en', personal: false, mention: { id: '29:a', name: 'A & <B>' } },
    );

    expect(activity.text).toBe('<at>A &amp; &lt;B&gt;</at> <p>Write to me.</p>');
    expect(activity.entities).toEqual([
      { type: 'mention', mentioned: { id: '29:a', name: 'A & <B>' }, text: '<at>A &amp; &lt;B&gt;</at>' },
    ]);
    expect(activity.suggestedActions).toBeUndefined();
  });

  it('leaves markup in what people and servers wrote without a meaning', () => {
    const text = 'Server: \\<at\\>all\\</at\\> [x](http://evil.example) <at>all</at>';

    expect(render({ text }, ZH).text).toContain('&lt;at&gt;all&lt;/at&gt;');
    const card = JSON.stringify(cardOf({ text, buttons: [{ id: 'a', label: 'A', press: 'p:a' }] }));
    expect(card).toContain('"type":"RichTextBlock"');
    expect(card).not.toMatch(/"type":"(?:TextBlock|FactSet|Action.OpenUrl)"/u);
  });

  it('asks what people think of answers of the bot that ended a problem only', () => {
    const finished = { playbook: 'triage', step: 'triage/done' };

    expect(render({ text: 'x', finished }, ZH).channelData).toEqual({
      feedbackLoop: { type: 'default' },
    });
    expect(render({ text: 'x', finished }, { ...ZH, feedback: false }).channelData).toBeUndefined();
    expect(render({ text: 'x', finished, speaker: 'Min' }, ZH).channelData).toBeUndefined();
    expect(render({ text: 'x' }, ZH).channelData).toBeUndefined();
  });

  it('makes more buttons than Teams shows a menu', () => {
    const buttons = Array.from({ length: 7 }, (_, at) => ({
      id: `b${at}`,
      label: `B${at}`,
      press: `p:${at}`,
    }));

    const card = cardOf({ text: 'Which?', buttons });

    expect((card['actions'] as unknown[]).length).toBe(1);
    expect(JSON.stringify(card['body'])).toContain('"value":"p:6"');
  });

  it('shows settings as a table instead of lines', () => {
    const card = JSON.stringify(
      cardOf({
        text: '照着填：\n- 收件服务器（IMAP）：imap.corp.example，端口 993',
        gift: {
          kind: 'settings',
          servers: [
            {
              protocol: 'imap',
              host: 'imap.corp.example',
              port: 993,
              tls: 'implicit',
              userName: { form: 'full-address', value: 'alice@corp.example' },
            },
          ],
        },
      }),
    );

    expect(card.match(/imap\.corp\.example/gu)).toHaveLength(2);
    expect(card).toContain('alice@corp.example');
  });

  it('tells where a measurement broke, the broken target first, and links to all of it', () => {
    const ok = { name: 'dns', status: 'ok', ms: 3 } as const;
    const card = JSON.stringify(
      cardOf({
        text: 'x',
        measured: {
          run: 'r/1',
          results: [
            { probe: 'smtp', target: 'smtp.corp.example:465', status: 'measured', ms: 9, phases: [ok] },
            {
              probe: 'imap',
              target: 'imap.corp.example:993',
              status: 'measured',
              ms: 9,
              phases: [ok, { name: 'tls', status: 'fail', ms: 5 }],
            },
          ],
        },
      }),
    );

    expect(card.indexOf('imap.corp.example:993')).toBeLessThan(card.indexOf('smtp.corp.example:465'));
    expect(card).toContain('断在“加密”');
    expect(card).toContain('域名 ✓ → 加密 ✕');
    expect(card).toContain('https://mailmedic.corp.example/probe/r%2F1');
  });

  it('shows no step that was not taken, and takes a cross-check for no good news', () => {
    const phases = [
      { name: 'srv', status: 'skip', ms: 0 },
      { name: 'autoconfig', status: 'skip', ms: 0 },
      { name: 'witness', status: 'ok', ms: 9 },
    ] as const;
    const results = [
      { probe: 'discover', target: 'corp.example', status: 'measured', ms: 9, phases },
    ] as const;
    const card = JSON.stringify(cardOf({ text: 'x', measured: { run: 'r', results } }));

    expect(card).toContain('没有测到');
    expect(card).not.toMatch(/witness|autoconfig|SRV|对照/u);
  });

  it('does not say twice what the differential shows', () => {
    const cause = { cause: 'certificate', title: '证书问题', because: ['已过期'] } as const;
    const found = JSON.stringify(
      cardOf({ text: '查到了原因', differential: [{ ...cause, standing: 'measured' }] })['body'],
    );
    const open = JSON.stringify(
      cardOf({ text: '还判断不了', differential: [{ ...cause, standing: 'possible' }] })['body'],
    );

    expect(found).not.toContain('查到了原因');
    expect(open).toContain('还判断不了');
  });

  it('says so when a text is longer than a message', () => {
    const text = render({ text: '服务器拒绝登录。'.repeat(3_000) }, ZH).text ?? '';

    expect(text.endsWith('<p>（后面还有，在这里放不下。）</p>')).toBe(true);
  });
});
