import { z } from 'zod';
import type { Playbook } from '../domain/index.js';
import { readSteps } from './playbook-steps.js';
import { readTests } from './playbook-tests.js';
import { day, findingCode, id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf, valueAt } from './tree.js';

const opensOn = z.strictObject({
  intent: id.optional(),
  findings: z.record(findingCode, z.enum(['strong', 'medium', 'weak', 'against'])).optional(),
  at_once: z.boolean().optional(),
});

const head = {
  schema: schemaVersion,
  id: z
    .string()
    .regex(
      /^(?:parts\/)?[a-z0-9][a-z0-9-]*$/u,
      'an id holds small letters, digits and hyphens; write the file’s name without `.yaml`',
    ),
  owner: z.string().trim().min(1),
  review_by: day.optional(),
  title: localText,
  needs: z.array(id).optional(),
  asides: z
    .record(
      id,
      z
        .string()
        .regex(/^glossary:[a-z0-9-]+$/u, 'it is no term of the glossary; write it like `glossary:imap`'),
    )
    .optional(),
  // Read by themselves, in file order.
  steps: z.unknown().optional(),
  tests: z.unknown().optional(),
};

/** Everything in a playbook but its steps and tests, which are read by themselves. A part has no `opens_on`. */
export const playbookShape = z.strictObject({ ...head, opens_on: opensOn.optional() });
const part = z.strictObject(head);

/** `playbooks/<id>.yaml` and `playbooks/parts/<id>.yaml`: logic, texts and tests of one cause, or of a shared piece. */
export function readPlaybook(source: Source): Read<Playbook> {
  const isPart = source.file.startsWith('playbooks/parts/');
  const shape = isPart ? readShape(source, part) : readShape(source, playbookShape);
  const steps = readSteps(source);
  const tests = readTests(source);
  const problems = [...shape.problems, ...steps.problems, ...tests.problems];
  if (problems.length > 0 || !shape.value || !steps.value || !tests.value) return { problems };
  const { value } = shape;
  const opens: z.output<typeof opensOn> = ('opens_on' in value ? value.opens_on : undefined) ?? {};
  return {
    value: {
      id: value.id,
      file: source.file,
      part: isPart,
      owner: value.owner,
      ...(value.review_by !== undefined && { reviewBy: value.review_by }),
      title: value.title,
      opensOn: {
        ...(opens.intent !== undefined && { intent: opens.intent }),
        findings: inFileOrder(opens.findings, valueAt(source.tree, ['opens_on', 'findings'])),
        atOnce: opens.at_once ?? false,
      },
      needs: value.needs ?? [],
      asides: inFileOrder(value.asides, entryOf(source.tree, 'asides')?.value),
      steps: steps.value,
      tests: tests.value,
    },
    problems,
  };
}
