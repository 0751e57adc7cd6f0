import type { Misunderstood, Problem } from '../domain/index.js';
import { withoutIdentity } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';

/** Below this the words were a guess. */
const SURE_ENOUGH = 0.6;
const UNCLEAR = 'unclear';
const LONGEST = 500;

/**
 * What a problem that ends teaches about its first words: they pointed to no cause, or the cause they pointed to was
 * not it. `lesson` is what people wrote as the cause. `undefined` where they were understood.
 */
export function misunderstoodIn(
  draft: TurnDraft,
  problem: Problem,
  lesson: string | undefined,
): Misunderstood | undefined {
  const { words } = problem.run;
  if (!words) return undefined;
  const truth = turnedOut(draft, problem, lesson);
  const wasWrong = truth !== undefined && truth.by !== 'chosen' && truth.turnedOut !== words.scenario;
  const isGuess = words.scenario === UNCLEAR || (!words.certain && words.confidence < SURE_ENOUGH);
  if (!isGuess && !wasWrong && !wasExcluded(draft, problem)) return undefined;
  const { speaker } = draft.conversation;
  const plain = withoutIdentity(words.text, [speaker?.name, speaker?.address?.split('@')[0]]);
  if (plain === '' || plain.length > LONGEST) return undefined;
  return {
    day: draft.now.slice(0, 10),
    language: words.language,
    words: plain,
    guessed: words.scenario,
    confidence: words.confidence,
    ...truth,
  };
}

function wasExcluded(draft: TurnDraft, { run }: Problem): boolean {
  return run.excluded.some((id) => intentOf(draft, id) === run.words?.scenario);
}

function turnedOut(
  draft: TurnDraft,
  { run }: Problem,
  lesson: string | undefined,
): Required<Pick<Misunderstood, 'turnedOut' | 'by'>> | undefined {
  const told = lesson === undefined ? undefined : scenarioNamed(draft, lesson);
  if (told !== undefined) return { turnedOut: told, by: 'lesson' };
  const walked = [...run.stack.map(({ playbook }) => playbook), run.ended?.playbook ?? '']
    .filter((id) => !run.excluded.includes(id))
    .map((id) => intentOf(draft, id))
    .filter((intent) => intent !== undefined)
    .at(-1);
  if (walked === undefined) return undefined;
  if (run.ended?.outcome === 'resolved') return { turnedOut: walked, by: 'solved' };
  // The playbook that the words opened was nobody's choice.
  return walked === run.words?.scenario ? undefined : { turnedOut: walked, by: 'chosen' };
}

/** The scenario that an agent's words name: an id, a title, or what the classifier is sure of. */
function scenarioNamed(draft: TurnDraft, lesson: string): string | undefined {
  const { bundle, classify } = draft.loaded;
  const said = lesson.trim().toLowerCase();
  const named = [...bundle.playbooks.values()].find(
    ({ id, title }) => id === said || title.zh.toLowerCase() === said || title.en.toLowerCase() === said,
  );
  const intent = named && intentOf(draft, named.id);
  if (intent !== undefined) return intent;
  const { scenario, confidence, certain } = classify(lesson);
  const isCause = [...bundle.playbooks.values()].some(({ opensOn }) => opensOn.intent === scenario);
  return isCause && (certain || confidence >= SURE_ENOUGH) ? scenario : undefined;
}

function intentOf(draft: TurnDraft, playbook: string): string | undefined {
  const found = draft.loaded.bundle.playbooks.get(playbook);
  return found && !found.part ? found.opensOn.intent : undefined;
}
