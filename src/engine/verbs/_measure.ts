import type { LocalText, ProbeRequest } from '../../domain/index.js';
import { stepKey } from '../says.js';
import { fillSetting, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';

/** What is measured when `with:` is absent: all of these that is known. */
const TARGETS: Readonly<Record<string, string>> = { address: '{address}', host: '{host}', port: '{port}' };
/** The deadline of a verdict without a password, in words of `{probe.seconds}`. */
const SECONDS = '10';

/** What to measure: `target` filled with what is known. */
export function requestOf(
  probes: readonly string[],
  target: Readonly<Record<string, string>> | undefined,
  world: StepWorld,
): ProbeRequest {
  const filled: Record<string, string> = {};
  for (const [key, template] of Object.entries(target ?? TARGETS)) {
    const value = fillSetting(template, textWorld(world));
    if (value) filled[key] = value;
  }
  return { probes, with: filled };
}

/** Starts a measurement in the background and waits for it. */
export function measure(
  world: StepWorld,
  request: ProbeRequest,
  text: LocalText | undefined,
  more: { readonly step?: string; readonly memo?: Readonly<Record<string, unknown>> } = {},
): Extract<Move, { kind: 'wait' }> {
  const step = more.step ?? stepKey(world);
  return {
    kind: 'wait',
    for: 'measurement',
    effects: [
      ...(text ? [progress(text, world, step)] : []),
      { kind: 'probe', step, token: world.token, request },
    ],
    ...(more.memo && { memo: more.memo }),
  };
}

function progress(text: LocalText, world: StepWorld, step: string) {
  const promised = world.context.promises['probe.seconds']?.[world.run.language];
  const values = { 'probe.seconds': promised ?? SECONDS };
  const shown = renderText(text, { ...textWorld(world), values });
  return { kind: 'say', step, reply: { text: shown, progress: true } } as const;
}
