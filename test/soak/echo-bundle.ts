import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { loadBundle } from '../../src/bundle/index.js';
import type { LoadedBundle } from '../../src/domain/index.js';

const ROOT = new URL('../../playbooks/', import.meta.url);

const ECHO = `
schema: 1
id: triage
owner: soak
title: {zh: 回声, en: Echo}
needs: []
steps:
  listen:
    ask: {zh: 哪一条？, en: "Which note?"}
    into: note
    accept: regex:.+
    on: {given: echo, unknown: end:not-it, gave_up: end:not-it}
  echo:
    say: {zh: "收到 {note}", en: "Heard {note}"}
    on: {next: listen}
`;

const SLOTS = `
schema: 1
slots:
  note: {kind: text, from: [question], label: {zh: 记录, en: Note}}
`;

const SETTINGS = `
schema: 1
languages: [zh, en]
address: 您
default_queue: mail
org: {}
queues:
  mail: {name: {zh: 邮件, en: Mail}, hours: "Mon-Sun 00:00-23:59", time_zone: UTC, answers: {P1: 30m, P2: 4h, P3: 8h}}
thresholds: {sure: 0.8, switch: 0.75}
idle: {remind: 24h, abandon: 72h}
`;

/** A bundle of one playbook, with the shipped phrases: it repeats what it hears unless another one is given. */
export function echoBundle(triage = ECHO): LoadedBundle {
  const files = new Map([
    ['playbooks/triage.yaml', triage],
    ['playbooks/slots.yaml', SLOTS],
    ['playbooks/bundle.yaml', SETTINGS],
    ...['phrases', 'glossary'].map((name): [string, string] => [
      `playbooks/${name}.yaml`,
      readFileSync(new URL(`${name}.yaml`, ROOT), 'utf8'),
    ]),
  ]);
  const { bundle, problems } = loadBundle(files, {
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    knownFindings: new Set(),
    knownProbes: new Set(),
  });
  if (!bundle) throw new Error(JSON.stringify(problems));
  return {
    bundle,
    classify: (text) => ({
      text,
      language: 'en',
      scenario: 'unclear',
      confidence: 0.4,
      alternatives: [],
      because: [],
      certain: false,
    }),
  };
}
