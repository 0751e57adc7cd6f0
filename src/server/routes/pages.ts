import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { mailmedicError } from '../../domain/index.js';
import { mustSignIn, signInUrl } from '../who.js';

/** The built pages. src/server/routes and dist/server/routes are equally deep below the package's own root. */
const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'dist', 'web');

const YEAR_S = 31_536_000;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

export interface PagePorts {
  /** Origins of pages that may show the chat in a frame. */
  readonly widgetOrigins: readonly string[];
}

/**
 * `/` the chat, `/embed` the chat inside other pages, `/console/…` the page of cases, `/probe/…` the page of a
 * measurement, `/assets/…` what they load, `/widget.js` what other pages load.
 */
export function addPages(app: FastifyInstance, { widgetOrigins }: PagePorts): void {
  const read = new Map<string, string>();
  function html(page: string): string {
    const known = read.get(page) ?? readPage(page);
    read.set(page, known);
    return known;
  }

  app.get('/', (request, reply) => show(request, reply, html('chat')));
  app.get('/console', (_request, reply) => reply.redirect('/console/cases', 302));
  app.get('/console/*', (request, reply) => show(request, reply, html('console')));
  app.get('/probe/:run', (request, reply) => show(request, reply, html('probe')));

  // A frame can't sign in by itself, so the page is always shown there and opens a window for it.
  app.get('/embed', (_request, reply) => {
    const frames = ["'self'", ...widgetOrigins].join(' ');
    return send(reply, html('chat'), `frame-ancestors ${frames}`);
  });

  app.get('/widget.js', (_request, reply) =>
    reply
      .header('Cache-Control', 'public, max-age=300')
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .sendFile('widget.js'),
  );

  app.register(staticFiles, { root: BUILT, serve: false, preCompressed: true });
  app.get('/assets/:name', (request, reply) => {
    const { name } = request.params as { readonly name: string };
    // The build's own names are this plain; whatever else it is, it climbs out or looks for dot files.
    if (!/^\w[\w-]*(?:\.[\w-]+)+$/u.test(name)) return reply.callNotFound();
    // Names carry a hash of their content.
    return reply.sendFile(`assets/${name}`, { maxAge: YEAR_S * 1_000, immutable: true });
  });
}

async function show(request: FastifyRequest, reply: FastifyReply, page: string): Promise<FastifyReply> {
  if (await mustSignIn(request)) return reply.redirect(signInUrl(request.url), 302);
  return send(reply, page, "frame-ancestors 'none'");
}

function send(reply: FastifyReply, page: string, frames: string): FastifyReply {
  return reply
    .header('Content-Security-Policy', [...POLICY, frames].join('; '))
    .type('text/html; charset=utf-8')
    .send(page);
}

function readPage(name: string): string {
  try {
    return readFileSync(join(BUILT, `${name}.html`), 'utf8');
  } catch (error) {
    throw mailmedicError(
      'MM_INTERNAL',
      { reference: `${name}.html` },
      'Build the pages: npm run build',
      error,
    );
  }
}
