import { parentPort, workerData } from 'node:worker_threads';
import type { Intent } from '../domain/index.js';
import { serialiseModel } from './model.js';
import { trainModel } from './train.js';

/** A program of its own: trains on the intents it was started with and posts the model as JSON. */
const intents = new Map(workerData as readonly (readonly [string, Intent])[]);
parentPort?.postMessage(serialiseModel(trainModel(intents)));
