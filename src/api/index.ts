/**
 * What the server and its pages say to each other, as JSON: types only. Errors look like {@link ErrorBody}
 * everywhere. Pages import this room and `domain` and nothing else.
 */
export * from './cases.js';
export * from './chat.js';
export * from './errors.js';
export * from './probe.js';
export * from './who.js';
