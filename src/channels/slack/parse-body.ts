import type { DoorRequest } from '../../domain/index.js';

type Body = Readonly<Record<string, unknown>>;

/** The body of a signed request: JSON for events, a form for presses (`payload`) and commands. */
export function parseBody({ headers, body }: DoorRequest): Body | undefined {
  const text = new TextDecoder('utf-8').decode(body);
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return known(parseJson(text));
  const form = Object.fromEntries(new URLSearchParams(text));
  return known(form['payload'] === undefined ? form : parseJson(form['payload']));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An object that says what it is: Bolt takes anything else for an event, and stumbles. */
function known(body: unknown): Body | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const found = body as Body;
  if (found['type'] === 'event_callback') {
    const { event } = found as { event?: unknown };
    const isEvent = typeof event === 'object' && event !== null && 'type' in event;
    return isEvent && typeof event.type === 'string' ? found : undefined;
  }
  const isNamed = typeof found['type'] === 'string' || typeof found['command'] === 'string';
  return isNamed ? found : undefined;
}
