import type { BundleProblem, Route, Step, Target } from '../domain/index.js';
import type { AnyVerb } from '../engine/index.js';
import { VERBS } from '../engine/index.js';
import { didYouMean, nameSome } from './nearest.js';
import { readShape } from './shape.js';
import type { Complaint, Read, Source } from './source.js';
import { problemAt } from './source.js';
import type { YamlEntry, YamlPath, YamlTree } from './tree.js';
import { entryOf, keysOf, plainOf, textOf } from './tree.js';

/** Also keeps what the linter has to look at in bounds. */
const MOST_STEPS = 200;
/** Keys that every step may have beside those of its verb. */
const COMMON = new Set(['on', 'at_most']);
/** Keys of steps that stand where steps do when they are not indented. */
const MISPLACED = /^(?:on|at_most|buttons|choices|into|accept|retry|with|progress|silent_after)$/u;
/** Maps whose order people see, so that a schema gets them as `Map`. */
const ORDERED = new Set(['buttons', 'choices']);

/** The steps of a playbook in file order. */
export function readSteps(source: Source): Read<readonly Step[]> {
  const entry = entryOf(source.tree, 'steps');
  if (entry?.value.kind !== 'map' || entry.value.entries.length === 0) {
    const complaint: Complaint = {
      rule: 'steps-missing',
      message: 'The file has no steps.',
      remedy: 'Add `steps:` with one map for each step, indented below it.',
    };
    return { problems: [problemAt(source, entry ? ['steps'] : [], complaint)] };
  }
  const { entries } = entry.value;
  if (entries.length > MOST_STEPS) {
    return refuse(source, ['steps'], {
      rule: 'steps-many',
      message: `The file has ${entries.length} steps; nobody keeps more than ${MOST_STEPS} in mind.`,
      remedy: 'Move what belongs together into a part, and call that.',
    });
  }
  const steps: Step[] = [];
  const problems: BundleProblem[] = [];
  entries.forEach((step, index) => {
    const read = readStep(source, step, entries[index + 1]?.key);
    problems.push(...read.problems);
    if (read.value) steps.push(read.value);
  });
  return { value: steps, problems };
}

function readStep(source: Source, entry: YamlEntry, next: string | undefined): Read<Step> {
  const path = ['steps', entry.key];
  if (MISPLACED.test(entry.key) && !keysOf(entry.value).some((key) => VERBS.has(key))) {
    return refuse(source, path, {
      rule: 'step-indent',
      message: `\`${entry.key}\` stands at the level of the steps, so it is taken for one.`,
      remedy: `Indent \`${entry.key}\` like the verb of its step: two spaces more.`,
    });
  }
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/u.test(entry.key)) {
    return refuse(source, path, {
      rule: 'step-name',
      message: `\`${entry.key}\` can’t be the name of a step.`,
      remedy: 'Use small letters, digits and hyphens, like `ask-port`.',
    });
  }
  if (entry.value.kind !== 'map') {
    return refuse(source, path, {
      rule: 'value-type',
      message: `The step \`${entry.key}\` must be a map with a verb and its routes.`,
      remedy: 'Write the verb below it, indented: `say: {zh: …, en: …}`.',
    });
  }
  const { value: verb, problems: verbProblems } = verbOf(source, path, entry.value);
  if (!verb) return { problems: verbProblems };
  const options = readShape(source, verb.schema, path, optionsOf(entry.value));
  const routes = readRoutes(source, path, entry.value);
  const atMost = readAtMost(source, path, entry.value);
  const problems = [...options.problems, ...routes.problems, ...atMost.problems];
  if (problems.length > 0 || !routes.value) return { problems };
  return {
    value: {
      id: entry.key,
      verb: verb.name,
      options: options.value,
      ...routes.value,
      ...(atMost.value !== undefined && { atMost: atMost.value }),
      ...(next !== undefined && { next }),
      line: entry.at.line,
    },
    problems,
  };
}

/** The one verb of a step. */
function verbOf(source: Source, path: YamlPath, step: YamlTree): Read<AnyVerb> {
  const keys = keysOf(step);
  const verbs = keys.filter((key) => VERBS.has(key));
  const verb = VERBS.get(verbs[0] ?? '');
  if (verb && verbs.length === 1) return { value: verb, problems: [] };
  if (verbs.length > 1) {
    return refuse(source, [...path, verbs[1] ?? ''], {
      rule: 'step-verbs',
      message: `The step has ${verbs.length} verbs (${nameSome(verbs)}), but a step does one thing.`,
      remedy: 'Make a step of its own for each of them.',
    });
  }
  const guess = keys.find((key) => !COMMON.has(key));
  return refuse(source, guess === undefined ? path : [...path, guess], {
    rule: 'step-verb',
    message:
      guess === undefined ? 'The step has no verb.' : `The step has no verb, and \`${guess}\` is not one.`,
    remedy: didYouMean(guess ?? '', VERBS.keys(), `A step has one of these: ${nameSome(VERBS.keys(), 20)}.`),
  });
}

/** The routes of a step, in file order, with `otherwise:` among them. */
function readRoutes(
  source: Source,
  path: YamlPath,
  step: YamlTree,
): Read<{ readonly on: readonly Route[]; readonly otherwise?: Target }> {
  const tree = entryOf(step, 'on')?.value;
  if (!tree) return { value: { on: [] }, problems: [] };
  if (tree.kind !== 'map') {
    return refuse(source, [...path, 'on'], {
      rule: 'value-type',
      message: '`on` must be a map from outcomes to where they lead.',
      remedy: 'Write `on: {yes: end:resolved, no: human}`.',
    });
  }
  const on: Route[] = [];
  const problems: BundleProblem[] = [];
  let otherwise: Target | undefined;
  for (const { key, value } of tree.entries) {
    const target = targetFrom(textOf(value));
    if (!target) {
      problems.push(
        problemAt(source, [...path, 'on', key], {
          rule: 'target-form',
          message: `The outcome \`${key}\` leads to nothing that can be read.`,
          remedy:
            'Write the name of a step, `playbook:<id>` or `end:<outcome>`, without a space behind the colon.',
        }),
      );
    } else if (key === 'otherwise') otherwise = target;
    else on.push({ outcome: key, target });
  }
  return { value: { on, ...(otherwise && { otherwise }) }, problems };
}

function targetFrom(text: string | undefined): Target | undefined {
  const [, kind, name = ''] = /^(?:(playbook|end):)?([a-z0-9][a-z0-9/-]*)$/u.exec(text ?? '') ?? [];
  if (!name) return undefined;
  if (kind === 'playbook') return { kind, playbook: name };
  if (kind === 'end') return { kind, end: name };
  return { kind: 'step', step: name };
}

function readAtMost(source: Source, path: YamlPath, step: YamlTree): Read<number> {
  const tree = entryOf(step, 'at_most')?.value;
  if (!tree) return { problems: [] };
  const value = tree.kind === 'scalar' ? tree.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 20) {
    return { value, problems: [] };
  }
  return refuse(source, [...path, 'at_most'], {
    rule: 'value-form',
    message: '`at_most` must be a whole number from 1 to 20.',
    remedy: 'Write how often this step may be reached, such as `at_most: 2`.',
  });
}

/** The keys of the verb, maps in the form its schema takes. */
function optionsOf(step: YamlTree): unknown {
  if (step.kind !== 'map') return undefined;
  const options: Record<string, unknown> = {};
  for (const { key, value } of step.entries) {
    if (!COMMON.has(key))
      options[key] = ORDERED.has(key) && isLabels(value) ? orderedOf(value) : plainOf(value);
  }
  return options;
}

/** `choices: {from: clients}` names a source; everything else is labels. */
function isLabels(tree: YamlTree): boolean {
  return tree.kind === 'map' && entryOf(tree, 'from')?.value.kind !== 'scalar';
}

function orderedOf(tree: YamlTree): unknown {
  return tree.kind === 'map'
    ? new Map(tree.entries.map(({ key, value }) => [key, plainOf(value)]))
    : plainOf(tree);
}

function refuse(source: Source, path: YamlPath, complaint: Complaint): Read<never> {
  return { problems: [problemAt(source, path, complaint)] };
}
