export { createServer, type Server, type ServerOptions } from './create-server.js';
export type { HttpSettings } from './guard.js';
export { createMetrics, type ReadCounts } from './metrics.js';
export type { CasesPort, DeedOf } from './routes/cases.js';
export type { RepliesPage } from './routes/chat-reading.js';
