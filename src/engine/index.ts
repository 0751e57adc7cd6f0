/** The engine: one pure function that walks a playbook, and what others need to know about the language. */
export { advance } from './advance.js';
export { answersInWords } from './answers-in-words.js';
export { beginRun } from './begin.js';
export { takesSolved, takesWords } from './listen.js';
export { answersInError, errorWords, toldError, type ToldError } from './told-error.js';

export { fillSetting, inert, placeholdersIn, renderAll, renderPhrase, renderText } from './texts.js';
export type { Placeholder, TextWorld } from './texts.js';

export { causesOf } from './causes.js';
export { findingsAfter } from './findings.js';
export { diagnosisInputOf } from './diagnosis-input.js';
export { endsOf, targetOf } from './routes.js';
export { handedOverBecause } from './people-step.js';
export type { PeopleReason } from './people-step.js';
export { ENGINE_PHRASES } from './says.js';

export { defineVerb } from './verb.js';
export type { AnyVerb, Claim, Learnt, Mentions, Move, Outcomes, StepText, StepWorld, Verb } from './verb.js';
export { VERBS } from './verbs/index.js';
