import type { Finding, Heard } from '../../domain/index.js';
import type { StepWorld } from '../verb.js';

/** Stub until F. */
export function logInWords(
  _heard: Heard,
  _world: StepWorld,
): { readonly value: string; readonly findings: readonly Finding[] } | undefined {
  return undefined;
}
