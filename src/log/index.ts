import { pino, type DestinationStream } from 'pino';

import type { Log } from '../domain/index.js';
import { scrubData } from './scrub.js';

/** Names that pino writes itself; data under them would forge a line's own time, level or message. */
const OWN_NAMES = new Set(['level', 'time', 'msg', 'pid', 'hostname']);

function fit(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(scrubData(data)).map(([key, item]) => [OWN_NAMES.has(key) ? `${key}_` : key, item]),
  );
}

/**
 * The log: one JSON object a line, to standard output unless a `stream` is given.
 * Messages are static sentences so that lines can be counted; what varies goes into `data`, which is scrubbed.
 */
export function createLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  stream?: DestinationStream,
): Log {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = stream === undefined ? pino(options) : pino(options, stream);
  return {
    debug: (message, data = {}) => {
      if (logger.isLevelEnabled('debug')) logger.debug(fit(data), message);
    },
    info: (message, data = {}) => {
      if (logger.isLevelEnabled('info')) logger.info(fit(data), message);
    },
    warn: (message, data = {}) => {
      if (logger.isLevelEnabled('warn')) logger.warn(fit(data), message);
    },
    error: (message, data = {}) => {
      if (logger.isLevelEnabled('error')) logger.error(fit(data), message);
    },
  };
}
