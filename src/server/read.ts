import type { z } from 'zod';

import { mailmedicError } from '../domain/index.js';

/** Reads what a request brings. @throws MM_INPUT with the first problem, by name and without the value. */
export function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the request' : issue.path.join('.');
  throw mailmedicError(
    'MM_INPUT',
    { reason: `${where}: ${issue?.message ?? 'cannot be read'}` },
    'Correct the request; sending it unchanged fails again.',
  );
}
