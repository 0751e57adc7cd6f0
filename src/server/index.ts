export { createServer, type Server, type ServerOptions } from './create-server.js';
export type { ErrorBody } from './errors.js';
export type { HttpSettings } from './guard.js';
export { createMetrics, type ReadCounts } from './metrics.js';
export type { RepliesPage } from './routes/chat.js';
