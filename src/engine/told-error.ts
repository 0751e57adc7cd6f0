import type { Bundle, Effect, Entity, Finding, PlaybookRun, Provider, SlotValue } from '../domain/index.js';
import { findingSentence, quotedError } from '../diagnosis/index.js';
import { sayPhrase, type EnginePhrase } from './says.js';
import type { StepWorld } from './verb.js';
import { findingInQuote, PASTED_ERROR } from './verbs/_read-error.js';

/** What an error text among a person's words tells. */
export interface ToldError {
  readonly finding: Finding;
  /** What people recognise of it: its code, or how it begins. */
  readonly mark: string;
  readonly phrase: EnginePhrase;
  /** The mail app, protocol or provider that it gives away. */
  readonly entities: readonly Entity[];
}

/** A provider's own text is a mark by itself when it is no phrase that others use too. */
const SHORTEST_REFUSAL = 24;

/**
 * The real error text in a free message, read with the person's own provider in mind. Nothing where they only retell
 * what somebody said.
 */
export function toldError(
  words: string,
  bundle: Bundle,
  provider: Provider | undefined,
  now: string,
): ToldError | undefined {
  const providers = [...bundle.providers.values()];
  const texts = providers.flatMap(({ refusals }) => refusals.map(({ text }) => text));
  const quoted = quotedError(
    words,
    texts.filter((text) => text.length >= SHORTEST_REFUSAL),
  );
  if (!quoted) return undefined;
  const whose = provider ?? providerIn(quoted.text, providers);
  const finding = findingInQuote(quoted.text, bundle, whose, now);
  if (!finding) return undefined;
  const { client, protocol, mark } = quoted;
  return {
    finding,
    mark,
    phrase: client === 'outlook' ? 'error-read-outlook' : 'error-read',
    entities: [
      ...(client !== undefined && bundle.clients.has(client)
        ? [{ kind: 'client', value: client } as const]
        : []),
      ...(protocol ? [{ kind: 'protocol', value: protocol } as const] : []),
      ...(whose ? [{ kind: 'provider', value: whose.id } as const] : []),
    ],
  };
}

/** What the error answers of the questions of `diagnose`, as slots: who saw “sign-in refused” is not asked what is seen. */
export function answersInError(
  { finding }: ToldError,
  { questions, slots }: Bundle,
): Readonly<Record<string, SlotValue>> {
  const told: Record<string, SlotValue> = {};
  for (const { into, answers } of questions?.values() ?? []) {
    if (into === undefined || !slots.get(into)?.from.includes('words')) continue;
    const shown = answers.find(({ shownBy }) => shownBy?.includes(finding.code));
    if (shown) told[into] = { value: shown.id, source: 'words' };
  }
  return told;
}

/** Whether this run has read just this before: nobody is told twice. */
export function isTold({ findings }: PlaybookRun, { finding }: ToldError): boolean {
  return findings.some(({ probe, code }) => probe === PASTED_ERROR && code === finding.code);
}

/** One sentence about what was read. */
export function tellError(
  world: Pick<StepWorld, 'bundle' | 'run' | 'context'>,
  told: ToldError,
): readonly Effect[] {
  return sayPhrase(world, told.phrase, errorWords(told, world.run.language, world.context.person.timeZone));
}

/** What the sentence is filled with. */
export function errorWords(
  { mark, finding }: ToldError,
  language: PlaybookRun['language'],
  timeZone: string,
): Readonly<Record<string, string>> {
  return { error: mark, meaning: findingSentence(finding, language, timeZone) };
}

/** The one provider whose server or refusal stands in the text. */
function providerIn(text: string, providers: readonly Provider[]): Provider | undefined {
  const said = text.toLowerCase();
  const named = providers.filter(
    ({ servers, refusals }) =>
      servers?.some(({ host }) => said.includes(host)) ||
      refusals.some((one) => one.text.length >= SHORTEST_REFUSAL && said.includes(one.text.toLowerCase())),
  );
  return named.length === 1 ? named[0] : undefined;
}
