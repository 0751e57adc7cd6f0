import type { BundleProblem } from '../domain/index.js';
import type { YamlPath, YamlTree } from './tree.js';
import { positionAt } from './tree.js';

/** One file of the bundle while it is read and checked. */
export interface Source {
  readonly file: string;
  readonly tree: YamlTree;
}

/** What is wrong, without the place. */
export interface Complaint {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
  readonly level?: 'error' | 'warning';
}

/** The problem at `path` of a file; of a playbook's step, when the path leads into one. */
export function problemAt(source: Source, path: YamlPath, complaint: Complaint): BundleProblem {
  const { line, column } = positionAt(source.tree, path);
  const step = path[0] === 'steps' && path[1] !== undefined ? String(path[1]) : undefined;
  return {
    file: source.file,
    line,
    column,
    ...(step !== undefined && { step }),
    rule: complaint.rule,
    level: complaint.level ?? 'error',
    message: complaint.message,
    remedy: complaint.remedy,
  };
}

/** What reading one file gives: its value unless something in it is wrong. */
export interface Read<Value> {
  readonly value?: Value;
  readonly problems: readonly BundleProblem[];
}

/** True when nothing in it keeps the file from being used. */
export function isUsable(problems: readonly BundleProblem[]): boolean {
  return !problems.some(({ level }) => level === 'error');
}
