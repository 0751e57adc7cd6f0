import { makeClassify, trainModel } from '../../src/classifier/index.js';
import { maskBothWays } from '../../src/conversation/index.js';
import { knownWords } from '../../src/desk/expects-secret.js';
import { decideTurn } from '../../src/desk/take-turn.js';
import type { LoadedBundle } from '../../src/domain/index.js';
import { filesOf, load } from '../bundle/_folder.js';
import { turnOf } from '../desk/_turn.js';
import { HOSTILE_MESSAGES } from '../fakes/hostile-messages.js';

/** The first warms up: a desk that has run for a minute has compiled its patterns. */
const WARM_UP = 1;
const ROUNDS = 5;
const TARGET_MS = 20;

/**
 * Hostile messages, 40,000 characters long as often as not, through everything that hears one: masking, the turn of a
 * first message, the turn of one in an open problem; the middle of five warm rounds, each through all of them. The dearest one,
 * and the three that cost most.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- all benches have one shape
export async function* benchHear(): AsyncGenerator<object> {
  const { bundle } = load(filesOf('.'));
  if (!bundle) throw new Error('the shipped bundle does not load');
  const live: LoadedBundle = { bundle, classify: makeClassify(trainModel(bundle.intents)) };
  const isKnown = knownWords(bundle);
  const tools = { live, bundleOf: () => live };
  const opened = decideTurn(turnOf('no mail arrives in Outlook'), tools).conversation;

  const cost = (text: string) => {
    const started = performance.now();
    const heard = maskBothWays(text, isKnown).careful.text;
    const masked = performance.now();
    decideTurn(turnOf(heard), tools);
    const turned = performance.now();
    decideTurn(turnOf(heard, opened), tools);
    const answered = performance.now();
    return {
      total: masked - started + Math.max(turned - masked, answered - turned),
      mask: masked - started,
    };
  };
  const messages = Object.entries(HOSTILE_MESSAGES);
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => messages.map(([, text]) => cost(text))).slice(
    WARM_UP,
  );
  const costs = messages.map(([what], at) => {
    const times = rounds.flatMap((round) => round[at] ?? []).sort((one, other) => one.total - other.total);
    const middle = times[Math.floor(times.length / 2)];
    return { what, ms: round(middle?.total ?? 0), maskMs: round(middle?.mask ?? 0) };
  });
  costs.sort((one, other) => other.ms - one.ms);
  const plain = costs.reduce((sum, { ms }) => sum + ms, 0) / costs.length;
  yield {
    bench: 'hearing hostile messages',
    messages: costs.length,
    worstMs: costs[0]?.ms,
    meanMs: round(plain),
    target: TARGET_MS,
    dearest: costs.slice(0, 3),
  };
}

function round(ms: number): number {
  return Number(ms.toFixed(1));
}
