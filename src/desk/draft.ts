import {
  mailmedicError,
  type Case,
  type CaseChange,
  type CaseEvent,
  type Conversation,
  type InboundMessage,
  type InboxRow,
  type Language,
  type LoadedBundle,
  type Misunderstood,
  type NewOutbound,
  type NewSignIn,
  type NewTask,
  type NewTimer,
  type OpenIncident,
  type Problem,
  type Reply,
  type ReplyMeasurement,
  type TranscriptLine,
  type TurnSnapshot,
  type TurnWrites,
} from '../domain/index.js';
import { announcesSecret, fillPhrase, openConversation, speaksOfPassword } from '../conversation/index.js';
import { defangLinks, knownSites } from '../diagnosis/index.js';
import type { Deed } from '../handoff/index.js';
import type { TurnTools } from './house.js';

/**
 * What a turn has decided so far: the snapshot it started from and everything it will write.
 * Plain mutable state that lives for one turn only; the rest of the desk reads like a list of decisions.
 */
export class TurnDraft {
  readonly snapshot: TurnSnapshot;
  readonly tools: TurnTools;
  conversation: Conversation;
  openCase: Case | undefined;
  /** The row being heard; ids of everything written derive from it, so a replay writes the same. */
  row: InboxRow | undefined;

  readonly outbox: NewOutbound[] = [];
  readonly timers: NewTimer[] = [];
  readonly cancelTimers: string[] = [];
  readonly tasks: NewTask[] = [];
  readonly signIns: NewSignIn[] = [];
  readonly transcript: TranscriptLine[] = [];
  readonly deleted: string[] = [];
  readonly caseEvents: CaseEvent[] = [];
  readonly forward: InboundMessage[] = [];
  readonly misunderstood: Misunderstood[] = [];
  newCase: Case | undefined;
  /** Only in the conversation of an incident: what others are to know of it. */
  incident: OpenIncident | 'over' | undefined;
  caseChanged = false;
  silence = false;
  private written = 0;
  private measured: ReplyMeasurement | undefined;
  private readonly said = new Map<string, number>();
  private answered: { readonly at: number; readonly step: string } | undefined;

  constructor(snapshot: TurnSnapshot, tools: TurnTools) {
    this.snapshot = snapshot;
    this.tools = tools;
    this.conversation = snapshot.conversation ?? openConversation(snapshot.address);
    this.openCase = snapshot.openCase;
  }

  get now(): string {
    return this.snapshot.now;
  }

  get language(): Language {
    return this.conversation.language ?? this.conversation.speaker?.language ?? 'zh';
  }

  /** The bundle that the open problem is pinned to; the live one where there is no problem. */
  get loaded(): LoadedBundle {
    return this.loadedAs(this.conversation.problem?.run.bundle);
  }

  /** The bundle of this hash; the live one for none. Throws `MM_BUNDLE_UNKNOWN`. */
  loadedAs(hash: string | undefined): LoadedBundle {
    if (hash === undefined) return this.tools.live;
    const loaded = this.tools.bundleOf(hash);
    if (!loaded) {
      throw mailmedicError(
        'MM_BUNDLE_UNKNOWN',
        { hash },
        'It is fetched from the store before the next try.',
      );
    }
    return loaded;
  }

  /** An id that is unique in the store and the same if this turn is computed again. */
  nextId(prefix: string): string {
    this.written += 1;
    return `${prefix}${this.row?.id ?? 0}.${this.written}`;
  }

  say(reply: Reply, step: string, from: NewOutbound['from'] = 'bot'): void {
    const { language } = this;
    this.outbox.push({ key: this.nextId('m'), reply: this.withMeasurement(reply), from, language });
    if (from === 'bot' && reply.progress !== true) this.answered = { at: this.outbox.length - 1, step };
    this.transcript.push({
      at: this.now,
      who: from === 'agent' ? 'agent' : 'bot',
      ...(reply.speaker === undefined ? {} : { name: reply.speaker }),
      text: reply.text,
      step,
    });
    this.conversation = { ...this.conversation, lastPhrase: step };
  }

  /** Marks the last answer of this turn, if there is one behind the first `since` messages, as what ended a problem. */
  markFinished(playbook: string, since: number): void {
    const { answered } = this;
    const row = answered && this.outbox[answered.at];
    if (!row || answered.at < since) return;
    const reply: Reply = { ...row.reply, finished: { playbook, step: answered.step } };
    this.outbox[answered.at] = { ...row, reply };
  }

  /** Runs `work`; the first thing it says, but for progress that is soon replaced, carries what was measured. */
  showing(measured: ReplyMeasurement | undefined, work: () => void): void {
    this.measured = measured;
    work();
    this.measured = undefined;
  }

  private withMeasurement(reply: Reply): Reply {
    const { measured } = this;
    if (!measured || reply.progress === true) return reply;
    this.measured = undefined;
    return { ...reply, measured };
  }

  /** Says one of the bundle's phrases in the person's language; `below` is Markdown under it. */
  sayPhrase(
    id: string,
    values: Readonly<Record<string, string>> = {},
    extra: Partial<Pick<Reply, 'buttons'>> = {},
    from: NewOutbound['from'] = 'bot',
    below = '',
  ): void {
    const phrase = this.loaded.bundle.phrases.get(id) ?? this.tools.live.bundle.phrases.get(id);
    if (!phrase) return;
    const words = fillPhrase(phrase, this.language, values);
    this.say({ text: below === '' ? words : `${words}\n\n${below}`, ...extra }, `phrase:${id}`, from);
  }

  /**
   * Says a phrase with a link of its own line under it. What is written down of it has no link: the transcript is read
   * by others, and goes to other systems.
   */
  sayLink(id: string, link: string): void {
    const phrase = this.loaded.bundle.phrases.get(id) ?? this.tools.live.bundle.phrases.get(id);
    const words = phrase ? fillPhrase(phrase, this.language, {}) : '';
    this.say({ text: words === '' ? link : `${words}\n\n${link}` }, `phrase:${id}`);
    const written = this.transcript[this.transcript.length - 1];
    if (written) this.transcript[this.transcript.length - 1] = { ...written, text: words };
  }

  /** A phrase's words for a button label. */
  label(id: string): string {
    return this.loaded.bundle.phrases.get(id)?.[this.language] ?? id;
  }

  /** A text in which only links to sign-in pages on record can be pressed: others read what a person pastes. */
  harmless(text: string): string {
    return text.includes('://') ? defangLinks(text, knownSites(this.loaded.bundle).hosts) : text;
  }

  heardPerson(text: string): void {
    const name = this.conversation.speaker?.name;
    const { kind, platformId } = this.row ?? {};
    this.transcript.push({
      at: this.now,
      who: 'person',
      ...(name === undefined ? {} : { name }),
      text: this.harmless(text),
      ...(kind === 'message' || kind === 'edit' ? { message: platformId as string } : {}),
    });
  }

  /** Counts one more message of a person; how many it makes in this minute, over all their chats. */
  countSaid(person: string): number {
    const count = (this.said.get(person) ?? this.snapshot.saidBefore?.get(person) ?? 0) + 1;
    this.said.set(person, count);
    return count;
  }

  note(text: string): void {
    this.transcript.push({ at: this.now, who: 'system', text });
  }

  setProblem(problem: Problem | undefined): void {
    const conversation: { problem?: Problem } & Conversation = { ...this.conversation };
    delete conversation.problem;
    this.conversation = problem ? { ...conversation, problem } : conversation;
  }

  /** Applies a rule of the handoff room to the open case; the person hears of it in this very turn. */
  changeCase(by: string, rule: (present: Case, deed: Deed) => CaseChange): void {
    if (!this.openCase) return;
    const { to, event } = rule(this.openCase, { by, now: this.now, eventId: this.nextId('e') });
    if (this.newCase?.id === to.id) this.newCase = to;
    else this.caseChanged = true;
    this.openCase = to;
    this.caseEvents.push(event);
  }

  /** Notes whether the turn leaves talk of a password behind; one in which nobody spoke changes nothing. */
  private withPasswordTalk(): Conversation {
    const { passwordTalk, ...conversation } = this.conversation;
    const spoken = this.transcript.filter(({ who }) => who !== 'system');
    const isAbout =
      spoken.length === 0
        ? passwordTalk === true
        : spoken.some(({ who, text }) => (who === 'person' ? announcesSecret(text) : speaksOfPassword(text)));
    return isAbout ? { ...conversation, passwordTalk: true } : conversation;
  }

  writes(): TurnWrites {
    return {
      conversation: this.withPasswordTalk(),
      outbox: this.outbox,
      timers: this.timers,
      cancelTimers: this.cancelTimers,
      tasks: this.tasks,
      signIns: this.signIns,
      transcript: this.transcript,
      ...(this.deleted.length > 0 && { deleted: this.deleted }),
      caseEvents: this.caseEvents,
      silence: this.silence,
      forward: this.forward,
      misunderstood: this.misunderstood,
      ...(this.incident && { incident: this.incident }),
      ...(this.newCase ? { newCase: this.newCase } : {}),
      ...(this.caseChanged && this.openCase
        ? { caseChange: { caseId: this.openCase.id, to: this.openCase } }
        : {}),
    };
  }
}
