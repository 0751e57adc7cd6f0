import pc from 'picocolors';
import type { PublishedBundle } from '../domain/index.js';
import type { Publishing } from '../publishing/index.js';
import { counted } from './_problem-draw.js';

/** Older ones are shown where problems are still pinned to them. */
const MOST_SHOWN = 10;

/** A published bundle with what lists say of it. */
export interface PublishedRow extends PublishedBundle {
  readonly live: boolean;
  /** Open and parked problems that go on with it; told at the newest number of the same content. */
  readonly problems: number;
}

/** `published` is newest first. */
export function publishedRows(
  published: readonly PublishedBundle[],
  problems: ReadonlyMap<string, number>,
): readonly PublishedRow[] {
  const told = new Set<string>();
  return published.map((one, index) => {
    const isNewest = !told.has(one.hash);
    told.add(one.hash);
    return { ...one, live: index === 0, problems: isNewest ? (problems.get(one.hash) ?? 0) : 0 };
  });
}

/** The table of published bundles, with an empty line above; nothing where none was. */
export function drawPublished(rows: readonly PublishedRow[], colours: boolean): readonly string[] {
  if (rows.length === 0) return [];
  const paint = pc.createColors(colours);
  const shown = rows.filter(({ problems }, index) => index < MOST_SHOWN || problems > 0);
  const hidden = rows.length - shown.length;
  const lines = shown.map(({ number, hash, publishedAt, from, live, problems }) => {
    const mark = live ? paint.green('live') : '    ';
    const when = `${publishedAt.slice(0, 16).replace('T', ' ')} UTC`;
    return `${mark} ${paint.bold(String(number).padStart(4))}  ${hash.slice(0, 12)}  ${when}  from ${from.padEnd(7)}  ${counted(problems, 'open problem')}`;
  });
  return ['', 'Published bundles', ...lines, ...(hidden > 0 ? [paint.dim(`and ${hidden} older`)] : [])];
}

export function drawOutcomeOf({ kind, version }: Exclude<Publishing, { readonly kind: 'broken' }>): string {
  const name = `Bundle ${version.number} (${version.hash.slice(0, 12)})`;
  return kind === 'live' ? `${name} is live.` : `${name} is live already.`;
}
