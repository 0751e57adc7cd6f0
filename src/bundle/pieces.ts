import { z } from 'zod';
import type { Guide } from '../domain/index.js';
import { readDuration } from '../domain/index.js';
import { inFileOrder } from './shape.js';
import type { YamlTree } from './tree.js';
import { entryOf } from './tree.js';

/** Every file begins with it, so that a later language can tell old files from new ones. */
export const schemaVersion = z.literal(1);

/** One text in every language. */
export const localText = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });

/** Id of a file, slot, term, phrase, queue: safe in a URL, a metric and a button token. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,59}$/u,
    'an id holds small letters, digits and hyphens; write it like `ask-address`',
  );

/** A duration as written; `30m`, `2h`, `1d`. */
export const duration = z
  .string()
  .refine((text) => readDuration(text) !== undefined, 'it is no duration; write it like `30m`, `2h` or `1d`');

/** A finding code or a prefix such as `tls.*` is checked by the linter; this is its form only. */
export const findingCode = z
  .string()
  .regex(/^[a-z0-9]+(?:\.[a-z0-9-]+)+$/u, 'it is no finding code; write it like `tls.expired`');

/** A calendar day. */
export const day = z
  .string()
  .refine(isDay, 'it is no date of the calendar; write year, month and day like `2027-06-30`');

/** Host names and domains, small letters. */
export const hostName = z
  .string()
  .regex(
    /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}$/u,
    'it is no host name; write it like `imap.corp.example` in small letters',
  );

/** The guides of a provider or client, by topic. */
export const guides = z.record(
  id,
  z.strictObject({ verified_at: day, source: z.string().trim().min(1), screens: z.array(localText).min(1) }),
);

/** The guides in the order of the file. */
export function guidesOf(
  checked: z.output<typeof guides> | undefined,
  file: YamlTree,
): ReadonlyMap<string, Guide> {
  const ordered = inFileOrder(checked, entryOf(file, 'guides')?.value);
  return new Map(
    [...ordered].map(([topic, guide]) => {
      const { verified_at: verifiedAt, source, screens } = guide;
      return [topic, { topic, verifiedAt, source, screens }];
    }),
  );
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
