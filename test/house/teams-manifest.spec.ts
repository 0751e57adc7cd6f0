import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import AjvDraft4 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';

const FOLDER = 'manifest/teams';
const resolve = createRequire(import.meta.url).resolve;
const SCHEMAS = join(
  dirname(resolve('@microsoft/app-manifest/package.json')),
  'build/json-schemas/teams/v1.27',
);

function json(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, '')) as Record<string, unknown>;
}

const manifest = json(`${FOLDER}/manifest.json`);
const chinese = json(`${FOLDER}/zh-cn.json`);

/** Against the schemas that Microsoft ships; what they say of the format of strings is left out. */
function problems(schema: string, value: unknown): unknown {
  // The pattern of the localization keys is no regular expression with the flag u.
  const ajv = new AjvDraft4.default({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    validateFormats: false,
  });
  const validate = ajv.compile(json(join(SCHEMAS, schema)));
  return validate(value) ? [] : validate.errors;
}

describe('the app of Teams', () => {
  it('is what Teams takes', () => {
    expect(problems('MicrosoftTeams.schema.json', manifest)).toEqual([]);
  });

  it('speaks Chinese as Teams takes it, and all of it', () => {
    expect(problems('MicrosoftTeams.Localization.schema.json', chinese)).toEqual([]);
    const [bot] = manifest['bots'] as { commandLists: { commands: unknown[] }[] }[];
    const commands = bot?.commandLists[0]?.commands ?? [];
    const keys = commands.flatMap((_, at) =>
      ['title', 'description'].map((key) => `bots[0].commandLists[0].commands[${at}].${key}`),
    );
    expect(Object.keys(chinese)).toEqual(expect.arrayContaining(keys));
  });

  it('has one id for app, bot and permissions, so that one replacement sets it up', () => {
    const [bot] = manifest['bots'] as { botId: string }[];
    const { id } = manifest['webApplicationInfo'] as { id: string };
    expect(new Set([manifest['id'], bot?.botId, id]).size).toBe(1);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has an icon %s of %i pixels', (file, size) => {
    const png = readFileSync(join(FOLDER, file));

    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });
});
