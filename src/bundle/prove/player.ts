import type {
  Bundle,
  Effect,
  Hear,
  Playbook,
  PlaybookRun,
  PlaybookTest,
  RunContext,
  RunEvent,
  SlotValue,
  TimerPurpose,
} from '../../domain/index.js';
import { domainOf } from '../../domain/index.js';
import { advance, beginRun, handedOverBecause } from '../../engine/index.js';
import type { SeverityOf } from './answers.js';
import { Answers, actAnswer, givenFindings, probeResults, signInAnswer } from './answers.js';
import { GIVEN_BESIDE_SLOTS } from '../test-givens.js';
import { GIVEN_PROVIDER, endingWith, endsOfStep, stageFor, standsInFor, textOr } from './stage.js';

export interface PlayPorts {
  readonly hear: Hear;
  readonly now: string;
  readonly severityOf: SeverityOf;
}

interface Timer {
  readonly at: number;
  readonly token: string;
  readonly purpose: TimerPurpose;
}

/** Why a test can't go on; `message` is a sentence for its author. */
export interface Stuck {
  readonly message: string;
  readonly remedy: string;
}

/** Plays one embedded test against the engine: its clock, its answers, and what has been heard. */
export class Player {
  /** Steps, asides and retries heard since they were last asked for; the same one in a row counts once. */
  heard: string[] = [];
  run: PlaybookRun;
  stuck: Stuck | undefined;
  private now: number;
  private timers: readonly Timer[] = [];
  private severity: string | undefined;
  private readonly answers: Answers;
  private readonly stage: Bundle;
  private readonly bundle: Bundle;
  private readonly playbook: Playbook;
  private readonly test: PlaybookTest;
  private readonly ports: PlayPorts;

  constructor(bundle: Bundle, playbook: Playbook, test: PlaybookTest, ports: PlayPorts) {
    this.bundle = bundle;
    this.playbook = playbook;
    this.test = test;
    this.ports = ports;
    this.now = Date.parse(ports.now);
    this.answers = new Answers(test);
    this.stage = stageFor(bundle, playbook, test);
    this.run = beginRun({
      problem: 'test',
      bundle: bundle.hash,
      playbook: playbook.id,
      language: test.lang,
      slots: slotsOf(test),
      findings: givenFindings(test.given['finding'], ports.now, ports.severityOf),
    });
  }

  /** Starts, with the person's first words if the test begins with some. */
  start(words?: string): void {
    if (words === undefined) {
      this.send({ kind: 'started' });
      return;
    }
    const heard = this.ports.hear(words, this.test.lang);
    this.run = { ...this.run, words: heard.intent };
    this.send({ kind: 'said', heard });
  }

  say(words: string): void {
    const heard = this.ports.hear(words, this.run.language);
    switch (heard.talk?.kind) {
      case 'human':
        return this.send({ kind: 'human', reason: 'asked' });
      case 'solved':
        return this.send({ kind: 'closed', outcome: 'resolved' });
      case 'cancel':
        return this.send({ kind: 'closed', outcome: 'abandoned' });
      case 'language':
        return this.send({ kind: 'language', language: heard.talk.language });
      case 'greeting':
      case 'repeat':
      case 'why':
        return this.send({ kind: 'language', language: this.run.language });
      case 'thanks':
      case 'news':
      case 'wait':
        return undefined;
      case 'refuse':
      case undefined:
        return this.send({ kind: 'said', heard });
    }
  }

  press(button: string): void {
    const { waiting } = this.run;
    if (waiting?.kind !== 'question') {
      this.stop(
        `\`${button}\` is pressed, but nothing is asked here.`,
        'Remove the move, or correct what comes before it.',
      );
    } else if (!waiting.buttons.includes(button)) {
      const offered = waiting.buttons.map((id) => `\`${id}\``).join(', ');
      this.stop(`\`${button}\` is pressed, but the buttons are ${offered}.`, 'Press one of them.');
    } else this.send({ kind: 'pressed', token: waiting.token, button });
  }

  /** Time goes by, and what falls due in it happens in order. */
  wait(ms: number): void {
    const until = this.now + ms;
    for (let due = this.dueBy(until); due && !this.stuck; due = this.dueBy(until)) {
      this.timers = this.timers.filter((timer) => timer !== due);
      this.now = Math.max(this.now, due.at);
      this.send({ kind: 'elapsed', token: due.token, purpose: due.purpose });
    }
    this.now = until;
  }

  /** How the file ended, in the words of `end:`; `undefined` while it goes on. */
  get end(): string | undefined {
    const top = this.run.stack.at(-1);
    const other = top && this.isOther(top.playbook) ? `playbook ${top.playbook}` : undefined;
    if (this.run.ended)
      return this.run.ended.outcome === 'escalated' ? this.escalated : this.run.ended.outcome;
    if (top && handedOverBecause(top.step) === 'not-it') return 'not-it';
    return other ?? (this.run.waiting?.kind === 'handoff' ? this.escalated : undefined);
  }

  /** The cause that `diagnose` went to last, `undecided` when it went nowhere. */
  get diagnosed(): string {
    const below = this.run.stack.findIndex(
      ({ playbook, step }) => this.stepOf(playbook, step)?.verb === 'diagnose',
    );
    return (below < 0 ? undefined : this.run.stack[below + 1]?.playbook) ?? 'undecided';
  }

  /** Steps of the file that have been reached. */
  get reached(): readonly string[] {
    return this.playbook.steps
      .map(({ id }) => id)
      .filter((id) => this.run.arrivals[`${this.playbook.id}/${id}`]);
  }

  /** Results of the test that nothing has asked for. */
  get unused(): readonly (readonly [key: string, count: number])[] {
    return this.answers.unused;
  }

  private get escalated(): string {
    return `escalated ${this.severity ?? ''}`.trim();
  }

  private stop(message: string, remedy: string): void {
    this.stuck ??= { message, remedy };
  }

  private send(event: RunEvent, bundle = this.stage): void {
    const moved = advance(bundle, this.run, event, this.context());
    this.run = moved.run;
    for (const effect of moved.effects) this.take(effect);
    for (const effect of moved.effects) this.answer(effect);
    this.answerStandIn();
  }

  private take(effect: Effect): void {
    if (effect.kind === 'say' && !effect.step.startsWith('phrase:')) this.hearStep(effect.step);
    // What is shown while something is done; the desk says it when it begins.
    if ((effect.kind === 'sign-in' || effect.kind === 'act') && effect.reply) this.hearStep(effect.step);
    if (effect.kind === 'escalate') {
      this.severity = effect.severity;
      if (!handedOverBecause(effect.step)) this.hearStep(effect.step);
    }
    if (effect.kind === 'timer') {
      const timer = { at: this.now + effect.afterMs, token: effect.token, purpose: effect.purpose };
      this.timers = [...this.timers, timer];
    }
  }

  private hearStep(step: string): void {
    const name = step.slice(step.lastIndexOf('/') + 1);
    if (this.heard.at(-1) !== name) this.heard.push(name);
  }

  /** The world answers what the engine asks of it. */
  private answer(effect: Effect): void {
    if (this.run.waiting === undefined || !('token' in effect) || effect.token !== this.run.waiting.token)
      return;
    if (effect.kind === 'probe') this.answerProbe(effect);
    if (effect.kind === 'sign-in' || effect.kind === 'act' || effect.kind === 'notify')
      this.answerDeed(effect);
    if (effect.kind === 'escalate') {
      const { token, step } = effect;
      this.send({ kind: 'handed', token, reference: 'MM-1' });
      const answer = this.answers.next(step.slice(step.lastIndexOf('/') + 1), 'escalate');
      if (answer === 'returned') this.send({ kind: 'returned', token });
    }
  }

  private answerDeed(effect: Extract<Effect, { kind: 'sign-in' | 'act' | 'notify' }>): void {
    const { step, token, kind } = effect;
    const name = step.slice(step.lastIndexOf('/') + 1);
    const verb = kind === 'sign-in' ? 'sign_in' : kind;
    const answer = this.answers.next(name, verb);
    // A notice goes out unless the test says that it did not.
    if (kind === 'notify') {
      this.send({ kind: 'notified', token, outcome: answer === 'failed' ? 'failed' : 'sent' });
    } else if (answer === undefined) {
      this.stop(
        `Step \`${name}\` waits for an answer, but the test gives none.`,
        `Add one to \`results: {${verb}: […]}\`, such as \`ok\` or \`failed\`.`,
      );
    } else if (effect.kind === 'sign-in') {
      this.send(signInAnswer(answer, effect, this.iso(), this.ports.severityOf));
    } else this.answerAct(effect.action, actAnswer(answer, token));
  }

  private answerAct(action: string, event: Extract<RunEvent, { kind: 'acted' }>): void {
    const declared = this.bundle.actions?.get(action)?.outcomes ?? [];
    const possible = ['ok', ...declared, 'failed', 'unknown', 'none'];
    if (possible.includes(event.outcome)) return this.send(event);
    this.stop(
      `The test lets the action \`${action}\` answer \`${event.outcome}\`, but it can’t.`,
      `It answers ${possible.map((one) => `\`${one}\``).join(', ')}.`,
    );
  }

  private answerProbe({ step, token, request }: Extract<Effect, { kind: 'probe' }>): void {
    const name = step.slice(step.lastIndexOf('/') + 1);
    const answer = this.answers.next(name, 'probe');
    if (answer === undefined) {
      this.stop(
        `Step \`${name}\` measures, but the test gives no result for that.`,
        'Add one to `results: {probe: […]}`, such as `{codes: [ok]}`.',
      );
      return;
    }
    const results = probeResults(answer, request, this.iso(), this.ports.severityOf);
    this.send({ kind: 'measured', token, results });
  }

  /** A file that the test answers for comes back at once. */
  private answerStandIn(): void {
    const top = this.run.stack.at(-1);
    const id = top && standsInFor(top.playbook);
    const step = id === undefined ? undefined : this.playbook.steps.find((one) => one.id === id);
    if (!step || this.stuck || this.run.ended || this.run.waiting?.kind !== 'pause') return;
    const answer = this.answers.next(step.id, step.verb);
    if (answer === undefined) {
      this.stop(
        `Step \`${step.id}\` is reached once more than the test gives results for.`,
        `Add one to \`results: {${step.verb}: […]}\`.`,
      );
      return;
    }
    const ends = endsOfStep(this.bundle, step);
    if (typeof answer !== 'string' || (ends.length > 0 && !ends.includes(answer))) {
      const said = typeof answer === 'string' ? answer : 'something else';
      this.stop(
        `The test lets step \`${step.id}\` end with \`${said}\`, but it can’t.`,
        `It ends with ${ends.map((end) => `\`${end}\``).join(', ')}.`,
      );
      return;
    }
    this.send(
      { kind: 'elapsed', token: this.run.waiting.token, purpose: 'wait' },
      endingWith(this.stage, step.id, answer),
    );
  }

  private stepOf(playbook: string, step: string) {
    return this.bundle.playbooks.get(playbook)?.steps.find(({ id }) => id === step);
  }

  private dueBy(until: number): Timer | undefined {
    return this.timers
      .filter(({ at, token }) => at <= until && token === this.run.waiting?.token)
      .sort((one, other) => one.at - other.at)[0];
  }

  private isOther(id: string): boolean {
    return id !== this.playbook.id && this.bundle.playbooks.get(id)?.part === false;
  }

  private iso(): string {
    return new Date(this.now).toISOString();
  }

  private context(): RunContext {
    const { given } = this.test;
    const { incident } = given;
    return {
      now: this.iso(),
      channel: textOr(given['channel'], 'web'),
      person: {
        verified: true,
        // Whose mailbox the test is about, or somebody's.
        address: textOr(given['address'], 'kim@corp.example'),
        role: textOr(given['user.role'], 'employee'),
        timeZone: 'Asia/Shanghai',
      },
      ...((incident === 'open' || incident === 'ours') && { incident }),
      providerOf: (address) => {
        const domain = domainOf(address) ?? '';
        return [...this.stage.providers.values()].find(({ domains }) => domains.includes(domain))?.id;
      },
      promises: {},
    };
  }
}

function slotsOf({ given }: PlaybookTest): Readonly<Record<string, SlotValue>> {
  const slots: Record<string, SlotValue> = {};
  for (const [id, value] of Object.entries(given)) {
    if (!GIVEN_BESIDE_SLOTS.includes(id) && typeof value === 'string') slots[id] = { value, source: 'given' };
  }
  const byProperties = 'provider.credential' in given || 'provider.kind' in given;
  const provider = byProperties ? GIVEN_PROVIDER : given['provider.id'];
  if (typeof provider === 'string') slots['provider'] = { value: provider, source: 'given' };
  return slots;
}
