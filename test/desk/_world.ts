import { decideTurn, type TurnTools } from '../../src/desk/index.js';
import {
  conversationKey,
  isWithPeople,
  type Address,
  type Case,
  type CaseChange,
  type CaseEvent,
  type Conversation,
  type InboundMessage,
  type InboxRow,
  type NewOutbound,
  type NewTimer,
  type OpenIncident,
  type ProbeRequest,
  type ProbeResult,
  type Speaker,
} from '../../src/domain/index.js';
import type { Deed } from '../../src/handoff/index.js';

const START = Date.parse('2026-11-25T02:00:00.000Z');

/**
 * Several conversations with one desk and no store: turns are computed one by one until nothing is left to do, time goes
 * by when the test says so, and measurements answer at once.
 */
export class World {
  readonly conversations = new Map<string, Conversation>();
  readonly cases = new Map<string, Case>();
  readonly events: CaseEvent[] = [];
  readonly said = new Map<string, NewOutbound[]>();
  readonly measured: ProbeRequest[] = [];
  private readonly tools: TurnTools;
  private readonly measure: (request: ProbeRequest) => readonly ProbeResult[];
  private readonly incidents = new Map<string, OpenIncident>();
  private readonly timers: (NewTimer & { readonly key: string; readonly dueAt: number })[] = [];
  private readonly inbox: InboxRow[] = [];
  private clock = START;
  private rows = 0;

  constructor(tools: TurnTools, measure: (request: ProbeRequest) => readonly ProbeResult[]) {
    this.tools = tools;
    this.measure = measure;
  }

  get now(): string {
    return new Date(this.clock).toISOString();
  }

  /** What reached this chat since the last look. */
  heard(chat: string): readonly string[] {
    const lines = this.said.get(`fake:${chat}`) ?? [];
    this.said.set(`fake:${chat}`, []);
    return lines.map(({ reply, from }) =>
      from === 'agent' ? `${reply.speaker ?? ''}: ${reply.text}` : reply.text,
    );
  }

  says(chat: string, text: string, from: Speaker): void {
    this.add({ address: { channel: 'fake', conversation: chat }, kind: 'message', from, text });
    this.settle();
  }

  /** An agent does something to the case of this conversation. */
  agent(reference: string, rule: (present: Case, deed: Deed) => CaseChange): void {
    const present = [...this.cases.values()].find((one) => one.reference === reference);
    if (!present) throw new Error(`no case ${reference}`);
    const eventId = `agent${(this.rows += 1)}`;
    const { to, event, tell } = rule(present, { by: 'Wang', now: this.now, eventId });
    this.cases.set(to.id, to);
    this.events.push(event);
    if (tell) this.add(tell);
    this.settle();
  }

  /** Lets time go by; what is due meanwhile happens at its time. */
  passes(ms: number): void {
    const end = this.clock + ms;
    for (;;) {
      const next = this.timers.sort((one, other) => one.dueAt - other.dueAt)[0];
      if (!next || next.dueAt > end) break;
      this.timers.shift();
      this.clock = Math.max(this.clock, next.dueAt);
      const payload = { token: next.token, purpose: next.purpose };
      this.add({ address: addressOf(next.key), kind: 'timer', platformId: next.id, payload });
      this.settle();
    }
    this.clock = end;
  }

  private add(some: Partial<InboundMessage> & Pick<InboundMessage, 'address' | 'kind'>): void {
    this.rows += 1;
    const at = this.now;
    this.inbox.push({
      id: this.rows,
      platformId: `m${this.rows}`,
      revision: 0,
      order: at,
      sentAt: at,
      ...some,
    });
  }

  private settle(): void {
    for (let row = this.inbox.shift(); row; row = this.inbox.shift()) this.turn(row);
  }

  private turn(row: InboxRow): void {
    const key = conversationKey(row.address);
    const snapshot = {
      key,
      address: row.address,
      now: this.now,
      conversation: this.conversations.get(key),
      inbox: [row],
      openCase: [...this.cases.values()].find(
        ({ conversation, state }) => conversation === key && (state === 'requested' || isWithPeople(state)),
      ),
      attempt: 1,
    };
    const writes = decideTurn(snapshot, { ...this.tools, incidents: [...this.incidents.values()] });
    this.conversations.set(key, writes.conversation);
    for (const one of [writes.newCase, writes.caseChange?.to]) if (one) this.cases.set(one.id, one);
    this.events.push(...writes.caseEvents);
    this.said.set(key, [...(this.said.get(key) ?? []), ...writes.outbox]);
    const kept = this.timers.filter((one) => one.key !== key || !writes.cancelTimers.includes(one.token));
    this.timers.splice(0, Infinity, ...kept);
    for (const timer of writes.timers) this.timers.push({ ...timer, key, dueAt: this.clock + timer.afterMs });
    if (writes.incident === 'over') this.incidents.delete(key);
    else if (writes.incident) this.incidents.set(key, writes.incident);
    for (const { id, token, work } of writes.tasks) {
      if (work.kind === 'probe') {
        this.measured.push(work.request);
        const payload = { kind: 'probe', token, results: this.measure(work.request), run: id };
        this.add({ address: row.address, kind: 'result', platformId: id, payload });
      }
      if (work.kind === 'post-case') {
        const payload = { kind: 'case-posted', caseId: work.caseId, token };
        this.add({ address: row.address, kind: 'result', platformId: id, payload });
      }
    }
    for (const forward of writes.forward ?? []) this.add(forward);
  }
}

function addressOf(key: string): Address {
  const colon = key.indexOf(':');
  return { channel: key.slice(0, colon), conversation: key.slice(colon + 1) };
}
