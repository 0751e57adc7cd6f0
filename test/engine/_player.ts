import type {
  Bundle,
  Effect,
  Finding,
  Heard,
  PlaybookRun,
  ProbeResult,
  Reply,
  RunContext,
  RunEvent,
  SlotValue,
  TimerPurpose,
} from '../../src/domain/index.js';
import { advance, beginRun } from '../../src/engine/index.js';
import { contextOf, heardOf } from './_bundle.js';

export interface Start {
  readonly playbook?: string;
  readonly language?: 'zh' | 'en';
  readonly slots?: Readonly<Record<string, string>>;
  readonly sources?: SlotValue['source'];
  readonly findings?: readonly Finding[];
  readonly context?: Partial<RunContext>;
  readonly scenario?: string;
}

/** Plays one problem and keeps what the last event brought. */
export class Player {
  run: PlaybookRun;
  effects: readonly Effect[] = [];
  context: RunContext;
  private readonly bundle: Bundle;

  constructor(bundle: Bundle, start: Start = {}) {
    this.bundle = bundle;
    this.context = contextOf(start.context);
    const source = start.sources ?? 'given';
    this.run = beginRun({
      problem: 'p1',
      bundle: bundle.hash,
      playbook: start.playbook ?? 'main',
      language: start.language ?? 'en',
      slots: Object.fromEntries(
        Object.entries(start.slots ?? {}).map(([id, value]) => [id, { value, source }]),
      ),
      ...(start.findings && { findings: start.findings }),
      ...(start.scenario !== undefined && {
        words: { ...heardOf('words').intent, scenario: start.scenario, confidence: 0.9 },
      }),
    });
    this.send({ kind: 'started' });
  }

  send(event: RunEvent): this {
    const moved = advance(this.bundle, this.run, event, this.context);
    // What is stored between turns is JSON, so nothing may get lost in it.
    this.run = JSON.parse(JSON.stringify(moved.run)) as PlaybookRun;
    this.effects = moved.effects;
    return this;
  }

  signedIn(change: Partial<Extract<RunEvent, { kind: 'signed-in' }>> = {}, token = this.token): this {
    return this.send({ kind: 'signed-in', token, outcome: 'tried', results: [], ...change });
  }

  acted(outcome: string, facts?: Readonly<Record<string, string>>, token = this.token): this {
    return this.send({ kind: 'acted', token, outcome, ...(facts && { facts }) });
  }

  notified(outcome: 'sent' | 'failed', token = this.token): this {
    return this.send({ kind: 'notified', token, outcome });
  }

  get token(): string {
    return this.run.waiting?.token ?? 'none';
  }

  user(text: string, change: Partial<Heard> = {}): this {
    return this.send({ kind: 'said', heard: heardOf(text, change) });
  }

  press(button: string, token = this.token): this {
    return this.send({ kind: 'pressed', token, button });
  }

  measure(results: readonly ProbeResult[], token = this.token): this {
    return this.send({ kind: 'measured', token, results });
  }

  elapse(purpose: TimerPurpose, token = this.token): this {
    return this.send({ kind: 'elapsed', token, purpose });
  }

  handed(reference = 'MM-7'): this {
    return this.send({ kind: 'handed', token: this.token, reference });
  }

  returned(): this {
    return this.send({ kind: 'returned', token: this.token });
  }

  human(): this {
    return this.send({ kind: 'human', reason: 'asked' });
  }

  /** Names of what was said, asked of people or ended, in order. */
  get heard(): readonly string[] {
    return this.effects.flatMap((effect) => {
      if (effect.kind === 'say') return [nameOf(effect.step)];
      if (effect.kind === 'escalate') return [`${nameOf(effect.step)} ${effect.queue} ${effect.severity}`];
      return effect.kind === 'end' ? [`end ${effect.end.outcome}`] : [];
    });
  }

  get replies(): readonly Reply[] {
    return this.effects.flatMap((effect) => (effect.kind === 'say' ? [effect.reply] : []));
  }

  get texts(): readonly string[] {
    return this.replies.map((reply) => reply.text);
  }

  of<Kind extends Effect['kind']>(kind: Kind): readonly Extract<Effect, { kind: Kind }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind);
  }

  slot(id: string): string | undefined {
    return this.run.slots[id]?.value;
  }

  get at(): string {
    const frame = this.run.stack.at(-1);
    return `${frame?.playbook ?? ''}/${frame?.step ?? ''}`;
  }
}

function nameOf(step: string): string {
  return step.slice(step.lastIndexOf('/') + 1);
}
