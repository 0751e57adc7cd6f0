import type { Language, Playbook, Step, Target } from '../../domain/index.js';
import { VERBS } from '../../engine/index.js';
import { waysOut } from '../lint/world.js';

/** What a step is for, as far as a picture tells it apart. */
export type NodeKind = 'start' | 'asks' | 'says' | 'measures' | 'decides' | 'people' | 'leaves' | 'ends';

export interface GraphNode {
  /** Unique in its graph. */
  readonly id: string;
  readonly kind: NodeKind;
  /** Id of the step, `playbook:…`, or the name of the end. */
  readonly name: string;
  readonly verb?: string;
  /** The beginning of what is said there. */
  readonly text?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Outcomes that lead there, in file order. */
  readonly outcomes: readonly string[];
}

/** A playbook as boxes and arrows. */
export interface PlaybookGraph {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  ask: 'asks',
  confirm: 'asks',
  sign_in: 'asks',
  guide: 'asks',
  say: 'says',
  give: 'says',
  notify: 'says',
  wait: 'says',
  probe: 'measures',
  act: 'measures',
  check: 'decides',
  diagnose: 'decides',
  call: 'decides',
  escalate: 'people',
};
const LONGEST_TEXT = 44;

/** Draws what is written: every step, every way out of it, and where they leave the file. */
export function playbookGraph(playbook: Playbook, language: Language): PlaybookGraph {
  const edges = new Map<string, { from: string; to: string; outcomes: string[] }>();
  const outside = new Map<string, GraphNode>();
  for (const step of playbook.steps) {
    for (const { outcome, target } of waysOfStep(step)) {
      const to = idOf(target);
      const beyond = nodeBeyond(target);
      if (beyond) outside.set(to, beyond);
      const edge = edges.get(`${step.id} ${to}`) ?? { from: step.id, to, outcomes: [] };
      edge.outcomes.push(outcome);
      edges.set(`${step.id} ${to}`, edge);
    }
  }
  return {
    id: playbook.id,
    title: playbook.title[language],
    nodes: [...playbook.steps.map((step, index) => nodeOf(step, index === 0, language)), ...outside.values()],
    edges: [...edges.values()],
  };
}

function waysOfStep(step: Step) {
  const verb = VERBS.get(step.verb);
  return verb ? waysOut({ step, outcomes: verb.outcomes(step.options) }) : [];
}

function nodeOf(step: Step, isFirst: boolean, language: Language): GraphNode {
  const { id, verb } = step;
  const said = VERBS.get(verb)?.texts(step.options)[0]?.text[language];
  const kind = isFirst && KINDS[verb] === 'decides' ? 'start' : (KINDS[verb] ?? 'says');
  return { id, kind, name: id, verb, ...(said !== undefined && { text: shorten(said) }) };
}

function nodeBeyond(target: Target): GraphNode | undefined {
  if (target.kind === 'step') return undefined;
  const id = idOf(target);
  return { id, kind: target.kind === 'end' ? 'ends' : 'leaves', name: id };
}

function idOf(target: Target): string {
  if (target.kind === 'step') return target.step;
  return target.kind === 'end' ? `end:${target.end}` : `playbook:${target.playbook}`;
}

/** On one line; Chinese takes twice the room. */
function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  let room = LONGEST_TEXT;
  let kept = '';
  for (const character of line) {
    room -= widthOf(character);
    if (room < 0) return `${kept}…`;
    kept += character;
  }
  return kept;
}

/** Columns of a character: Chinese letters and signs take two. */
export function widthOf(character: string): number {
  return /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character) ? 2 : 1;
}
