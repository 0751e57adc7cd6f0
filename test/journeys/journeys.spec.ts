import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, it } from 'vitest';
import { parse } from 'yaml';
import type { TurnTools } from '../../src/desk/index.js';
import { playThrough } from './_play.js';
import { JourneyPlayer, type Journey } from './_player.js';
import { shippedTools } from './_shipped.js';

const FOLDER = new URL('./', import.meta.url);

let tools: TurnTools;

beforeAll(async () => {
  tools = await shippedTools();
});

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('journeys: %s', (file) => {
  const journeys = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Journey[];

  it.each(journeys.map((journey) => [journey.name, journey] as const))('%s', (_name, journey) => {
    playThrough(new JourneyPlayer(journey, tools), journey);
  });
});
