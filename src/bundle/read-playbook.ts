import type { BundleProblem, Playbook, Route, Step, Target, TestMove } from '../domain/index.js';
import { VERBS } from '../engine/index.js';
import { playbookFile, talkMove } from './files.js';
import { nameSome } from './nearest.js';
import { readFile } from './read-file.js';
import { problemAt, type Read, type Source } from './source.js';
import {
  entryOf,
  keysOf,
  plainOf,
  positionAt,
  textOf,
  valueAt,
  type YamlMap,
  type YamlTree,
} from './tree.js';

const COMMON_KEYS = new Set(['on', 'otherwise', 'at_most']);

/** Reads one playbook or part, its steps in file order, each checked by its verb. */
export function readPlaybook(source: Source): Read<Playbook> {
  const { value, problems } = readFile(source, playbookFile);
  if (!value) return { problems };
  const all: BundleProblem[] = [...problems];
  const path = source.file.replace(/^playbooks\//u, '').replace(/\.yaml$/u, '');
  if (value.id !== path) {
    all.push(
      problemAt(source, ['id'], {
        rule: 'id-is-path',
        message: `The id is \`${value.id}\`, but the file is \`${path}.yaml\`.`,
        remedy: `Write \`id: ${path}\`, or rename the file.`,
      }),
    );
  }
  const ids = keysOf(valueAt(source.tree, ['steps']));
  const steps = ids.flatMap((id, index) => readStep(source, id, ids[index + 1], all));
  const opensOn = value.opens_on;
  return {
    problems: all,
    value: {
      id: value.id,
      file: source.file,
      part: value.id.startsWith('parts/'),
      owner: value.owner,
      ...(value.review_by === undefined ? {} : { reviewBy: value.review_by }),
      title: value.title,
      opensOn: {
        ...(opensOn?.intent === undefined ? {} : { intent: opensOn.intent }),
        findings: new Map(Object.entries(opensOn?.findings ?? {})),
        atOnce: opensOn?.at_once ?? false,
      },
      needs: value.needs,
      asides: new Map(Object.entries(value.asides)),
      steps,
      tests: value.tests.map((test, index) => ({
        name: test.name,
        lang: test.lang,
        given: test.given,
        results: test.results,
        ...(test.diagnose === undefined ? {} : { diagnose: test.diagnose }),
        talk: readTalk(source, index, all),
        line: positionAt(source.tree, ['tests', index]).line,
      })),
    },
  };
}

function readStep(source: Source, id: string, next: string | undefined, problems: BundleProblem[]): Step[] {
  const tree = valueAt(source.tree, ['steps', id]);
  if (tree?.kind !== 'map') return [];
  const verbs = keysOf(tree).filter((key) => VERBS.has(key));
  const verb = VERBS.get(verbs[0] ?? '');
  if (verbs.length !== 1 || !verb) {
    problems.push(
      problemAt(source, ['steps', id], {
        rule: verbs.length === 0 ? 'verb-missing' : 'verb-twice',
        message:
          verbs.length === 0
            ? `The step “${id}” has no verb.`
            : `The step “${id}” has ${verbs.length} verbs: ${verbs.join(', ')}.`,
        remedy: `Give it exactly one of ${nameSome(VERBS.keys(), 12)}.`,
      }),
    );
    return [];
  }
  const options = verb.schema.safeParse(optionsOf(tree));
  if (!options.success) {
    for (const issue of options.error.issues) {
      problems.push(
        problemAt(source, ['steps', id, ...issue.path], {
          rule: 'step-options',
          message: `In the step “${id}” \`${issue.path.map(String).join('.') || verb.name}\` can’t be read: ${issue.message}.`,
          remedy: `Look up the verb \`${verb.name}\` in the playbook language.`,
        }),
      );
    }
    return [];
  }
  const atMost = valueAt(tree, ['at_most']);
  const otherwise = targetOf(
    textOf(valueAt(tree, ['otherwise'])) ?? textOf(valueAt(tree, ['on', 'otherwise'])),
  );
  return [
    {
      id,
      verb: verb.name,
      options: options.data,
      on: routesOf(tree),
      ...(otherwise ? { otherwise } : {}),
      ...(atMost?.kind === 'scalar' && typeof atMost.value === 'number' ? { atMost: atMost.value } : {}),
      ...(next === undefined ? {} : { next }),
      line: positionAt(source.tree, ['steps', id]).line,
    },
  ];
}

/** The verb's own keys. Buttons and choices stay in file order, also those named by numbers. */
function optionsOf(tree: YamlMap): Readonly<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const { key, value } of tree.entries) {
    if (COMMON_KEYS.has(key)) continue;
    options[key] =
      (key === 'buttons' || key === 'choices') && value.kind === 'map' ? mapOf(value) : plainOf(value);
  }
  return options;
}

function mapOf(tree: YamlMap): ReadonlyMap<string, unknown> {
  return new Map(tree.entries.map(({ key, value }) => [key, plainOf(value)]));
}

function routesOf(tree: YamlTree): Route[] {
  const on = entryOf(tree, 'on')?.value;
  if (on?.kind !== 'map') return [];
  return on.entries.flatMap(({ key, value }) => {
    const target = key === 'otherwise' ? undefined : targetOf(textOf(value));
    return target ? [{ outcome: key, target }] : [];
  });
}

function targetOf(text: string | undefined): Target | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('playbook:')) return { kind: 'playbook', playbook: text.slice('playbook:'.length) };
  if (text.startsWith('end:')) return { kind: 'end', end: text.slice('end:'.length) };
  return { kind: 'step', step: text };
}

/** The moves of a test. A YAML map with several keys stands for several moves in their order. */
function readTalk(source: Source, index: number, problems: BundleProblem[]): TestMove[] {
  const talk = valueAt(source.tree, ['tests', index, 'talk']);
  if (talk?.kind !== 'list') return [];
  return talk.items.flatMap((item, at) => {
    if (item.kind !== 'map') return [];
    return item.entries.flatMap(({ key, value }): TestMove[] => {
      const parsed = talkMove.safeParse({
        [key]: key === 'end' || key === 'user' ? textOf(value) : plainOf(value),
      });
      if (!parsed.success) {
        problems.push(
          problemAt(source, ['tests', index, 'talk', at], {
            rule: 'test-move',
            message: `The move \`${key}\` of this test can’t be read.`,
            remedy: 'A move is one of user, press, after, bot, end.',
          }),
        );
        return [];
      }
      const read = parsed.data;
      return ['bot' in read ? { bot: [read.bot].flat() } : read];
    });
  });
}
