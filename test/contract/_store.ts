import type {
  Case,
  Conversation,
  InboundMessage,
  Store,
  TurnSnapshot,
  TurnWrites,
} from '../../src/domain/index.js';

/** Two stores on one database, as two replicas have it (on SQLite: the server and a tool beside it). */
export interface StorePair {
  readonly store: Store;
  readonly other: Store;
  /** Runs a statement past the store, to damage a row. */
  damage(sql: string): Promise<void>;
  close(): Promise<void>;
}

let sent = 0;

/** One turn of a conversation that writes these things. */
export async function turnWith(store: Store, name: string, some: Partial<TurnWrites>): Promise<void> {
  sent += 1;
  await store.receive(message(name, `turn-${sent}`));
  await store.takeTurn(`web:${name}`, (turn) => ({ ...writes(turn), ...some }));
}

export async function nextTurn(store: Store, key: string): Promise<TurnSnapshot | undefined> {
  let seen: TurnSnapshot | undefined;
  await store.takeTurn(key, (turn) => {
    seen = turn;
    return writes(turn);
  });
  return seen;
}

export function writes(turn: TurnSnapshot): TurnWrites {
  return {
    conversation: turn.conversation ?? conversation(turn.address.conversation),
    outbox: [],
    timers: [],
    cancelTimers: [],
    tasks: [],
    transcript: [],
    caseEvents: [],
    silence: false,
  };
}

export function conversation(name: string): Conversation {
  return {
    address: { channel: 'web', conversation: name },
    greeted: false,
    parked: [],
    problems: 0,
    misses: 0,
  };
}

export function problem(bundle: string): NonNullable<Conversation['problem']> {
  const run = {
    problem: 'p',
    bundle,
    language: 'zh' as const,
    stack: [{ playbook: 'triage', step: 'start' }],
    slots: {},
    findings: [],
    arrivals: {},
    excluded: [],
    tokens: 0,
  };
  return { id: 'p', openedAt: '2026-01-01T00:00:00Z', words: '', run };
}

export function message(name: string, id: string): InboundMessage {
  return {
    address: { channel: 'web', conversation: name },
    kind: 'message',
    platformId: id,
    revision: 0,
    order: `2026-01-01T00:00:00.${id}`,
    sentAt: '2026-01-01T00:00:00Z',
    text: `text ${id}`,
  };
}

export function result(name: string, id: string): InboundMessage {
  return { ...message(name, id), kind: 'result', payload: { kind: 'probe' } };
}

export function timer(id: string, afterMs: number) {
  return { id, token: 'k', purpose: 'wait' as const, afterMs };
}

export function task(id: string) {
  return { id, token: 'k', work: { kind: 'post-case' as const, caseId: 'c' } };
}

export function act(id: string) {
  const call = {
    action: 'unlock',
    person: { id: 'u', address: 'kim@corp.example' },
    with: { device: 'phone' },
    language: 'en' as const,
    problem: 'web:a#1',
    idempotencyKey: 'k',
    outcomes: ['not-locked'],
    facts: [],
  };
  return {
    id,
    token: 'k',
    work: { kind: 'act' as const, call, askedAt: '2026-01-01T00:00:00.000Z', notTaken: 0 },
  };
}

export function out(key: string) {
  return { key, reply: { text: key }, from: 'bot' as const };
}

export function aCase(name: string): Case {
  return {
    id: `case-${name}`,
    reference: 'MM-1',
    conversation: `web:${name}`,
    problem: 'p',
    token: 'k',
    state: 'posted',
    queue: 'mail',
    severity: 'P2',
    summary: { zh: '证书', en: 'certificate' },
    reason: 'asked',
    person: { id: 'u' },
    language: 'zh',
    findings: [],
    differential: [],
    known: {},
    tried: [],
    createdAt: '2026-01-01T00:00:00Z',
  };
}
