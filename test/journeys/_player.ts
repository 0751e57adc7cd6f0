import { decideTurn, type TurnTools } from '../../src/desk/index.js';
import { maskSecrets } from '../../src/conversation/index.js';
import { FINDINGS } from '../../src/diagnosis/index.js';
import {
  readDuration,
  type Case,
  type Conversation,
  type Finding,
  type InboxRow,
  type NewTask,
  type NewTimer,
  type ProbeRequest,
  type ProbeResult,
  type ReplyButton,
  type TurnWrites,
} from '../../src/domain/index.js';

/** One dialogue of a journeys file (format: README.md of this folder). */
export interface Journey {
  readonly name: string;
  readonly lang: 'zh' | 'en';
  readonly profile?: { readonly address?: string };
  readonly results?: { readonly probe?: readonly (string | Measured)[] };
  readonly talk: readonly Readonly<Record<string, MoveValue>>[];
}

export type MoveValue = string | readonly string[] | Readonly<Record<string, string>>;

type Measured = { readonly codes: readonly string[] } & Readonly<Record<string, unknown>>;

const START = Date.parse('2026-11-24T02:00:00Z');
const TYPING_MS = 5_000;
const ADDRESS = { channel: 'web', conversation: 'journey' };

/** A person and the bot in one conversation, with every turn of the real desk and only what is measured given. */
export class JourneyPlayer {
  /** Steps, asides and phrases heard since the last look; the same several times in a row counts once. */
  readonly heard: string[] = [];
  /** Texts that went out, to look for placeholders nobody filled. */
  readonly texts: string[] = [];
  end = 'open';
  private conversation: Conversation | undefined;
  private openCase: Case | undefined;
  private buttons: readonly ReplyButton[] = [];
  private readonly shown: ReplyButton[] = [];
  private timers: (NewTimer & { readonly due: number })[] = [];
  private readonly measurements: (string | Measured)[];
  private now = START;
  private rows = 0;

  constructor(
    private readonly journey: Journey,
    private readonly tools: TurnTools,
  ) {
    this.measurements = [...(journey.results?.probe ?? [])];
  }

  say(typed: string): void {
    this.now += TYPING_MS;
    const { text, masked } = maskSecrets(typed);
    this.turn({ kind: 'message', text, from: this.speaker(), ...(masked ? { payload: { masked } } : {}) });
  }

  press(id: string): void {
    const button = this.buttons.find((one) => one.id === id);
    if (!button)
      throw new Error(`no button “${id}” is shown, only ${this.buttons.map((one) => one.id).join(', ')}`);
    this.now += TYPING_MS;
    this.turn({ kind: 'press', press: button.press, text: button.label, from: this.speaker() });
  }

  /** A button of a message further up, as a scrolling thumb finds it. */
  pressOld(id: string): void {
    const button = this.shown.find((one) => one.id === id && !this.buttons.includes(one));
    if (!button) throw new Error(`no earlier message has a button “${id}”`);
    this.now += TYPING_MS;
    this.turn({ kind: 'press', press: button.press, text: button.label, from: this.speaker() });
  }

  /** What the open problem knows under this slot's name. */
  known(slot: string): string | undefined {
    return this.conversation?.problem?.run.slots[slot]?.value;
  }

  /** What the findings of the open problem were measured on. */
  measuredOn(): readonly string[] {
    return [
      ...new Set(
        (this.conversation?.problem?.run.findings ?? []).map(({ target }) => target.split(':')[0] ?? ''),
      ),
    ];
  }

  after(duration: string): void {
    this.now += (readDuration(duration) ?? 0) + 1_000;
    for (let due = this.nextDue(); due; due = this.nextDue()) {
      this.turn({ kind: 'timer', payload: { token: due.token, purpose: due.purpose } });
    }
  }

  private nextDue(): NewTimer | undefined {
    const due = this.timers
      .filter((timer) => timer.due <= this.now)
      .sort((one, other) => one.due - other.due)[0];
    this.timers = this.timers.filter((timer) => timer !== due);
    return due;
  }

  private speaker() {
    const address = this.journey.profile?.address;
    return {
      id: 'u1',
      name: 'Li Lei',
      language: this.journey.lang,
      timeZone: 'Asia/Shanghai',
      ...(address === undefined ? {} : { address, verified: true }),
    };
  }

  private turn(some: Partial<InboxRow> & Pick<InboxRow, 'kind'>): void {
    this.rows += 1;
    const at = new Date(this.now).toISOString();
    const writes = decideTurn(
      {
        key: 'web:journey',
        address: ADDRESS,
        now: at,
        conversation: this.conversation,
        inbox: [
          {
            id: this.rows,
            address: ADDRESS,
            platformId: String(this.rows),
            revision: 0,
            order: at,
            sentAt: at,
            ...some,
          },
        ],
        openCase: this.openCase,
        attempt: 1,
      },
      this.tools,
    );
    this.keep(writes);
    for (const task of writes.tasks) this.perform(task);
  }

  private keep(writes: TurnWrites): void {
    // What is stored is JSON: a turn must not rely on anything else.
    this.conversation = JSON.parse(JSON.stringify(writes.conversation)) as Conversation;
    this.openCase = writes.newCase ?? writes.caseChange?.to ?? this.openCase;
    for (const { who, step, text } of writes.transcript) {
      if (who === 'bot' && step !== undefined && this.heard.at(-1) !== step) this.heard.push(step);
      if (text.startsWith('(ended: ')) this.end = text.slice('(ended: '.length, -1);
    }
    for (const { reply } of writes.outbox) {
      this.texts.push(reply.text);
      const buttons = [...(reply.buttons ?? []), ...(reply.choices ?? [])];
      if (buttons.length > 0) {
        this.buttons = buttons;
        this.shown.push(...buttons);
      }
    }
    this.timers = this.timers.filter(({ token }) => !writes.cancelTimers.includes(token));
    for (const timer of writes.timers) this.timers.push({ ...timer, due: this.now + timer.afterMs });
  }

  /** Measurements are given by the journey; people take a case at once. */
  private perform({ token, work }: NewTask): void {
    if (work.kind === 'post-case') {
      this.end = `escalated ${this.openCase?.severity ?? ''}`;
      this.turn({ kind: 'result', payload: { kind: 'case-posted', caseId: work.caseId, token } });
      return;
    }
    if (work.kind !== 'probe') throw new Error(`no ${work.kind} is registered in a journey`);
    const given = this.measurements.shift();
    if (given === undefined) throw new Error(`${work.step} measures, and the journey has no result left`);
    const measured = typeof given === 'string' ? { codes: [given] } : given;
    const { probes, with: target } = work.request;
    const results = probes.filter(inUse(work.request)).map((probe) => this.result(probe, target, measured));
    this.turn({ kind: 'result', payload: { kind: 'probe', token, results } });
  }

  private result(probe: string, given: Readonly<Record<string, string>>, measured: Measured): ProbeResult {
    const startedAt = new Date(this.now).toISOString();
    const facts = factsOf(measured);
    const host = facts['discover.host'] ?? given['host'] ?? 'imap.corp.example';
    const address = given['address'] ?? '';
    const domain = address.slice(address.indexOf('@') + 1);
    const port = given['protocol'] === 'pop3' ? '995' : '993';
    const target = probe === 'discover' ? domain : `${host}:${port}`;
    const failed = measured.codes.includes('failed');
    const finding = (code: string): Finding => ({
      code,
      severity: FINDINGS.get(code)?.severity ?? 'critical',
      facts: { 'net.host': host, 'net.port': port, 'dns.host': host, ...facts },
      evidence: [],
      probe,
      target,
      measuredAt: startedAt,
      seenFrom: 'bot',
    });
    const found = probe === 'discover' && facts['discover.host'] !== undefined;
    return {
      probe,
      target,
      status: failed ? 'failed' : 'measured',
      findings: failed ? [] : codesOf(measured, probe).map(finding),
      phases: [],
      startedAt,
      ms: 1,
      ...(found
        ? {
            mailbox: {
              address,
              domain,
              ...(facts['discover.provider'] === undefined ? {} : { provider: facts['discover.provider'] }),
              servers: [{ protocol: 'imap', host, port: 993, tls: 'implicit', source: 'provider-file' }],
            },
          }
        : {}),
    };
  }
}

function factsOf(measured: Measured): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(measured)
      .filter(([name]) => name !== 'codes')
      .map(([name, value]) => [name, String(value)]),
  );
}

/** Of two ways to receive only the one in use is measured. */
function inUse({ probes, with: { protocol } }: ProbeRequest): (probe: string) => boolean {
  const other = protocol === 'pop3' ? 'imap' : 'pop3';
  const isEither = probes.includes('imap') && probes.includes('pop3');
  return (probe) => !(isEither && probe === other);
}

const TCP_CODES = ['net.open-ports', 'net.ports-blocked', 'net.family-differs'];

/** What a probe finds of it. Where anything answers, `tcp` always finds which ports are open. */
function codesOf({ codes }: Measured, probe: string): readonly string[] {
  const own = codes.filter((code) => belongsTo(code, probe));
  const answers = codes.some((code) => /^(?:tls|imap|pop3)\./u.test(code));
  return probe === 'tcp' && own.length === 0 && answers ? ['net.open-ports'] : own;
}

function belongsTo(code: string, probe: string): boolean {
  const family = code.split('.')[0];
  if (TCP_CODES.includes(code)) return probe === 'tcp';
  return code.includes('.') && (family === 'net' ? probe === 'tls' : family === probe);
}
