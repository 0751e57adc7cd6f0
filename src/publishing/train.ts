import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { mailmedicError, reasonOf, type Intent } from '../domain/index.js';
import { serialiseModel, trainModel } from '../classifier/index.js';

const PROGRAM = new URL('../classifier/train-worker.js', import.meta.url);

/**
 * Trains off the main thread, so that a publish at noon delays nobody's chat. Run from sources, where there is
 * no compiled program, it trains right here. Errors: `MM_MODEL_TRAINING`.
 */
export async function trainInWorker(intents: ReadonlyMap<string, Intent>): Promise<string> {
  if (!existsSync(fileURLToPath(PROGRAM))) return serialiseModel(trainModel(intents));
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { workerData: [...intents] });
    worker.once('message', resolve);
    worker.once('error', (error) => {
      reject(
        mailmedicError(
          'MM_MODEL_TRAINING',
          { reason: reasonOf(error) },
          'Look at the files in intents/.',
          error,
        ),
      );
    });
    worker.once('exit', (code) => {
      reject(
        mailmedicError('MM_MODEL_TRAINING', { reason: `the worker ended with ${code}` }, 'Look at the log.'),
      );
    });
  });
}
