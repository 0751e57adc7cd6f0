import { z } from 'zod';
import type { Entity, Heard } from '../../domain/index.js';
import { patternProblem, patternTakes } from './_pattern.js';

const KINDS = ['email', 'hostname', 'port', 'number', 'date', 'choice', 'error', 'link', 'auth-log'] as const;
const PATTERN = 'regex:';
/** A slot holds a short value, not an essay. */
const LONGEST_ANSWER = 500;

/** What a free-text answer must be: one of the kinds, or `regex:` with a pattern for the whole answer. */
export const accept = z.union([
  z.enum(KINDS),
  z
    .string()
    .startsWith(PATTERN)
    .superRefine((text, context) => {
      const problem = patternProblem(text.slice(PATTERN.length));
      if (problem) context.addIssue({ code: 'custom', message: problem });
    }),
]);

export type Accept = z.output<typeof accept>;

/** Whether an answer is read into findings, which may route it. */
export function isReadIntoFindings(kind: Accept | undefined): boolean {
  return kind === 'error' || kind === 'link' || kind === 'auth-log';
}

/** The value that these words give for what is accepted, `undefined` when they give none. */
export function acceptedValue(kind: Accept | undefined, heard: Heard): string | undefined {
  const text = heard.text.trim();
  if (kind === undefined || isReadIntoFindings(kind)) return text.slice(0, LONGEST_ANSWER) || undefined;
  if (kind.startsWith(PATTERN)) return patternTakes(kind.slice(PATTERN.length), text) ? text : undefined;
  if (kind === 'port') return portIn(heard);
  if (kind === 'number') return entityOf(heard, 'number') ?? entityOf(heard, 'port') ?? digits(text);
  return heard.entities.find((entity) => entity.kind === kind)?.value;
}

/** Kinds of values that belong to a question which accepts this. */
export function acceptedKinds(kind: Accept | undefined): readonly Entity['kind'][] {
  switch (kind) {
    case 'email':
    case 'hostname':
    case 'date':
      return [kind];
    case 'port':
    case 'number':
      return ['port', 'number'];
    case 'choice':
      return ['client', 'provider'];
    default:
      // A pasted text may hold anything, and all of it is the answer.
      return ['email', 'hostname', 'port', 'number', 'date', 'client', 'provider', 'error'];
  }
}

function portIn(heard: Heard): string | undefined {
  const found = entityOf(heard, 'port') ?? entityOf(heard, 'number') ?? digits(heard.text.trim());
  const port = Number(found);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? String(port) : undefined;
}

function entityOf(heard: Heard, kind: Entity['kind']): string | undefined {
  return heard.entities.find((entity) => entity.kind === kind)?.value;
}

function digits(text: string): string | undefined {
  return /^\d{1,9}$/u.test(text) ? text : undefined;
}
