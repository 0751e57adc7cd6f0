import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Block } from '../../../src/channels/slack/blocks.js';
import { checkBlocks, LIMITS } from '../../../src/channels/slack/check-blocks.js';
import { homeBlocks } from '../../../src/channels/slack/home.js';
import { render } from '../../../src/channels/slack/render.js';
import { PROMPTS } from '../../../src/channels/slack/words.js';
import type { Case, OutboundMessage, Reply } from '../../../src/domain/index.js';

const ADDRESS = { channel: 'slack', conversation: 'D0ALICE' };
const OPTIONS = { publicUrl: 'https://bot.corp.example', withFeedback: true };

function drawn(reply: Reply, options: Partial<OutboundMessage> = {}) {
  return render({ address: ADDRESS, key: 'm1', reply, ...options }, OPTIONS);
}

function json(blocks: readonly Block[]): string {
  return JSON.stringify(blocks);
}

/** Texts that people, servers and authors may come up with. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '',
    '<!channel> <@U0ALICE> @here',
    '*bold* _it_ ~no~ `code` ```',
    '<https://evil.example|https://bank.example>',
    'https://bank.example@evil.example/',
    '**a** **b',
    '- one\n- two\n\n1. first\n2. second',
    '\u202egnp.exe\u0000\u001b[31m',
    '密码不对'.repeat(900),
    'x'.repeat(20_000),
    '**x**'.repeat(2_000),
    '`y`'.repeat(2_000),
    '- z\n'.repeat(1_500),
    '👩‍👩‍👧'.repeat(500),
    '\\'.repeat(300),
    '"'.repeat(9_000),
  ),
);
const short = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), nasty);
const button = fc.record({
  id: fc.string({ maxLength: 10 }),
  label: short,
  press: fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 76, maxLength: 300 })),
});
const server = fc.record({
  protocol: fc.constantFrom('imap' as const, 'pop3' as const, 'smtp' as const),
  host: fc.oneof(fc.constant('imap.corp.example'), short),
  port: fc.integer({ min: 1, max: 65_535 }),
  tls: fc.constantFrom('implicit' as const, 'starttls' as const),
  userName: fc.record(
    { form: fc.constantFrom('full-address' as const, 'local-part' as const), value: short },
    { requiredKeys: ['form'] },
  ),
});
const file = fc.record({ name: fc.constant('a.txt'), mediaType: fc.constant('text/plain'), content: nasty });
const phaseStatus = fc.constantFrom('ok' as const, 'warn' as const, 'fail' as const, 'skip' as const);
const anyReply = fc.record(
  {
    text: fc.oneof(
      nasty,
      fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('\n\n')),
    ),
    buttons: fc.array(button, { maxLength: 8 }),
    choices: fc.array(button, { maxLength: 130 }),
    differential: fc.array(
      fc.record({
        cause: fc.constant('certificate'),
        title: short,
        standing: fc.constantFrom(
          'measured' as const,
          'likely' as const,
          'possible' as const,
          'ruled-out' as const,
        ),
        because: fc.array(short, { maxLength: 8 }),
      }),
      { maxLength: 20 },
    ),
    measured: fc.record({
      run: fc.string({ minLength: 1, maxLength: 30 }),
      results: fc.array(
        fc.record({
          probe: fc.constant('imap'),
          target: short,
          status: fc.constantFrom('measured' as const, 'failed' as const, 'refused' as const),
          ms: fc.integer({ min: 0, max: 20_000 }),
          phases: fc.array(
            fc.record({
              name: fc.oneof(fc.constantFrom('dns', 'tls'), short),
              status: phaseStatus,
              ms: fc.nat(9_999),
            }),
            { maxLength: 12 },
          ),
        }),
        { maxLength: 12 },
      ),
    }),
    gift: fc.oneof(
      fc.record({
        kind: fc.constant('settings' as const),
        servers: fc.array(server, { maxLength: 12 }),
        files: fc.array(file, { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('template' as const), files: fc.array(file, { maxLength: 2 }) }),
    ),
    progress: fc.boolean(),
    speaker: short,
  },
  { requiredKeys: ['text'] },
);

describe('any reply', () => {
  it('is drawn within every limit of Slack, with its words beside the blocks', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { messages, menu } = drawn(reply);
        expect(messages.length).toBeGreaterThan(0);
        for (const { text, blocks } of messages) {
          expect(checkBlocks(blocks)).toEqual([]);
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(LIMITS.text);
          expect(text).not.toMatch(/[<>]/u);
        }
        const tokens = new Map(Object.entries(menu ?? {}));
        // Every answer is there, by its token or by a name for it.
        const values = answersOf(messages.flatMap(({ blocks }) => blocks)).map(
          (value) => tokens.get(value) ?? value,
        );
        const presses = [...(reply.choices ?? []), ...(reply.buttons ?? [])].map(({ press }) => press);
        expect([...values].sort()).toEqual([...presses].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('has markup of ours only: nothing in it can mention, link or style', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { messages } = drawn(reply);
        for (const block of messages.flatMap(({ blocks }) => blocks)) {
          if (block.type !== 'context') continue;
          for (const element of block.elements) {
            if (element.type === 'mrkdwn')
              expect(element.text).toMatch(/^<https:\/\/bot\.corp\.example\/probe\/[^<>|\s]+\|[^<>]+>$/u);
          }
        }
        expect(json(messages.flatMap(({ blocks }) => blocks))).not.toMatch(
          /"type":"(?:user|usergroup|broadcast|channel|emoji)"/u,
        );
      }),
      { numRuns: 200 },
    );
  });
});

function answersOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [element.value] : element.options.map(({ value }) => value),
        )
      : [],
  );
}

describe('the words of a reply', () => {
  it('keep their small Markdown as rich text', () => {
    const { messages } = drawn({
      text: '**Found it**: the port is `143`.\n\n- change it\n- try again\n\nhttps://corp.example/help',
    });

    expect(messages[0]?.blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Found it', style: { bold: true } },
              { type: 'text', text: ': the port is ' },
              { type: 'text', text: '143', style: { code: true } },
              { type: 'text', text: '.' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'change it' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'try again' }] },
            ],
          },
          {
            type: 'rich_text_section',
            elements: [{ type: 'link', url: 'https://corp.example/help', text: 'https://corp.example/help' }],
          },
        ],
      },
    ]);
    expect(messages[0]?.text).toBe(
      'Found it: the port is 143.\n• change it\n• try again\nhttps://corp.example/help',
    );
  });

  it('never link to where a name hides the host', () => {
    const { messages } = drawn({ text: 'see https://bank.example@evil.example/x' });

    expect(json(messages[0]!.blocks)).not.toContain('"link"');
  });

  it('of a long text go in several messages, cut between sentences', () => {
    const sentence = '这一步请先在网页邮箱里打开 IMAP 服务，再生成新的授权码。';
    const { messages } = drawn({ text: sentence.repeat(200) });

    expect(messages.length).toBeGreaterThan(1);
    for (const { text } of messages) expect(text.endsWith('。')).toBe(true);
    expect(messages.map(({ text }) => text).join('')).toBe(sentence.repeat(200));
  });
});

describe('answers', () => {
  const answers = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `b${at}`, label: `回答 ${at}`, press: `p1.t1:b${at}` }));

  it('up to five are buttons', () => {
    const block = drawn({ text: '手机上是哪个应用？', buttons: answers(5) }).messages[0]?.blocks.at(-1);

    expect(block).toMatchObject({ type: 'actions', block_id: 'answers:m1' });
    expect(block?.type === 'actions' && block.elements.map(({ type }) => type)).toEqual(
      Array(5).fill('button'),
    );
  });

  it('six are a menu', () => {
    const block = drawn({ text: '手机上是哪个应用？', buttons: answers(6) }).messages[0]?.blocks.at(-1);

    expect(block?.type === 'actions' && block.elements.map(({ type }) => type)).toEqual(['static_select']);
  });
});

describe('causes', () => {
  const differential: Reply['differential'] = [
    {
      cause: 'certificate',
      title: 'Expired certificate',
      standing: 'measured',
      because: ['it ended on 2 January'],
    },
    { cause: 'mfa', title: 'Sign-in confirmation', standing: 'ruled-out', because: [] },
  ];

  it('are drawn, not said twice, where one is found; the notification has the words', () => {
    const { messages } = drawn({ text: 'Found it: the certificate expired.', differential });

    expect(json(messages[0]!.blocks)).not.toContain('Found it');
    expect(json(messages[0]!.blocks)).toContain('Expired certificate');
    expect(messages[0]?.text).toBe('Found it: the certificate expired.');
  });

  it('stand below the words where none is found', () => {
    const { messages } = drawn({
      text: 'I can’t tell yet.',
      differential: [{ ...differential[0]!, standing: 'possible' }],
    });

    expect(messages[0]?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text']);
  });

  it('ask for a thumb where they ended a problem', () => {
    const finished = { playbook: 'triage', step: 'triage/done' };
    const { messages } = drawn({ text: 'Found it.', differential, finished });
    const { messages: others } = drawn({ text: 'Found it.', differential });

    expect(messages[0]?.blocks.at(-1)).toMatchObject({ type: 'context_actions', block_id: 'thumbs:m1' });
    expect(others[0]?.blocks.at(-1)).not.toMatchObject({ type: 'context_actions' });
  });
});

describe('what was measured', () => {
  const CROSS_CHECK = { name: 'witness', status: 'ok', ms: 9 } as const;

  it('has no good mark where no step of the way was taken', () => {
    const phases = [{ name: 'srv', status: 'skip', ms: 0 }, CROSS_CHECK] as const;
    const results = [
      { probe: 'discover', target: 'corp.example', status: 'measured', ms: 9, phases },
    ] as const;
    const text = JSON.stringify(drawn({ text: 'x', measured: { run: 'r', results } }));
    expect(text).toContain('– corp.example');
    expect(text).not.toMatch(/✓|witness|SRV|对照/u);
  });

  it('warns of what is wrong over the other address family only', () => {
    const phases = [
      { name: 'tls', status: 'ok', ms: 20 },
      { name: 'tls-ipv6', status: 'fail', ms: 9 },
    ] as const;
    const results = [
      { probe: 'tls', target: 'imap.corp.example:993', status: 'measured', ms: 29, phases },
    ] as const;
    const text = JSON.stringify(drawn({ text: 'x', measured: { run: 'r', results } }));
    expect(text).toContain('! imap.corp.example:993');
  });
});

describe('settings', () => {
  const gift: Reply['gift'] = {
    kind: 'settings',
    servers: [
      {
        protocol: 'imap',
        host: 'imap.qq.com',
        port: 993,
        tls: 'implicit',
        userName: { form: 'full-address' },
      },
    ],
    files: [
      {
        name: 'mail-settings.mobileconfig',
        mediaType: 'application/x-apple-aspen-config',
        content: '<plist/>',
      },
      { name: 'qq.com.xml', mediaType: 'text/xml', content: '<clientConfig/>' },
    ],
  };

  it('are a table instead of lines, and files of their own', () => {
    const { messages, files: given } = drawn({
      text: '按这个填：\n- 收件服务器（IMAP）：imap.qq.com，端口 993，加密方式 SSL/TLS\n- 用户名：完整的邮箱地址',
      gift,
    });

    expect(messages[0]?.blocks[0]).toMatchObject({
      elements: [{ elements: [{ type: 'text', text: '按这个填：' }] }],
    });
    expect(messages[0]?.blocks[1]).toMatchObject({
      type: 'section',
      fields: [
        { text: '收件服务器（IMAP）\nimap.qq.com\n端口 993，加密方式 SSL/TLS' },
        { text: '用户名\n完整的邮箱地址' },
      ],
    });
    expect(messages[0]?.text).toContain('端口 993');
    expect(given).toMatchObject([
      { name: 'mail-settings.mobileconfig', content: '<plist/>' },
      { name: 'qq.com.xml', content: '<clientConfig/>' },
    ]);
  });
});

describe('App Home', () => {
  it('is within every limit, whatever a case is called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(short, fc.boolean()), { maxLength: 30 }), short, (cases, notice) => {
        for (const language of ['zh', 'en'] as const) {
          const all = cases.map(([summary, isClosed]) => caseOf(summary, isClosed));
          expect(checkBlocks(homeBlocks(all, language, notice), 'home')).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('suggests four beginnings at most', () => {
    expect(PROMPTS.zh).toHaveLength(4);
    expect(PROMPTS.en).toHaveLength(4);
  });
});

function caseOf(summary: string, isClosed: boolean): Case {
  return {
    id: 'c1',
    reference: 'MM-1',
    conversation: 'slack:D0ALICE',
    problem: 'p1',
    token: 't',
    state: isClosed ? 'closed' : 'claimed',
    claimedBy: summary,
    queue: 'it',
    severity: 'normal',
    summary: { zh: summary, en: summary },
    reason: 'asked',
    person: { id: 'U0ALICE' },
    language: 'zh',
    findings: [],
    differential: [],
    known: {},
    tried: [],
    createdAt: '2026-11-24T08:00:00.000Z',
  };
}
