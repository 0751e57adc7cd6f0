import { useEffect, useState } from 'react';

import { keep, kept } from '../shared/storage.js';
import type { ConsoleRoom } from './context.js';
import { hindranceOf } from './deeds.js';
import type { DraftMode } from './draft.js';

const KEY = 'mailmedic.single-keys';

/** Whether single letters do something: some people speak to their computer, or type with a slip. */
export function useSingleKeys(): readonly [boolean, (use: boolean) => void] {
  const [use, setUse] = useState(readsSingleKeys);
  return [
    use,
    (next) => {
      keep(KEY, next ? undefined : 'no');
      setUse(next);
    },
  ];
}

function readsSingleKeys(): boolean {
  return kept(KEY) !== 'no';
}

/** The keys of the page. They never reach into a field in which somebody types, nor past an open dialog. */
export function useShortcuts(room: ConsoleRoom, openHelp: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (document.querySelector('dialog[open]') !== null) return;
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key === 'Escape') return leave(room, isTyping ? (event.target as HTMLElement) : undefined);
      const row = rowAround(event.target);
      if (row !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        return step(event.key === 'ArrowDown' ? 1 : -1);
      }
      if (isTyping || !readsSingleKeys()) return;
      const act = KEYS[event.key];
      if (act === undefined && event.key !== '?') return;
      event.preventDefault();
      if (act) act(room);
      else openHelp();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [room, openHelp]);
}

const KEYS: Readonly<Record<string, (room: ConsoleRoom) => void>> = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => document.getElementById('find')?.focus(),
  c: claim,
  r: (room) => write(room, 'reply'),
  n: (room) => write(room, 'note'),
};

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-case]')];
}

function rowAround(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-case]') ?? undefined) : undefined;
}

/** Moves the focus along the list, from where it is or from the case that is open. */
function step(by: 1 | -1): void {
  const all = rows();
  const present = all.findIndex((row) => row === document.activeElement);
  const open = all.findIndex((row) => row.getAttribute('aria-current') === 'page');
  const from = present === -1 ? open : present;
  const next = from === -1 ? (by === 1 ? 0 : all.length - 1) : from + by;
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

function claim({ state, place, work, user }: ConsoleRoom): void {
  const { reference } = place;
  const answer = reference === undefined ? undefined : state.cases[reference]?.answer;
  if (reference === undefined || answer === undefined || hindranceOf('claim', answer, user) !== undefined)
    return;
  if (state.doing[reference] === undefined) void work.perform(reference, 'claim', {});
}

function write({ store, place }: ConsoleRoom, mode: DraftMode): void {
  if (place.reference === undefined) return;
  store.dispatch({ kind: 'draft', reference: place.reference, step: { kind: 'mode', mode } });
  requestAnimationFrame(() => document.getElementById('desk-field')?.focus());
}

/** Out of a field first, then out of the case and back to its place in the list. */
function leave({ place, go }: ConsoleRoom, field: HTMLElement | undefined): void {
  if (field) return field.blur();
  const { reference, filter } = place;
  if (reference === undefined) return;
  go({ filter });
  requestAnimationFrame(() =>
    rows()
      .find((row) => row.dataset['case'] === reference)
      ?.focus(),
  );
}
