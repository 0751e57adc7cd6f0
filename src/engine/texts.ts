import {
  dateInWords,
  type Bundle,
  type Finding,
  type Language,
  type LocalText,
  type Provider,
  type RunContext,
  type SlotValue,
} from '../domain/index.js';
import { findingSentence } from '../diagnosis/index.js';
import { providerKnown } from './slots.js';
import type { StepWorld } from './verb.js';

/** What placeholders are filled from. `values` outranks everything else. */
export interface TextWorld {
  readonly bundle: Bundle;
  readonly context: RunContext;
  readonly language: Language;
  readonly slots?: Readonly<Record<string, SlotValue>>;
  readonly findings?: readonly Finding[];
  /** What actions and sign-ins answered. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
}

/** A placeholder of a text: `{name}` or `{name|fallback}`. */
export interface Placeholder {
  readonly name: string;
  readonly fallback?: string;
}

const PLACEHOLDER = /\{([A-Za-z][\w.-]*)(?:\|([^{}]*))?\}/gu;
/** Stands for a value nobody knows and the text has no fallback for. The linter keeps it from being seen. */
const UNKNOWN = '—';
const LONGEST_VALUE = 200;
/** `values` are composed by the bot itself (a list of causes, several sentences). */
const LONGEST_COMPOSED = 800;

/** The placeholders of a text, in order. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({
    name: match[1] ?? '',
    ...(match[2] !== undefined && { fallback: match[2] }),
  }));
}

/**
 * A text in the world's language with its placeholders filled. Values are inert: no markup, control or bidi
 * characters, at most 200 characters. What the bundle itself says (`{org.*}`, `{provider.*}`, names of clients)
 * keeps its markup, as the text around it does. A space between two Han characters at a value's edge is dropped.
 */
export function renderText(text: LocalText, world: TextWorld): string {
  const template = text[world.language];
  let shown = '';
  let from = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    shown = join(shown, template.slice(from, match.index));
    shown = join(shown, shownValue(match[1] ?? '', match[2], insideCode(template, match.index), world));
    from = match.index + match[0].length;
  }
  return join(shown, template.slice(from));
}

/** The same text in every language, for readers who may speak another one. */
export function renderAll(text: LocalText, world: TextWorld): LocalText {
  return {
    zh: renderText(text, { ...world, language: 'zh' }),
    en: renderText(text, { ...world, language: 'en' }),
  };
}

/**
 * A setting with its placeholders filled by the values as they are, for machines (`with:`, `wait:`).
 * `undefined` when one is unknown and has no fallback.
 */
export function fillSetting(template: string, world: TextWorld): string | undefined {
  let complete = true;
  const filled = template.replace(PLACEHOLDER, (_whole, name: string, fallback: string | undefined) => {
    const value = valueOf(name, world)?.raw ?? fallback;
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? filled : undefined;
}

/** One of the bot's own phrases; empty when the bundle has none of this name. */
export function renderPhrase(
  id: string,
  world: TextWorld,
  values?: Readonly<Record<string, string>>,
): string {
  const text = world.bundle.phrases.get(id);
  return text ? renderText(text, values ? { ...world, values } : world) : '';
}

/** What a step's texts are filled from. */
export function textWorld(world: Pick<StepWorld, 'bundle' | 'run' | 'context'>): TextWorld {
  const { bundle, run, context } = world;
  const { language, slots, findings, facts } = run;
  return { bundle, context, language, slots, findings, ...(facts && { facts }) };
}

/** A value that no Markdown, mention or direction mark can escape from. */
export function inert(value: string, longest = LONGEST_VALUE): string {
  return tidy(value, longest).replace(/[\\*_`[\]<>]/gu, (mark) => `\\${mark}`);
}

/** All that the findings of one family say, each in a sentence of its own. */
function composedOf(family: string, { findings = [], language, context }: TextWorld): Value | undefined {
  const sentences = findings
    .filter(({ code }) => code.startsWith(`${family}.`))
    .map((finding) => findingSentence(finding, language, context.person.timeZone));
  if (sentences.length === 0) return undefined;
  const raw = [...new Set(sentences)].join(language === 'zh' ? '；' : '; ');
  return { raw, trusted: true, composed: true };
}

interface Value {
  readonly raw: string;
  /** As people read it, when that differs. */
  readonly shown?: string;
  /** Written by the bundle's authors, or made harmless already. */
  readonly trusted?: true;
  /** Several sentences. */
  readonly composed?: true;
}

function shownValue(name: string, fallback: string | undefined, inCode: boolean, world: TextWorld): string {
  const value = valueOf(name, world);
  if (!value) return fallback ?? UNKNOWN;
  const isComposed = value.composed === true || world.values?.[name] !== undefined;
  const longest = isComposed ? LONGEST_COMPOSED : LONGEST_VALUE;
  const shown = value.shown ?? value.raw;
  if (value.trusted) return tidy(shown, longest);
  // Backslashes are plain characters inside a code span, so there only the backtick itself is replaced.
  return inCode ? tidy(shown, longest).replaceAll('`', "'") : inert(shown, longest);
}

function valueOf(name: string, world: TextWorld): Value | undefined {
  const value = world.values?.[name] ?? world.context.promises[name]?.[world.language];
  if (value) return { raw: value };
  const answered = world.facts && Object.hasOwn(world.facts, name) ? world.facts[name] : undefined;
  if (answered) return dated(answered, world);
  return slotValue(name, world) ?? namedValue(name, world) ?? factValue(name, world);
}

function slotValue(name: string, world: TextWorld): Value | undefined {
  const raw = world.slots?.[name]?.value;
  if (!raw) return undefined;
  const { bundle, language } = world;
  const kind = bundle.slots.get(name)?.kind;
  if (kind === 'provider') return named(raw, bundle.providers.get(raw)?.name[language]);
  if (kind === 'client') return named(raw, bundle.clients.get(raw)?.name[language]);
  return kind === 'date' ? dated(raw, world) : { raw };
}

function namedValue(name: string, world: TextWorld): Value | undefined {
  const { bundle, context, language } = world;
  const [family = '', key = ''] = name.split(/\.(.*)/u);
  if (family === 'findings') return composedOf(key, world);
  if (family === 'org') return named(bundle.settings.org[key], bundle.settings.org[key]);
  if (family === 'user') {
    const raw = key === 'name' ? context.person.name : key === 'address' ? context.person.address : undefined;
    return raw ? { raw } : undefined;
  }
  if (family !== 'provider') return undefined;
  const provider = providerKnown(bundle, world.slots ?? {}, context);
  const shown = provider && shownOfProvider(provider, key, language);
  return named(shown, shown);
}

function shownOfProvider(provider: Provider, key: string, language: Language): string | undefined {
  switch (key) {
    case 'name':
      return provider.name[language];
    case 'code':
      return provider.code?.name[language];
    case 'webmail':
      return provider.webmail;
    default:
      return undefined;
  }
}

/** The newest finding that has the fact tells. */
function factValue(name: string, world: TextWorld): Value | undefined {
  let newest: Finding | undefined;
  for (const finding of world.findings ?? []) {
    if (!finding.facts[name]) continue;
    if (!newest || finding.measuredAt >= newest.measuredAt) newest = finding;
  }
  const raw = newest?.facts[name];
  return raw ? dated(raw, world) : undefined;
}

function dated(raw: string, world: TextWorld): Value {
  const { person, now } = world.context;
  const shown = dateInWords(raw, world.language, person.timeZone, now);
  return shown === undefined ? { raw } : { raw, shown };
}

function named(raw: string | undefined, shown: string | undefined): Value | undefined {
  if (!raw) return undefined;
  return shown ? { raw, shown, trusted: true } : { raw };
}

function insideCode(template: string, index: number): boolean {
  return (template.slice(0, index).split('`').length - 1) % 2 === 1;
}

/** One line, no invisible characters, at most so many characters. */
function tidy(value: string, longest: number): string {
  const line = value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/** Chinese has no space between Han characters; the template needed one beside the placeholder. */
function join(left: string, right: string): string {
  if (/\p{Script=Han} $/u.test(left) && /^\p{Script=Han}/u.test(right)) return left.slice(0, -1) + right;
  if (/\p{Script=Han}$/u.test(left) && /^ \p{Script=Han}/u.test(right)) return left + right.slice(1);
  return left + right;
}
