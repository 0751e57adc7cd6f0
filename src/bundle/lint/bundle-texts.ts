import type { LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import type { YamlPath } from '../tree.js';
import type { LintWorld } from './world.js';
import { allSteps } from './world.js';

/** Characters of one message on the strictest chat platform. */
export const LONGEST_TEXT = 3_000;

/** How a text is used, which decides what it may hold. */
export type TextUse =
  | 'text'
  | 'question'
  | 'question-with-buttons'
  | 'remind'
  | 'announce'
  | 'progress'
  | 'button'
  | 'title'
  /** Copied by the person into something else. */
  | 'template'
  /** Read by agents only. */
  | 'for-agents';

/** One text of the bundle and where it stands. */
export interface BundleText {
  readonly file: string;
  readonly path: YamlPath;
  readonly use: TextUse;
  readonly text: LocalText;
}

/** Phrases that are labels of buttons. */
const LABELS = new Set([
  'talk-to-person',
  'confirm-yes',
  'confirm-no',
  'guide-done',
  'guide-stuck',
  'switch-yes',
  'switch-no',
]);
/** Phrases whose question belongs to them. */
const ASKING = new Set([
  'idle-remind',
  'greeting',
  'switch-offer',
  'not-understood',
  'retry',
  'solved',
  'agent-returned',
  'returned',
  'out-of-scope',
]);
/** Said when people take over: they hold a promise, not just words. */
const PROMISING = new Set(['handed-over']);
/** Understood from people, never said. */
const UNSAID = new Set(['dont-know']);

/**
 * Everything that the bot may say, from every file. Texts that no chat platform would take are told by one rule and
 * left out for all others, which look at every word.
 */
export function bundleTexts(
  world: LintWorld,
  { alsoTooLong = false }: { readonly alsoTooLong?: boolean } = {},
): Iterable<BundleText> {
  const texts = known.get(world) ?? collect(world);
  known.set(world, texts);
  return alsoTooLong ? texts.all : texts.shown;
}

interface Texts {
  readonly all: readonly BundleText[];
  readonly shown: readonly BundleText[];
}

/** Every rule about words asks for the same ones. */
const known = new WeakMap<LintWorld, Texts>();

function collect(world: LintWorld): Texts {
  const all = [...everyText(world)];
  const shown = all.filter(({ text }) =>
    LANGUAGES.every((language) => text[language].length <= LONGEST_TEXT),
  );
  return { all, shown };
}

function* everyText(world: LintWorld): Iterable<BundleText> {
  const { playbooks, phrases, glossary, providers, clients, actions } = world.read;
  for (const { file, title } of playbooks.values())
    yield { file, path: ['title'], use: 'title', text: title };
  yield* stepTexts(world);
  for (const [id, text] of phrases ?? []) {
    if (UNSAID.has(id)) continue;
    const use = LABELS.has(id)
      ? 'button'
      : ASKING.has(id)
        ? 'question'
        : PROMISING.has(id)
          ? 'announce'
          : 'text';
    yield { file: 'playbooks/phrases.yaml', path: ['phrases', id], use, text };
  }
  for (const { id, text } of glossary?.values() ?? []) {
    yield { file: 'playbooks/glossary.yaml', path: ['terms', id, 'text'], use: 'text', text };
  }
  for (const { id, label } of actions?.values() ?? []) {
    yield { file: 'playbooks/actions.yaml', path: ['actions', id, 'label'], use: 'title', text: label };
  }
  yield* questionTexts(world);
  for (const [folder, files] of [
    ['providers', providers],
    ['clients', clients],
  ] as const) {
    for (const { id, guides } of files.values()) {
      for (const { topic, screens } of guides.values()) {
        for (const [index, text] of screens.entries()) {
          const path = ['guides', topic, 'screens', index];
          yield { file: `playbooks/${folder}/${id}.yaml`, path, use: 'text', text };
        }
      }
    }
  }
}

function* questionTexts({ read }: LintWorld): Iterable<BundleText> {
  const file = 'playbooks/questions.yaml';
  for (const { id, text, measure, answers } of read.questions?.values() ?? []) {
    const path = ['questions', id];
    const isAsked = measure === undefined || measure === 'paste-error';
    if (text && isAsked) {
      // A pasted text is no answer to a question, whatever buttons stand beside it.
      const use = measure === undefined && answers.length > 0 ? 'question-with-buttons' : 'question';
      yield { file, path: [...path, 'ask'], use, text };
    } else if (text) yield { file, path: [...path, 'progress'], use: 'progress', text };
    for (const answer of answers) {
      const below = [...path, 'answers', answer.id];
      if (answer.label) yield { file, path: [...below, 'label'], use: 'button', text: answer.label };
      yield { file, path: [...below, 'means'], use: 'title', text: answer.means };
    }
  }
}

function* stepTexts(world: LintWorld): Iterable<BundleText> {
  for (const { playbook, step, verb } of allSteps(world)) {
    const texts = verb.texts(step.options);
    const hasButtons =
      step.verb === 'confirm' || step.verb === 'act' || texts.some(({ kind }) => kind === 'button');
    for (const { path, kind, text } of texts) {
      const keys = path.split('.');
      yield {
        file: playbook.file,
        path: ['steps', step.id, ...keys],
        use: useOf(kind, keys[0] ?? '', hasButtons),
        text,
      };
    }
  }
}

function useOf(kind: string, key: string, hasButtons: boolean): TextUse {
  if (key === 'remind' || key === 'announce') return key;
  if (kind === 'summary') return key === 'template' ? 'template' : 'for-agents';
  if (kind === 'button' || kind === 'progress') return kind;
  if (kind !== 'question') return 'text';
  return hasButtons && key !== 'retry' ? 'question-with-buttons' : 'question';
}
