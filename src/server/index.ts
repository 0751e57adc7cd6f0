export { createServer, type Server, type ServerOptions } from './create-server.js';
export type { ErrorBody } from './errors.js';
export { ownOrigin, type HttpSettings } from './guard.js';
export { createMetrics, type ReadCounts } from './metrics.js';
export { createEntrance } from './routes/enter.js';
export type { RepliesPage } from './routes/chat.js';
export type { SignInOptions } from './sign-in.js';
