import { describe, expect, it } from 'vitest';
import { both, bundleOf } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const SYMPTOMS = { slow: both('Slow'), window: both('A window'), send: both("Can't send") };
const ASK = { ask: both('What?'), several: true, into: 'seen', buttons: SYMPTOMS };

function playing(on: Readonly<Record<string, string>> = {}, start: Start = {}, step: object = ASK) {
  const routes = { given: 'given', unknown: 'unknown', gave_up: 'unknown', ...on };
  return new Player(
    bundleOf({
      main: {
        steps: {
          which: { ...step, on: routes },
          given: { check: 'seen', on: { send: 'end:sends', window: 'end:window', missing: 'end:other' } },
          unknown: { say: both('x'), on: { next: 'end:unknown' } },
        },
      },
    }),
    start,
  );
}

function buttons(player: Player): readonly string[] {
  return (player.replies.at(-1)?.buttons ?? []).map((button) => button.id);
}

describe('ask for several', () => {
  it('offers the rest after each button, and an end once something is picked', () => {
    const player = playing();
    expect(buttons(player)).toEqual(['slow', 'window', 'send', 'human']);
    player.press('send');
    expect(buttons(player)).toEqual(['slow', 'window', 'several-done', 'human']);
    player.press('slow').press('several-done');
    expect(player.slot('seen')).toBe('slow, send');
    expect(player.heard).toEqual(['end sends']);
  });

  it('ends by itself when everything is picked', () => {
    const player = playing().press('send').press('window').press('slow');
    expect(player.slot('seen')).toBe('slow, window, send');
  });

  it('hears several in one sentence, and adds what was pressed before', () => {
    expect(playing().user("slow, can't send").slot('seen')).toBe('slow, send');
    expect(playing().user('a window and slow').slot('seen')).toBe('slow, window');
    expect(playing().press('send').user('Slow').slot('seen')).toBe('slow, send');
  });

  it('asks again where one part of the words is no choice', () => {
    const player = playing().user('slow and purple');
    expect(player.slot('seen')).toBeUndefined();
    expect(player.heard).toEqual(['phrase:not-understood', 'which']);
  });

  it('takes the end in words', () => {
    const player = playing();
    expect(player.press('slow').user('[several-done]').slot('seen')).toBe('slow');
  });

  it('routes to the first that is named', () => {
    const player = playing({ send: 'unknown' }).press('slow').press('send').press('several-done');
    expect(player.heard).toEqual(['unknown', 'end unknown']);
  });

  it('does not ask what is known, and routes on any of it', () => {
    expect(playing({}, { slots: { seen: 'slow, window' } }).heard).toEqual(['end window']);
  });

  it('keeps what is picked over a question of another kind', () => {
    const player = playing().press('slow').user('what is IMAP', { asksAbout: 'imap' });
    expect(buttons(player)).toEqual(['window', 'send', 'several-done', 'human']);
  });

  it('shows a menu of many', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, both(id)]));
    const player = playing({}, {}, { ...ASK, buttons: undefined, choices: many });
    player.press('b');
    expect(player.replies[0]?.choices?.map((choice) => choice.id)).toEqual(['a', 'c', 'd', 'e']);
    expect(buttons(player)).toEqual(['several-done', 'human']);
  });

  it.each([
    ['no slot', { into: undefined }],
    ['no choices', { buttons: undefined }],
    ['free text beside it', { accept: 'email' }],
    ['the id of its own button', { buttons: { 'several-done': both('x') } }],
  ])('is refused with %s', (_why, change) => {
    expect(() => playing({}, {}, { ...ASK, ...change })).toThrow();
  });
});
