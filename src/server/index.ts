export { createServer, type Server, type ServerOptions } from './create-server.js';
export { ownOrigin, type HttpSettings } from './guard.js';
export { createMetrics, type ReadCounts } from './metrics.js';
export type { CasesPort } from './routes/cases.js';
export type { RepliesPage } from './routes/chat-reading.js';
export { createEntrance } from './routes/enter.js';
export type { SignInOptions } from './sign-in.js';
