import type { Clock } from '../domain/index.js';
import { createSecure, dial } from './_dial.js';
import type { ProbeTools } from './_probe.js';
import { createResolver } from './_resolve.js';
import type { WireRequest } from './_wire.js';
import { createGuard } from './guard.js';

/** The world for the probes of one request. */
export function createTools(
  { settings, providers }: Pick<WireRequest, 'settings' | 'providers'>,
  clock: Clock,
  signal: AbortSignal,
  onProgress: ProbeTools['onProgress'],
  onHostile: ProbeTools['onHostile'],
): ProbeTools {
  const known = providers.flatMap((provider) => provider.servers);
  return {
    settings,
    signal,
    clock,
    guard: createGuard(settings, known),
    resolver: createResolver(settings.resolvers, settings.deadlines.dns),
    compared: settings.compared.map((server) => createResolver([server], settings.deadlines.dns)),
    dial,
    secure: createSecure(settings.ca),
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    onProgress,
    onHostile,
  };
}
