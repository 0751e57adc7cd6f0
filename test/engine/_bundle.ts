import type {
  Bundle,
  Entity,
  Finding,
  Heard,
  LocalText,
  Playbook,
  ProbeResult,
  Provider,
  Route,
  RunContext,
  SlotDefinition,
  Step,
  Strength,
  Target,
} from '../../src/domain/index.js';
import { ENGINE_PHRASES, VERBS } from '../../src/engine/index.js';

/** A text whose languages can be told apart. */
export function both(text: string): LocalText {
  return { zh: `${text}（中）`, en: text };
}

type StepSource = Readonly<Record<string, unknown>> & {
  readonly on?: Readonly<Record<string, string>>;
  readonly otherwise?: string;
  readonly at_most?: number;
};

export interface PlaybookSource {
  readonly part?: boolean;
  readonly intent?: string;
  readonly findings?: Readonly<Record<string, Strength>>;
  readonly needs?: readonly string[];
  readonly asides?: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, StepSource>>;
}

/** A playbook as the loader makes it; `otherwise` may stand among the routes, as in YAML. */
export function playbookOf(id: string, source: PlaybookSource): Playbook {
  const ids = Object.keys(source.steps);
  return {
    id,
    file: `playbooks/${id}.yaml`,
    part: source.part ?? id.startsWith('parts/'),
    owner: 'test',
    title: both(`title of ${id}`),
    opensOn: {
      ...(source.intent !== undefined && { intent: source.intent }),
      findings: new Map(Object.entries(source.findings ?? {})),
      atOnce: false,
    },
    needs: source.needs ?? [],
    asides: new Map(Object.entries(source.asides ?? {})),
    steps: ids.map((step, index) => stepOf(step, source.steps[step]!, index, ids[index + 1])),
    tests: [],
  };
}

function stepOf(id: string, source: StepSource, index: number, next: string | undefined): Step {
  const { on, otherwise, at_most: atMost, ...options } = source;
  const name = Object.keys(options).find((key) => VERBS.has(key))!;
  const routes = Object.entries(on ?? {});
  const other = otherwise ?? on?.['otherwise'];
  return {
    id,
    verb: name,
    options: VERBS.get(name)!.schema.parse(options),
    on: routes
      .filter(([outcome]) => outcome !== 'otherwise')
      .map(([outcome, target]): Route => ({ outcome, target: targetFrom(target) })),
    ...(other !== undefined && { otherwise: targetFrom(other) }),
    ...(atMost !== undefined && { atMost }),
    ...(next !== undefined && { next }),
    line: index + 1,
  };
}

function targetFrom(text: string): Target {
  const [kind, rest] = text.split(/:(.*)/u);
  if (kind === 'playbook') return { kind, playbook: rest! };
  if (kind === 'end') return { kind, end: rest! };
  return { kind: 'step', step: text };
}

const SLOTS: readonly SlotDefinition[] = [
  slot('address', 'email', ['profile', 'words', 'question'], 'parts/ask-address'),
  slot('host', 'hostname', ['words', 'probe', 'question'], 'parts/ask-host'),
  slot('port', 'port', ['words', 'probe', 'question']),
  slot('provider', 'provider', ['probe', 'question']),
  slot('client', 'client', ['words', 'question']),
  slot('error', 'error', ['words', 'question']),
  slot('since', 'date', ['words', 'question']),
];

function slot(
  id: string,
  kind: SlotDefinition['kind'],
  from: SlotDefinition['from'],
  part?: string,
): SlotDefinition {
  return { id, kind, from, label: both(id), ...(part !== undefined && { part }) };
}

const PARTS: Readonly<Record<string, PlaybookSource>> = {
  'parts/ask-address': {
    steps: {
      address: {
        ask: both('Which address?'),
        into: 'address',
        accept: 'email',
        retry: both('An address has an @.'),
        on: { given: 'end:given', unknown: 'end:unknown', gave_up: 'end:unknown' },
      },
    },
  },
  'parts/ask-host': {
    steps: {
      host: {
        ask: both('Which host?'),
        into: 'host',
        accept: 'hostname',
        on: { given: 'end:given', unknown: 'end:unknown', gave_up: 'end:unknown' },
      },
    },
  },
};

export const QQ: Provider = {
  id: 'qq',
  name: { zh: 'QQ 邮箱', en: 'QQ Mail' },
  kind: 'public',
  domains: ['qq.com'],
  mx: [],
  servers: [],
  credential: 'authorization-code',
  webmail: 'https://mail.qq.com/a_b',
  guides: new Map([
    [
      'code',
      {
        topic: 'code',
        screens: [both('Screen one'), both('Screen two')],
        verifiedAt: '2026-01-01',
        source: 'help',
      },
    ],
  ]),
  quirks: new Map(),
  refusals: [{ text: 'Please using authorized code', finding: 'auth.app-password-needed' }],
};

export function bundleOf(
  playbooks: Readonly<Record<string, PlaybookSource>>,
  change: Partial<Bundle> = {},
): Bundle {
  const phrases = new Map<string, LocalText>(ENGINE_PHRASES.map((id) => [id, both(`[${id}]`)]));
  phrases.set('confirm-yes', { zh: '可以了', en: 'It works' });
  phrases.set('confirm-no', { zh: '还是不行', en: 'Still not' });
  phrases.set('handed-over', both('IT has {ticket}, answers by {desk.answers_by|soon}'));
  phrases.set('diagnosis-measured', both('Found {cause}: {because}'));
  phrases.set('diagnosis-likely', both('Likely {cause}: {because}'));
  phrases.set('diagnosis-possible', both('Possible {cause}: {because|no reason}'));
  phrases.set('diagnosis-ruled-out', both('Ruled out: {list}'));
  return {
    hash: 'hash',
    files: new Map(),
    settings: {
      languages: ['zh', 'en'],
      address: '您',
      defaultQueue: 'desk',
      queues: new Map(),
      org: { portal: 'https://portal.corp.example/a_b' },
      thresholds: { sure: 0.8, switch: 0.75 },
      priors: new Map(),
      idle: { remind: '24h', abandon: '72h' },
    },
    intents: new Map(),
    playbooks: new Map(
      Object.entries({ ...PARTS, ...playbooks }).map(([id, source]) => [id, playbookOf(id, source)]),
    ),
    providers: new Map([['qq', QQ]]),
    clients: new Map([
      [
        'outlook',
        {
          id: 'outlook',
          name: { zh: 'Outlook 客户端', en: 'Outlook' },
          names: ['outlook'],
          guides: new Map(),
        },
      ],
    ]),
    slots: new Map(SLOTS.map((definition) => [definition.id, definition])),
    glossary: new Map([
      ['imap', { id: 'imap', names: ['IMAP'], text: both('IMAP is how apps read mail.') }],
      ['tls', { id: 'tls', names: ['TLS'], text: both('TLS encrypts.') }],
    ]),
    phrases,
    ...change,
  };
}

export const NOW = '2026-03-02T10:00:00.000Z';

export function contextOf(change: Partial<RunContext> = {}): RunContext {
  return {
    now: NOW,
    channel: 'web',
    person: { verified: true, role: 'employee', timeZone: 'Asia/Shanghai' },
    providerOf: (address) => (address.endsWith('@qq.com') ? 'qq' : undefined),
    promises: {},
    ...change,
  };
}

export function heardOf(text: string, change: Partial<Heard> = {}): Heard {
  return {
    text,
    language: 'en',
    entities: [],
    intent: {
      text,
      language: 'en',
      scenario: 'unclear',
      confidence: 0,
      alternatives: [],
      because: [],
      certain: false,
    },
    ...change,
  };
}

export function email(value: string): Entity {
  return { kind: 'email', value };
}

export function hostname(value: string): Entity {
  return { kind: 'hostname', value };
}

export function findingOf(code: string, change: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'critical',
    facts: {},
    evidence: [],
    probe: 'tls',
    target: 'imap.corp.example:993',
    measuredAt: NOW,
    seenFrom: 'bot',
    ...change,
  };
}

export function resultOf(findings: readonly Finding[], change: Partial<ProbeResult> = {}): ProbeResult {
  return {
    probe: findings[0]?.probe ?? 'tls',
    target: findings[0]?.target ?? 'imap.corp.example:993',
    status: 'measured',
    findings,
    phases: [],
    startedAt: NOW,
    ms: 1,
    ...change,
  };
}
