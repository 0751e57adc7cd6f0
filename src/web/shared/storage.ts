/** Where things are kept: `browser` for the next visit, `tab` until the tab is closed. */
export type Shelf = 'browser' | 'tab';

// A browser may forbid storage, for instance in a frame of another site: then things last as long as the page.
const memory = new Map<string, string>();

/** What was kept under this name; `undefined` when nothing was. */
export function kept(name: string, shelf: Shelf = 'browser'): string | undefined {
  return read(shelf, name) ?? memory.get(`${shelf} ${name}`);
}

/** Keeps a text under a name; `undefined` throws it away. */
export function keep(name: string, text: string | undefined, shelf: Shelf = 'browser'): void {
  if (text === undefined) memory.delete(`${shelf} ${name}`);
  else memory.set(`${shelf} ${name}`, text);
  try {
    if (text === undefined) storage(shelf).removeItem(name);
    else storage(shelf).setItem(name, text);
  } catch {
    return;
  }
}

function read(shelf: Shelf, name: string): string | undefined {
  try {
    return storage(shelf).getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function storage(shelf: Shelf): Storage {
  return shelf === 'browser' ? window.localStorage : window.sessionStorage;
}
