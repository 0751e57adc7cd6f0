import type { Finding } from './finding.js';
import type { IntentMatch } from './intent.js';
import type { LocalText } from './language.js';
import type { Strength } from './playbook.js';
import type { CauseStanding } from './reply.js';

/** A cause as diagnosis sees it: a playbook's `opens_on` and its prior. */
export interface CauseDefinition {
  readonly id: string;
  /** The intent that the words are classified as; the cause's own id when absent. */
  readonly intent?: string;
  readonly title: LocalText;
  readonly prior: number;
  readonly findings: ReadonlyMap<string, Strength>;
}

/** What a person answered, with what it says about causes. */
export interface GivenAnswer {
  readonly question: string;
  readonly answer: string;
  readonly means: LocalText;
  readonly says: ReadonlyMap<string, Strength>;
}

/** One reason for or against a cause, as a sentence in every language. */
export interface Because {
  readonly kind: 'words' | 'finding' | 'answer';
  /** Finding code, scenario, or `question:answer`. */
  readonly code: string;
  readonly speaksFor: boolean;
  readonly sentence: LocalText;
}

export interface RankedCause {
  readonly id: string;
  readonly title: LocalText;
  /** Share among all causes, 0 to 1. Never shown to employees as a number. */
  readonly probability: number;
  readonly standing: CauseStanding;
  readonly because: readonly Because[];
  /** Its playbook came back with `not-it`. Unless it is also ruled out it is neither shown nor gone to again. */
  readonly isTried?: true;
}

/** All causes, most likely first. */
export interface Diagnosis {
  readonly causes: readonly RankedCause[];
}

export interface DiagnosisInput {
  readonly causes: readonly CauseDefinition[];
  readonly words?: IntentMatch;
  readonly findings: readonly Finding[];
  readonly answers?: readonly GivenAnswer[];
  readonly excluded: readonly string[];
  /** IANA name, for dates in the reasons; UTC unless told. */
  readonly timeZone?: string;
}
