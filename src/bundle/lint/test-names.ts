import type { BundleProblem, Playbook, PlaybookTest } from '../../domain/index.js';
import { VERBS } from '../../engine/index.js';
import { didYouMean, nameSome } from '../nearest.js';
import type { Complaint } from '../source.js';
import type { YamlPath } from '../tree.js';
import { FACT_NAMES } from './facts.js';
import type { LintWorld } from './world.js';
import { GIVEN_BESIDE_SLOTS } from '../test-givens.js';
import { problemIn } from './world.js';

/** What a measurement may come to besides findings. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  probe: ['ok', 'failed', 'refused'],
  sign_in: ['ok', 'expired', 'declined', 'failed', 'refused'],
};

/** What the embedded tests name exists: slots and findings that they give, steps and verbs that they answer for. */
export function* testsNameThings(world: LintWorld): Iterable<BundleProblem> {
  for (const playbook of world.read.playbooks.values()) {
    for (const [index, test] of playbook.tests.entries()) {
      for (const [path, complaint] of complaintsAbout(world, playbook, test)) {
        yield problemIn(world, playbook.file, ['tests', index, ...path], complaint);
      }
    }
  }
}

function* complaintsAbout(
  world: LintWorld,
  playbook: Playbook,
  test: PlaybookTest,
): Iterable<readonly [YamlPath, Complaint]> {
  const { slots } = world.read;
  for (const [key, value] of Object.entries(test.given)) {
    if (slots && !slots.has(key) && !GIVEN_BESIDE_SLOTS.includes(key)) {
      const known = [...slots.keys(), ...GIVEN_BESIDE_SLOTS];
      yield [
        ['given', key],
        unknown('test-given', `The test gives \`${key}\`, which no playbook can know`, key, known),
      ];
    }
    if (key === 'finding') yield* codesKnown(world, ['given', key], value, []);
  }
  const steps = playbook.steps.map(({ id }) => id);
  for (const [key, answers] of Object.entries(test.results)) {
    const verb = VERBS.has(key) ? key : playbook.steps.find(({ id }) => id === key)?.verb;
    if (verb === undefined) {
      const said = `The test has results for \`${key}\`, which is neither a step of this file nor a verb`;
      yield [['results', key], unknown('test-results', said, key, [...steps, ...VERBS.keys()])];
    } else if (VERDICTS[verb]) {
      for (const [index, answer] of answers.entries()) {
        yield* codesKnown(world, ['results', key, index], answer, VERDICTS[verb] ?? []);
      }
    }
  }
  const { diagnose, among = [] } = test;
  for (const [index, cause] of among.entries()) {
    if (world.names.playbooks.has(cause)) continue;
    const said = `The test weighs the cause \`${cause}\`, but there is no such playbook`;
    yield [['among', index], unknown('test-among', said, cause, [...world.names.playbooks])];
  }
  if (diagnose !== undefined && diagnose !== 'undecided' && !world.names.playbooks.has(diagnose)) {
    const said = `The test expects the diagnosis \`${diagnose}\`, but there is no such playbook`;
    yield [['diagnose'], unknown('test-diagnose', said, diagnose, [...world.names.playbooks, 'undecided'])];
  }
}

/** Codes and facts of one answer: a code, a list of them, or `{codes, facts …}`. */
function* codesKnown(
  world: LintWorld,
  path: YamlPath,
  answer: unknown,
  also: readonly string[],
): Iterable<readonly [YamlPath, Complaint]> {
  const isMap = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  const told = isMap ? (answer as Readonly<Record<string, unknown>>)['codes'] : answer;
  const known = [...also, ...world.knownFindings];
  for (const [index, code] of (Array.isArray(told) ? told : [told]).entries()) {
    if (typeof code !== 'string' || known.includes(code)) continue;
    const place = [...path, ...(isMap ? ['codes'] : []), ...(Array.isArray(told) ? [index] : [])];
    yield [place, unknown('finding-unknown', `\`${code}\` is no finding that the bot can make`, code, known)];
  }
  for (const fact of isMap ? Object.keys(answer) : []) {
    if (fact === 'codes' || fact === 'target' || fact === 'retry_after' || FACT_NAMES.has(fact)) continue;
    yield [
      [...path, fact],
      unknown('test-fact', `No finding tells \`${fact}\``, fact, [...FACT_NAMES, 'codes']),
    ];
  }
}

function unknown(rule: string, said: string, name: string, known: readonly string[]): Complaint {
  return {
    rule,
    message: `${said}.`,
    remedy: didYouMean(name, known, `It could be one of ${nameSome(known, 12)}.`),
  };
}
