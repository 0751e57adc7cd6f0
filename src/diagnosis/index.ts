/** What was measured, in words, and what it makes of the causes. Pure. */
export { authLogDigest, authLogIn } from './auth-log/digest.js';
export type { AuthPattern } from './auth-log/read-auth-log.js';
export { differentialOf } from './differential.js';
export type { FindingDefinition } from './finding-type.js';
export { FINDINGS, KNOWN_FACTS } from './findings/index.js';
export { judgeLinks, type LinkReading } from './links/judge-link.js';
export { knownSites } from './links/known-sites.js';
export { defangLinks } from './links/read-links.js';
export { nextQuestion } from './next-question.js';
export { rank } from './rank.js';
export { quotedError, type QuotedError } from './errors/quoted.js';
export { readError, type ErrorReading, type ErrorText } from './errors/read-error.js';
export { ERROR_PROTOCOLS, type ErrorProtocol } from './errors/rule.js';
export { findingSentence } from './sentence.js';
export { codePointsOf, judgeTyped, type TypedFor } from './typed.js';
