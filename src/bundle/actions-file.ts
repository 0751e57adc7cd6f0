import { z } from 'zod';
import type { ActionDefinition } from '../domain/index.js';
import { id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf } from './tree.js';

/** Outcomes that every action has, and what a step may route beside them. */
const TAKEN: ReadonlySet<string> = new Set([
  'ok',
  'failed',
  'unknown',
  'none',
  'declined',
  'again',
  'otherwise',
]);

const outcome = id.refine(
  (name) => !TAKEN.has(name),
  'every action has this outcome, or it means something else; choose another name',
);

/** `unlock.until`: the action's own word and the fact's name. */
const fact = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/u, 'it is no name of a fact; write it like `unlock.until`');

const action = z.strictObject({
  label: localText,
  changes: z.boolean(),
  outcomes: z.array(outcome).optional(),
  facts: z.array(fact).optional(),
});
const schema = z.strictObject({ schema: schemaVersion, actions: z.record(id, action) });

/** `playbooks/actions.yaml`: what `act` may call. Addresses and keys come from the environment, never from here. */
export function readActions(source: Source): Read<ReadonlyMap<string, ActionDefinition>> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const actions = inFileOrder(value.actions, entryOf(source.tree, 'actions')?.value);
  return {
    value: new Map(
      [...actions].map(([name, { label, changes, outcomes = [], facts = [] }]) => [
        name,
        { id: name, label, changes, outcomes, facts },
      ]),
    ),
    problems,
  };
}
