import type { Language } from './language.js';

/** A scenario with its calibrated probability, 0 to 1. */
export interface ScoredScenario {
  readonly scenario: string;
  readonly confidence: number;
}

/**
 * Which cause the words point to. `scenario` is an intent of the bundle, or `out-of-scope` / `unclear`.
 * `certain` is true only where a literal error code or provider phrase of `patterns:` was found.
 */
export interface IntentMatch {
  readonly text: string;
  readonly language: Language;
  readonly scenario: string;
  readonly confidence: number;
  readonly alternatives: readonly ScoredScenario[];
  /** The words that spoke for the winner, strongest first. */
  readonly because: readonly string[];
  readonly certain: boolean;
}

/** Classifies one text. Pure and quick: called inside a turn. */
export type Classify = (text: string) => IntentMatch;
