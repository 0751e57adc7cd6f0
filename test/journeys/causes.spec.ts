import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { TurnTools } from '../../src/desk/index.js';
import { LANGUAGES } from '../../src/domain/index.js';
import { playThrough } from './_play.js';
import { JourneyPlayer, type Journey } from './_player.js';
import { shippedTools } from './_shipped.js';

const FOLDER = new URL('./causes/', import.meta.url);
const INTENTS = new URL('../../intents/', import.meta.url);

/** What every cause must survive, in every language (README.md of this folder). */
const KINDS = ['words', 'findings', 'fixed', 'handoff'] as const;
/** Intents that are no cause of a complaint, and the two for emergencies, which no diagnosis leads to. */
const NOT_HERE = new Set([
  'concept-question',
  'human-request',
  'out-of-scope',
  'unclear',
  'credential-leak',
  'enterprise-incident',
]);

const CAUSES = readdirSync(INTENTS)
  .map((name) => name.replace(/\.yaml$/u, ''))
  .filter((cause) => !NOT_HERE.has(cause));

let tools: TurnTools;

beforeAll(async () => {
  tools = await shippedTools();
});

function journeysOf(cause: string): readonly Journey[] {
  const file = new URL(`${cause}.yaml`, FOLDER);
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Journey[]) : [];
}

/** What is heard in a dialogue, as its file says. */
function heardIn({ talk }: Journey): readonly string[] {
  return talk.flatMap((move) => ('bot' in move ? ([move['bot']].flat() as string[]) : []));
}

describe.each(CAUSES)('the cause %s', (cause) => {
  const journeys = journeysOf(cause);

  it.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    'has a journey “%s” in %s',
    (kind, language) => {
      const journey = journeys.find(
        ({ name, lang }) => name === `${kind} (${language})` && lang === language,
      );
      expect(journey, `test/journeys/causes/${cause}.yaml has no “${kind} (${language})”`).toBeDefined();
      const player = new JourneyPlayer(journey!, tools);
      playThrough(player, journey!);

      expect(heardIn(journey!).some((step) => step.startsWith(`${cause}/`))).toBe(true);
      if (kind === 'fixed') expect(player.end).toBe('resolved');
      if (kind === 'handoff') expect(player.end).toMatch(/^escalated P\d$/u);
    },
  );

  it.each(LANGUAGES)('is found in %s though the words say otherwise', (language) => {
    const { talk } = journeys.find(({ name }) => name === `findings (${language})`)!;
    const first = talk[0]?.['user'];

    expect(typeof first === 'string' && tools.live.classify(first).scenario).not.toBe(cause);
  });
});
