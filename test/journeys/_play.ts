import { expect } from 'vitest';
import type { JourneyPlayer, Journey, MoveValue } from './_player.js';

/** Plays a dialogue move by move; whatever differs from it fails the test. */
export function playThrough(player: JourneyPlayer, { talk }: Journey): void {
  for (const move of talk) {
    const [[kind, value] = ['', '']] = Object.entries(move);
    play(player, kind, value);
  }
  for (const text of player.texts) expect(text, 'a placeholder nobody filled').not.toMatch(/\{[\w.]+\}/u);
}

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
