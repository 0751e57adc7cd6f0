import { z } from 'zod';
import { VERBS } from '../engine/index.js';
import { playbookShape } from './playbook-file.js';
import { testShape } from './playbook-tests.js';

type Json = Record<string, unknown>;
type Schema = z.core.$ZodType;

/** The parts of a schema's definition that JSON Schema has no word for. */
interface Definition {
  readonly type: string;
  readonly in?: Schema;
  readonly out?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
}

/** What an editor shows beside a verb. */
const VERB_HELP: Readonly<Record<string, string>> = {
  say: 'Shows a text. Outcome: next.',
  ask: 'Asks; buttons, choices or free text. Outcomes: a button’s name, given, unknown, gave_up, silent.',
  confirm: 'A yes or no. Outcomes: yes, no, unknown, silent.',
  check: 'Routes on something known: a slot, finding, provider.id, user.role, incident, channel.',
  probe: 'Measures in the background. Outcomes: finding codes, ok, failed, refused.',
  sign_in: 'Sends a one-time link to the sign-in page and tries what was typed once.',
  diagnose: 'Finds the cause and goes to its playbook. Outcome: undecided.',
  guide: 'Walks through a guide of the provider or mail app. Outcomes: done, stuck, none.',
  give: 'Hands over settings or a template. Outcomes: done, none.',
  act: 'Calls an action of playbooks/actions.yaml. Outcomes: ok, declined, failed, unknown, none, its own.',
  notify: 'Tells a queue and goes on. Outcomes: next, failed.',
  wait: 'A pause of a minute or more. Outcomes: elapsed, message.',
  call: 'Runs a part and comes back. Outcomes: its ends.',
  escalate: 'Hands over to people. Outcome: returned.',
};
const ROUTES: Json = {
  type: 'object',
  description: 'Where each outcome leads: a step, playbook:<id> or end:<outcome>.',
  additionalProperties: { type: 'string', pattern: '^(?:(?:playbook|end):)?[a-z0-9][a-z0-9/-]*$' },
};
const AT_MOST: Json = {
  type: 'integer',
  minimum: 1,
  maximum: 20,
  description: 'How often this step may be reached; one more yields `again`.',
};

/**
 * The form of a playbook as JSON Schema (draft 7), for completion and marks in editors. It knows keys and values; that
 * routes lead somewhere, and all that files say of each other, only the linter knows.
 */
export function playbookJsonSchema(): Json {
  const shape = jsonOf(playbookShape);
  const properties = shape['properties'] as Json;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Mailmedic playbook',
    ...shape,
    properties: {
      ...properties,
      steps: {
        type: 'object',
        description: 'Every step has one verb and yields one outcome; `on:` routes it.',
        propertyNames: { pattern: '^[a-z0-9][a-z0-9-]{0,59}$' },
        minProperties: 1,
        additionalProperties: {
          anyOf: [...VERBS.values()].map(({ name, schema }) => stepOf(name, jsonOf(schema))),
        },
      },
      tests: { type: 'array', items: jsonOf(testShape) },
    },
    required: [...(shape['required'] as string[]), 'steps'],
  };
}

function stepOf(name: string, options: Json): Json {
  const { properties, ...rest } = options;
  return {
    title: name,
    ...(VERB_HELP[name] !== undefined && { description: VERB_HELP[name] }),
    ...rest,
    properties: { ...(properties as Json), on: ROUTES, at_most: AT_MOST },
  };
}

function jsonOf(schema: Schema): Json {
  const json = z.toJSONSchema(schema, {
    target: 'draft-7',
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      // Editors read patterns without the flag that classes of letters need.
      const { pattern } = jsonSchema;
      if (pattern !== undefined) {
        jsonSchema.pattern = pattern.replaceAll('\\p{L}\\p{N}', 'A-Za-z0-9\\u0080-\\uFFFF');
      }
      const instead = insteadOf(zodSchema._zod.def);
      if (!instead) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key];
      Object.assign(jsonSchema, instead);
    },
  }) as Json;
  delete json['$schema'];
  return json;
}

/** What is read in steps is shown as what is written; a map that keeps its order is an object to an editor. */
function insteadOf({ type, in: input, out, keyType, valueType }: Definition): Json | undefined {
  if (type === 'pipe' && input && out) return jsonOf(isTransform(input) ? out : input);
  if (type !== 'map' || !keyType || !valueType) return undefined;
  return { type: 'object', propertyNames: jsonOf(keyType), additionalProperties: jsonOf(valueType) };
}

function isTransform(schema: Schema): boolean {
  return schema._zod.def.type === 'transform';
}
