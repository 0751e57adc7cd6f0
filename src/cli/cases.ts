import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import pc from 'picocolors';
import {
  mailmedicError,
  type Case,
  type CaseChange,
  type CaseEvent,
  type Store,
  type TranscriptLine,
} from '../domain/index.js';
import { claim, giveBack, note, probeKnown, reply, resolve, type Deed } from '../handoff/index.js';

/** Runs `work` with the configured store and closes it again. */
export type WithStore = <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>;

/** `mailmedic cases`: the place of people in the terminal; what is done here reaches the person in their chat. */
export function addCasesCommand(program: Command, withStore: WithStore, defaultAgent: string): void {
  const cases = program
    .command('cases')
    .description('handoffs: list, show, claim, reply, resolve, give back');

  cases
    .command('list', { isDefault: true })
    .description('open cases, oldest first')
    .option('--all', 'closed ones too')
    .option('--queue <queue>', 'of one queue')
    .option('--json', 'as JSON')
    .action(async (options: { all?: boolean; queue?: string; json?: boolean }) => {
      const found = await withStore((store) =>
        store.cases({
          ...(options.all === true ? {} : { open: true }),
          ...(options.queue === undefined ? {} : { queue: options.queue }),
        }),
      );
      if (options.json === true) print(JSON.stringify(found, null, 2));
      else print(found.length === 0 ? 'No open cases.' : found.map(drawLine).join('\n'));
    });

  cases
    .command('show <case>')
    .description('everything about one case')
    .option('--json', 'as JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const whole = await withStore(async (store) => {
        const found = await known(store, id);
        return {
          case: found,
          events: await store.caseEvents(found.id),
          transcript: await store.transcript(found.conversation),
        };
      });
      print(
        options.json === true
          ? JSON.stringify(whole, null, 2)
          : drawCase(whole.case, whole.events, whole.transcript),
      );
    });

  agentCommand('claim <case>', 'take a case; the person is told who has it', (present, deed) =>
    claim(present, deed),
  );
  agentCommand('reply <case> <text>', 'write to the person', reply);
  agentCommand('note <case> <text>', 'an internal note, never shown to the person', note);
  agentCommand('probe <case>', 'have its mail servers measured again; the person is not told', probeKnown);
  agentCommand('return <case> <note>', 'give the conversation back to the bot', giveBack);
  cases
    .command('resolve <case>')
    .description('close a case with what it was and what helped')
    .requiredOption('--cause <cause>', 'what it was')
    .requiredOption('--fix <fix>', 'what helped')
    .option('--as <name>', 'your name', defaultAgent)
    .action(async (id: string, options: { cause: string; fix: string; as: string }) => {
      await change(id, options.as, (present, deed) => resolve(present, deed, options));
    });

  function agentCommand(
    usage: string,
    description: string,
    rule: (present: Case, deed: Deed, text: string) => CaseChange,
  ): void {
    cases
      .command(usage)
      .description(description)
      .option('--as <name>', 'your name', defaultAgent)
      .action(async (id: string, ...rest: unknown[]) => {
        const text = typeof rest[0] === 'string' ? rest[0] : '';
        const options = rest.find(isOptions);
        await change(id, options?.as ?? defaultAgent, (present, deed) => rule(present, deed, text));
      });
  }

  async function change(
    id: string,
    by: string,
    rule: (present: Case, deed: Deed) => CaseChange,
  ): Promise<void> {
    const eventId = randomUUID();
    const changed = await withStore((store) =>
      store.changeCase(id, (present, now) => rule(present, { by, now, eventId })),
    );
    print(drawLine(changed));
  }
}

function isOptions(part: unknown): part is { as: string } {
  return typeof part === 'object' && part !== null && 'as' in part && typeof part.as === 'string';
}

async function known(store: Store, id: string): Promise<Case> {
  const found = await store.case(id);
  if (!found)
    throw mailmedicError('MM_CASE_UNKNOWN', { reference: id }, 'List the cases with: mailmedic cases --all');
  return found;
}

const SEVERITY_COLOUR: Readonly<Record<string, (text: string) => string>> = {
  P1: pc.red,
  P2: pc.yellow,
  P3: pc.cyan,
};

function drawLine(found: Case): string {
  const severity = (SEVERITY_COLOUR[found.severity] ?? pc.dim)(found.severity);
  const who = found.person.name ?? found.person.address ?? found.known['address'] ?? found.person.id;
  const owner = found.claimedBy === undefined ? '' : pc.dim(` · ${found.claimedBy}`);
  const probing = found.probing === undefined ? '' : pc.dim(' · being measured');
  return `${pc.bold(found.reference)} ${severity} ${found.state.padEnd(9)} ${found.queue.padEnd(8)} ${who}: ${found.summary[found.language]}${owner}${probing}`;
}

function drawCase(found: Case, events: readonly CaseEvent[], transcript: readonly TranscriptLine[]): string {
  return [
    drawLine(found),
    heading('Known'),
    ...Object.entries(found.known).map(([slot, value]) => `  ${slot}: ${value}`),
    heading('Causes'),
    ...found.differential.map(
      ({ title, standing, because }) =>
        `  ${standing.padEnd(9)} ${title}${because[0] ? pc.dim(`  ${because[0]}`) : ''}`,
    ),
    heading('Findings'),
    ...found.findings.flatMap(({ code, target, evidence }) => [
      `  ${code}  ${target}`,
      ...evidence.map(({ label, value, command }) =>
        pc.dim(`    ${label}: ${value}${command === undefined ? '' : `   $ ${command}`}`),
      ),
    ]),
    heading('Tried'),
    `  ${found.tried.join(', ')}`,
    heading('History'),
    ...events.map(drawEvent),
    heading('Transcript'),
    ...transcript.map(
      ({ at, who, name, text }) => `  ${pc.dim(at)} ${who}${name === undefined ? '' : ` (${name})`}: ${text}`,
    ),
  ].join('\n');
}

function drawEvent({ at, by, kind, text }: CaseEvent): string {
  const told = text === undefined ? '' : `: ${kind === 'measured' ? `/probe/${text}` : text}`;
  return `  ${at}  ${kind} by ${by}${told}`;
}

function heading(text: string): string {
  return `\n${pc.bold(text)}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
