import type { ActionDoor, Log } from '../domain/index.js';
import { brokenFolderNotice, type BrokenFolder } from '../publishing/index.js';
import { sha256 } from './world.js';

/** Tells the owner's queue, or the first one that takes notices, that the bundle folder could not be published. */
export async function tellOfBroken(actions: ActionDoor, broken: BrokenFolder, log: Log): Promise<void> {
  const [first] = actions.queues;
  const queue = broken.owners.find((owner) => actions.queues.has(owner)) ?? first;
  if (queue === undefined) return;
  // The same fault is the same notice, however often it is looked at and by whichever replica.
  const idempotencyKey = sha256(JSON.stringify(broken));
  const text = brokenFolderNotice(broken);
  const answer = await actions.notify({
    queue,
    severity: 'P3',
    text,
    problem: 'bundle-folder',
    idempotencyKey,
  });
  if (answer.kind !== 'answered') {
    log.warn('nobody could be told of the broken bundle folder', { queue, reason: answer.reason });
  }
}
