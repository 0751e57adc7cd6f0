import { ENGINE_PHRASES } from '../../engine/index.js';
import { didYouMean } from '../nearest.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/** Phrases that the conversation says outside any playbook. */
const DESK_PHRASES = [
  'greeting',
  'thanks',
  'masked-secret',
  'cancelled',
  'solved',
  'closed-by-person',
  'case-open',
  'case-news',
  'case-waiting',
  'agent-claimed',
  'agent-returned',
  'case-closed',
  'language-switched',
  'out-of-scope',
  'turn-failed',
  'button-used',
  'nothing-open',
  'switch-offer',
  'switch-yes',
  'switch-no',
  'deleted',
  'wait-ok',
  'no-words',
  'why-asked',
  'no-need',
  'back-to',
  'button-over',
  'one-at-a-time',
  'still-paused',
  'slow-down',
  'playbook-elsewhere',
  'playbook-good',
  'playbook-problems',
  'playbook-unchecked',
  'probe-limit',
  'sign-in-link',
  'dont-know',
  'moved-to-private',
  'write-directly',
  'returned',
  'may-not-have-arrived',
  'say-again',
] as const;

/** Said only where people's trouble is brought together. */
const INCIDENT_PHRASES = ['incident-joined', 'incident-news', 'incident-over', 'fault-cleared'] as const;

const FILE = 'playbooks/phrases.yaml';

/** The bot can say everything it has to say, and nothing is written that it never says. */
export function* phrasesComplete(world: LintWorld) {
  const { phrases } = world.read;
  if (!phrases) return;
  const needed = new Set<string>([
    ...ENGINE_PHRASES,
    ...DESK_PHRASES,
    ...(world.read.settings?.incidents ? INCIDENT_PHRASES : []),
  ]);
  const known = new Set<string>([...needed, ...INCIDENT_PHRASES]);
  for (const id of needed) {
    if (phrases.has(id)) continue;
    yield problemIn(world, FILE, ['phrases'], {
      rule: 'phrase-missing',
      message: `The phrase \`${id}\` is missing.`,
      remedy: `Add \`${id}: {zh: …, en: …}\`.`,
    });
  }
  for (const id of phrases.keys()) {
    if (known.has(id)) continue;
    yield problemIn(world, FILE, ['phrases', id], {
      rule: 'phrase-unknown',
      message: `The bot never says the phrase \`${id}\`.`,
      remedy: didYouMean(id, known, 'Remove it.'),
    });
  }
}
