import { z } from 'zod';
import { isTimeZone, readDuration, type BundleSettings, type IncidentRule } from '../domain/index.js';
import { duration, findingCode, id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf } from './tree.js';

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const HOURS = new RegExp(`^${DAY}(?:-${DAY})? ${TIME}-${TIME}$`, 'u');

const queue = z.strictObject({
  name: localText,
  hours: z
    .string()
    .regex(HOURS, 'these are no working hours; write them like `Mon-Fri 09:00-18:00`')
    .refine(endsAfterItBegins, 'the day ends before it begins; write the earlier time first'),
  time_zone: z
    .string()
    .refine(isTimeZone, 'this time zone is not known; write it like `Asia/Shanghai` or `Europe/Berlin`'),
  answers: z.record(
    z.string().regex(/^P[1-4]$/u, 'a severity is `P1`, `P2`, `P3` or `P4`; write `P2: 4h`'),
    duration,
  ),
});
const share = z.number().min(0).max(1);

const incidents = z.strictObject({
  people: z.number().int().min(2, 'one person is no incident; write at least 2'),
  within: duration,
  look_every: duration,
  queue: id.exactOptional(),
  severity: z.string().regex(/^P[1-4]$/u, 'a severity is `P1`, `P2`, `P3` or `P4`'),
  then: id,
  findings: z.array(findingCode).min(1),
});

const schema = z.strictObject({
  schema: schemaVersion,
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  address: z.enum(['您', '你']),
  default_queue: id,
  queues: z.record(id, queue),
  org: z.record(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9_]*$/u,
        'a name of an `org:` fact holds small letters, digits and _; write it like `portal`',
      ),
    z.string().trim().min(1),
  ),
  thresholds: z.strictObject({ sure: share, switch: share }),
  priors: z.record(id, z.number().positive()).optional(),
  idle: z.strictObject({ remind: duration, abandon: duration }).refine(remindsFirst, {
    path: ['abandon'],
    error: 'a question is given up before anybody is reminded of it; make it longer than `remind`',
  }),
  incidents: incidents.exactOptional(),
});

/** `playbooks/bundle.yaml`: languages, queues, facts of the organisation, thresholds, the idle rule. */
export function readSettings(source: Source): Read<BundleSettings> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const queues = inFileOrder(value.queues, entryOf(source.tree, 'queues')?.value);
  return {
    value: {
      languages: value.languages,
      address: value.address,
      defaultQueue: value.default_queue,
      queues: new Map(
        [...queues].map(([name, { time_zone: timeZone, ...rest }]) => [
          name,
          { id: name, ...rest, timeZone },
        ]),
      ),
      org: value.org,
      thresholds: value.thresholds,
      priors: inFileOrder(value.priors, entryOf(source.tree, 'priors')?.value),
      idle: value.idle,
      ...(value.incidents && { incidents: ruleOf(value.incidents) }),
    },
    problems,
  };
}

function ruleOf({ look_every: lookEvery, ...rule }: z.output<typeof incidents>): IncidentRule {
  return { ...rule, lookEvery };
}

/** Other forms are told by the pattern. */
function endsAfterItBegins(hours: string): boolean {
  const [, from = '', to = ''] = /(\d\d:\d\d)-(\d\d:\d\d)$/u.exec(hours) ?? [];
  return from < to || from === '';
}

function remindsFirst({ remind, abandon }: { readonly remind: string; readonly abandon: string }): boolean {
  return (readDuration(remind) ?? 0) < (readDuration(abandon) ?? Infinity);
}
