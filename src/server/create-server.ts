import fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';

import type { ProbeRunAnswer } from '../api/index.js';
import {
  mailmedicError,
  type ChannelDoor,
  type ChatLog,
  type Clock,
  type Directory,
  type InboundMessage,
  type Log,
  type SignInDesk,
  type Store,
} from '../domain/index.js';
import { createErrorHandler } from './errors.js';
import { refuseStrangers, type HttpSettings } from './guard.js';
import { countRequests } from './metrics.js';
import { answerNotFound } from './not-found.js';
import { addCaseRoutes, type CasesPort } from './routes/cases.js';
import { addChatRoutes } from './routes/chat.js';
import { addDoors } from './routes/doors.js';
import { addHealthRoutes, type Readiness } from './routes/health.js';
import { addPages } from './routes/pages.js';
import { addOneTimeSignIn } from './routes/one-time-sign-in.js';
import { addProbeRunRoute } from './routes/probe-runs.js';
import { addSignIn, type SignInOptions } from './sign-in.js';

export interface ServerOptions {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly store: { check(): Promise<void> };
  /** Whether a bundle is loaded and the desk works, and if not, why not. */
  readonly ready: () => Readiness;
  /** Commits a message; resolves only when it is safe. */
  readonly receive: (message: InboundMessage) => Promise<'stored' | 'duplicate'>;
  readonly chat: ChatLog;
  /** Who is who over several platforms; nobody is known without it. */
  readonly directory?: Directory;
  /** The lines of a log file that tell of trouble, as one message. */
  readonly tellingLines: (name: string, text: string) => string | undefined;
  /** Records what somebody thinks of an answer; without it nothing can be judged. */
  readonly judge?: Store['verdicts']['judge'];
  readonly cases: CasesPort;
  /** The measurement behind a link, in words and without mail addresses. */
  readonly explainRun: (id: string) => Promise<ProbeRunAnswer | undefined>;
  /** Origins of intranet pages that may show the chat in a frame. */
  readonly widgetOrigins?: readonly string[];
  /** Chat platforms that knock over HTTP. */
  readonly doors?: readonly ChannelDoor[];
  /** Where one-time sign-ins are handed in. */
  readonly signIns?: SignInDesk;
  /** Who may come in, and how. */
  readonly signIn: SignInOptions;
  readonly metrics?: Registry;
  /** 2.5 seconds unless told: the shortest patience of a chat platform is 3. */
  readonly commitWithinMs?: number;
}

export interface Server {
  /** Starts to listen and tells the address, `http://127.0.0.1:3978`. @throws MM_PORT_IN_USE, MM_CONFIG */
  listen(): Promise<string>;
  /** Takes no more requests, finishes those that run, ends waiting polls. */
  close(): Promise<void>;
}

/** Everything Mailmedic serves over HTTP. Errors are JSON: `{error: {code, message, remedy}}`. @throws MM_CONFIG */
export function createServer(options: ServerOptions): Server {
  const { settings, log } = options;
  const registry = options.metrics ?? new Registry();
  const closing = new AbortController();
  const answerError = createErrorHandler(log);
  const app = fastify({
    bodyLimit: 1_048_576,
    requestTimeout: 10_000,
    keepAliveTimeout: 30_000,
    // Node looks for late headers only every 30 seconds unless told.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 2_000 },
    forceCloseConnections: 'idle',
    logger: false,
    // Addresses that can't be decoded never reach the error handler.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });

  app.setErrorHandler(answerError);
  answerNotFound(app);
  addCommonHooks(app, registry, log);
  // The default text/plain parser would let a form of any web page post without asking first (CORS).
  app.removeContentTypeParser('text/plain');

  addSignIn(app, { settings, log, ...options.signIn });
  if (options.signIns !== undefined) addOneTimeSignIn(app, { settings, signIns: options.signIns });
  addHealthRoutes(app, { checkStore: () => options.store.check(), ready: options.ready, metrics: registry });
  addDoors(app, options.doors ?? []);
  addPages(app, { widgetOrigins: options.widgetOrigins ?? [] });
  app.register(
    (api, _options, done) => {
      api.addHook('onRequest', (request, _reply, next) => {
        refuseStrangers(request.headers, settings);
        next();
      });
      addChatRoutes(api, {
        log,
        clock: options.clock,
        receive: options.receive,
        chat: options.chat,
        tellingLines: options.tellingLines,
        judge: options.judge ?? (() => Promise.resolve(false)),
        ...(options.directory === undefined ? {} : { directory: options.directory }),
        commitWithinMs: options.commitWithinMs ?? 2_500,
        closing: closing.signal,
      });
      addCaseRoutes(api, { cases: options.cases, log, closing: closing.signal });
      addProbeRunRoute(api, { explainRun: options.explainRun });
      done();
    },
    { prefix: '/api' },
  );

  return {
    listen: () => listen(app, settings),
    close: async () => {
      closing.abort();
      await app.close();
    },
  };
}

function addCommonHooks(app: FastifyInstance, registry: Registry, log: Log): void {
  const count = countRequests(registry);

  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    if (!reply.hasHeader('Referrer-Policy')) reply.header('Referrer-Policy', 'no-referrer');
    if (!reply.hasHeader('Cross-Origin-Resource-Policy')) {
      reply.header('Cross-Origin-Resource-Policy', 'same-origin');
    }
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
    if (!reply.hasHeader('Content-Security-Policy')) {
      reply.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    }
    done(null, payload);
  });

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    count(request.method, route, reply.statusCode);
    log.debug('request answered', {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}

async function listen(app: FastifyInstance, settings: HttpSettings): Promise<string> {
  const { host, port } = settings;
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw mailmedicError(
        'MM_PORT_IN_USE',
        { host, port: String(port) },
        'Stop the other program, or set PORT to a free port.',
        error,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      const problem = `\n- HOST and PORT cannot be listened on (${code}); choose an address of this machine and a port above 1023`;
      throw mailmedicError(
        'MM_CONFIG',
        { problems: problem },
        'Correct HOST or PORT and start again.',
        error,
      );
    }
    throw error;
  }
}
