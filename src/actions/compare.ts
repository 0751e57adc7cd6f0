import type { ActionDoor, Bundle, Log } from '../domain/index.js';

/** What operations registered and what the bundle declares, where they differ; a line of the log for each side. */
export function reportRegistered(door: ActionDoor | undefined, bundle: Bundle, log: Log): void {
  const declared = [...(bundle.actions?.keys() ?? [])];
  const actions = declared.filter((name) => door?.actions.has(name) !== true);
  if (actions.length > 0) {
    log.info('actions of the bundle are not registered here; their steps answer none', { actions });
  }
  if (!door) return;
  const unknown = {
    actions: [...door.actions].filter((name) => !declared.includes(name)),
    queues: [...door.queues].filter((queue) => !bundle.settings.queues.has(queue)),
  };
  if (unknown.actions.length + unknown.queues.length > 0) {
    log.info('registered actions or queues are not in the bundle; nothing will call them', unknown);
  }
}
