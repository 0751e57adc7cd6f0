import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { isAside, LANGUAGES, PHASE_WORDS, phaseName } from '../../src/domain/index.js';

/** Every `.ts` file of the probes' room, as text. */
function sources(): readonly string[] {
  return readdirSync('src/probes', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`src/probes/${name}`, 'utf8'));
}

/** What the code calls its steps: literal names of `step`, `skip`, `close` and `look`, ids of probes and of sources. */
function emitted(): readonly string[] {
  const STEP = /(?:\breport\.(?:step|skip)|\bclose|\blook)(?:<[^(]*>)?\(\s*'([^']+)'/gu;
  const EITHER = /report\.step\(\s*\w+ \? '([^']+)' : '([^']+)'/gu;
  const PROBE = /Probe = (?:\{ id: |conversationProbe\()'([^']+)'/gu;
  const SOURCE = /: Source = \{\s*id: '([^']+)'/gu;
  const names = sources().flatMap((text) =>
    [STEP, EITHER, PROBE, SOURCE].flatMap((form) => [...text.matchAll(form)].flatMap((hit) => hit.slice(1))),
  );
  const families = sources().some((text) => text.includes('`tls-ipv${'));
  return [...new Set(families ? [...names, 'tls-ipv4', 'tls-ipv6'] : names)].sort();
}

describe('the steps of the probes', () => {
  it('are exactly those that have words', () => {
    expect(emitted()).toEqual(Object.keys(PHASE_WORDS).sort());
  });

  it.each(Object.keys(PHASE_WORDS))('%s is named in every language, in few letters', (phase) => {
    for (const language of LANGUAGES) {
      const name = phaseName(phase, language);
      expect(name).not.toBe('');
      expect(name.length).toBeLessThanOrEqual(18);
    }
    // What is no protocol and no name of the field is not left in English.
    if (!/^(?:MX|SRV|IMAP|POP3|SMTP)$/u.test(phaseName(phase, 'zh')))
      expect(phaseName(phase, 'zh')).toMatch(/\p{Script=Han}/u);
  });

  it('are asked for by name in one place only', () => {
    const rooms = ['src/web', 'src/channels', 'src/cli'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/u.test(name))
        .map((name) => `${room}/${name}`),
    );
    const own = rooms.filter((file) => readFileSync(file, 'utf8').includes("'首个回应'"));
    expect(own).toEqual([]);
  });

  it('show their own name where they are newer than the words', () => {
    expect(phaseName('toString', 'zh')).toBe('toString');
    expect(isAside('witness')).toBe(true);
    expect(isAside('connect')).toBe(false);
  });
});
