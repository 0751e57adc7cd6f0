import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { TurnTools } from '../../src/desk/index.js';
import { JourneyPlayer, type Journey, type MoveValue } from './_player.js';
import { shippedTools } from './_shipped.js';

const FOLDER = new URL('./', import.meta.url);

let tools: TurnTools;

beforeAll(async () => {
  tools = await shippedTools();
});

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('journeys: %s', (file) => {
  const journeys = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Journey[];

  it.each(journeys.map((journey) => [journey.name, journey] as const))('%s', (_name, journey) => {
    const player = new JourneyPlayer(journey, tools);
    for (const move of journey.talk) {
      const [[kind, value] = ['', '']] = Object.entries(move);
      play(player, kind, value);
    }
    for (const text of player.texts) expect(text, 'a placeholder nobody filled').not.toMatch(/\{[\w.]+\}/u);
  });
});

function play(player: JourneyPlayer, kind: string, value: MoveValue): void {
  const word = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'user':
      player.say(word);
      return;
    case 'press':
      player.press(word);
      return;
    case 'press-old':
      player.pressOld(word);
      return;
    case 'knows':
      for (const [slot, known] of Object.entries(value)) expect(player.known(slot), slot).toBe(known);
      return;
    case 'measured-on':
      expect(player.measuredOn()).toEqual([value].flat());
      return;
    case 'after':
      player.after(word);
      return;
    case 'bot':
      expect(player.heard).toEqual([value].flat());
      player.heard.length = 0;
      return;
    case 'end':
      expect(player.end).toBe(value);
      return;
    default:
      throw new Error(`a move is user, press, press-old, after, bot, knows, measured-on or end, not ${kind}`);
  }
}
