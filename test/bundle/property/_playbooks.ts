import fc from 'fast-check';

/** Ways a step can be written, with the outcomes that need a route. */
interface Sort {
  readonly verb: object;
  readonly outcomes: readonly string[];
}

const TEXT = { zh: '证书正常。', en: 'The certificate is fine.' };
const QUESTION = { zh: '能收到了吗？', en: 'Does mail arrive?' };
const BUTTONS = { one: { zh: '只有这台', en: 'Only this one' }, all: { zh: '都收不到', en: 'All of them' } };
const WITH = { host: '{host|imap.corp.example}' };
const ACT = ['ok', 'not-locked', 'failed', 'unknown', 'none', 'declined'];

const SORTS: readonly Sort[] = [
  { verb: { say: TEXT }, outcomes: ['next'] },
  { verb: { say: { zh: '{host|服务器} 正常。', en: '{host|The server} is fine.' } }, outcomes: ['next'] },
  { verb: { ask: QUESTION, buttons: BUTTONS }, outcomes: ['one', 'all', 'unknown', 'gave_up'] },
  {
    verb: { ask: QUESTION, buttons: BUTTONS, silent_after: '2h' },
    outcomes: ['one', 'all', 'unknown', 'gave_up', 'silent'],
  },
  { verb: { ask: QUESTION, into: 'host', accept: 'hostname' }, outcomes: ['given', 'unknown', 'gave_up'] },
  {
    verb: { ask: QUESTION, into: 'client', choices: { from: 'clients' } },
    outcomes: ['given', 'unknown', 'gave_up'],
  },
  { verb: { confirm: QUESTION }, outcomes: ['yes', 'no', 'unknown', 'silent'] },
  { verb: { check: 'finding' }, outcomes: ['tls.expired', 'net.*', 'missing', 'otherwise'] },
  { verb: { check: 'host' }, outcomes: ['missing', 'otherwise'] },
  { verb: { check: 'provider.credential' }, outcomes: ['password', 'missing', 'otherwise'] },
  { verb: { probe: 'tls', with: WITH }, outcomes: ['tls.*', 'ok', 'failed', 'refused', 'otherwise'] },
  {
    verb: { probe: ['discover', 'dns'], fresh: true, with: { address: '{address|a@corp.example}' } },
    outcomes: ['ok', 'otherwise'],
  },
  {
    verb: { sign_in: 'imap', with: { ...WITH, address: '{address|a@corp.example}' } },
    outcomes: ['ok', 'auth.*', 'expired', 'declined', 'refused', 'failed', 'otherwise'],
  },
  { verb: { diagnose: { ask_at_most: 2 } }, outcomes: ['undecided'] },
  { verb: { guide: 'provider/make-code' }, outcomes: ['done', 'stuck', 'none'] },
  { verb: { give: 'settings', text: TEXT }, outcomes: ['done', 'none'] },
  { verb: { act: 'unlock', confirm_first: QUESTION }, outcomes: ACT },
  { verb: { notify: { severity: 'P2', text: TEXT } }, outcomes: ['next', 'failed'] },
  {
    verb: { wait: '2h', announce: { zh: '2 小时后再检查。', en: 'Checking again in 2 hours.' } },
    outcomes: ['elapsed', 'message'],
  },
  { verb: { call: 'parts/server-settings' }, outcomes: ['changed', 'same', 'otherwise'] },
  { verb: { call: 'parts/ask-host' }, outcomes: ['given', 'otherwise'] },
  { verb: { escalate: { severity: 'P3', summary: TEXT } }, outcomes: ['returned'] },
];
const AWAY = [
  'end:resolved',
  'end:not-it',
  'end:abandoned',
  'end:assumed',
  'playbook:server-outage',
  'playbook:triage',
];

const step = fc.record({
  sort: fc.nat(SORTS.length - 1),
  /** Where its outcomes lead, counted through all there is to lead to. */
  ways: fc.array(fc.noBias(fc.nat(9_999)), { minLength: 8, maxLength: 8 }),
  atMost: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 3 }),
  /** One route that its author forgot, now and then. */
  forgotten: fc.option(fc.nat(7), { nil: undefined, freq: 25 }),
});
type DrawnStep = typeof step extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** A playbook that an author could have written: often right, sometimes with a loop, a dead end or a forgotten route. */
export const playbooks: fc.Arbitrary<{
  readonly steps: Readonly<Record<string, object>>;
  readonly text: string;
}> = fc
  .record({
    drawn: fc.array(step, { minLength: 1, maxLength: 7 }),
    opens: fc.noBias(fc.nat(7)).map((one) => one === 0),
    needs: fc.boolean(),
  })
  .map(({ drawn, opens, needs }) => {
    const steps = Object.fromEntries(
      drawn.map((one, index) => [`s${index}`, written(one, index, drawn.length)]),
    );
    const playbook = {
      schema: 1,
      id: 'mistake',
      owner: 'mail-team',
      title: { zh: '一个', en: 'One' },
      ...(needs && { needs: ['host'] }),
      ...(opens && { opens_on: { findings: { 'tls.expired': 'strong' } } }),
      steps,
    };
    return { steps, text: JSON.stringify(playbook, null, 1) };
  });

function written({ sort, ways, atMost, forgotten }: DrawnStep, index: number, count: number): object {
  const { verb, outcomes } = SORTS[sort]!;
  const forth = Array.from({ length: count - index - 1 }, (_, below) => `s${index + 1 + below}`);
  // Ways back are rarer than ways on, or hardly any playbook would be without a circle.
  const targets = [...forth, ...forth, ...AWAY, `s${ways[7]! % count}`];
  const all = atMost === undefined ? outcomes : [...outcomes, 'again'];
  const on = all.map((outcome, way) => {
    // The way down the file is always there, so that most steps can be reached.
    const down = index + 1 < count ? `s${index + 1}` : 'end:resolved';
    return [outcome, way === 0 ? down : targets[ways[way % ways.length]! % targets.length]!] as const;
  });
  const kept = on.filter((_, way) => way !== forgotten);
  return { ...verb, ...(atMost !== undefined && { at_most: atMost }), on: Object.fromEntries(kept) };
}

const PIECES = [
  ...[
    '',
    ' ',
    '  ',
    '\n',
    '\n  ',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '#',
    '"',
    "'",
    '\t',
    '&a ',
    '*a',
    '!t ',
    '| ',
    '> ',
  ],
  ...[
    '? ',
    ', ',
    '\\',
    '%',
    '---\n',
    '...',
    '<<: ',
    'a',
    '163',
    'null',
    '~',
    '__proto__',
    'on',
    'steps:',
    'schema: 1',
  ],
  ...[
    'otherwise: x',
    'end:',
    '{host}',
    '{{',
    'at_most: -1',
    'check: finding',
    '😀',
    '\u202E',
    '证书',
    '1e3',
    '0x1',
    '\r',
  ],
];

/** A text that looks like YAML here and there. */
export const texts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''));

/** Pieces put into a text, or in place of some of it. */
export function changed(text: string): fc.Arbitrary<string> {
  const cut = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    piece: fc.constantFrom(...PIECES),
  });
  return fc
    .array(cut, { minLength: 1, maxLength: 3 })
    .map((cuts) =>
      cuts.reduce(
        (whole, { at, length, piece }) => whole.slice(0, at) + piece + whole.slice(at + length),
        text,
      ),
    );
}
