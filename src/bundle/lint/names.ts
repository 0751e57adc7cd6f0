import type { Bundle, BundleProblem, LocalText } from '../../domain/index.js';
import { placeholdersIn, VERBS } from '../../engine/index.js';
import { didYouMean } from '../nearest.js';
import { problem } from './targets.js';

/** Names that exist elsewhere: findings, probes and what both need to be checked against. */
export interface KnownNames {
  readonly knownFindings: ReadonlySet<string>;
  readonly knownProbes: ReadonlySet<string>;
}

/** Slots, probes, parts, queues, intents and finding codes that are mentioned exist; placeholders are equal in all languages. */
export function lintNames(bundle: Bundle, known: KnownNames): BundleProblem[] {
  const problems: BundleProblem[] = [];
  for (const playbook of bundle.playbooks.values()) {
    const [first] = playbook.steps;
    const atTop = (rule: string, message: string, remedy: string): void => {
      problems.push({ file: playbook.file, line: 1, column: 1, rule, level: 'error', message, remedy });
    };
    for (const slot of playbook.needs) {
      if (!bundle.slots.has(slot))
        atTop(
          'slot-unknown',
          `The slot \`${slot}\` in \`needs\` does not exist.`,
          didYouMean(slot, bundle.slots.keys(), 'Add it to slots.yaml.'),
        );
    }
    const { intent, findings } = playbook.opensOn;
    if (intent !== undefined && !bundle.intents.has(intent)) {
      atTop(
        'intent-unknown',
        `\`opens_on.intent\` names \`${intent}\`, and there is no intents/${intent}.yaml.`,
        didYouMean(intent, bundle.intents.keys(), 'Write that file.'),
      );
    }
    for (const code of findings.keys()) {
      if (!known.knownFindings.has(code))
        atTop(
          'finding-unknown',
          `The finding \`${code}\` does not exist.`,
          didYouMean(code, known.knownFindings, 'Use a code that a probe can find.'),
        );
    }
    for (const step of playbook.steps) {
      const verb = VERBS.get(step.verb);
      if (!verb) continue;
      const add = (rule: string, message: string, remedy: string): void => {
        problems.push(problem(playbook, step, rule, message, remedy));
      };
      const mentions = verb.mentions(step.options);
      for (const slot of [...mentions.slots, ...mentions.setsSlots]) {
        if (!bundle.slots.has(slot))
          add(
            'slot-unknown',
            `The slot \`${slot}\` does not exist.`,
            didYouMean(slot, bundle.slots.keys(), 'Add it to slots.yaml.'),
          );
      }
      for (const probe of mentions.probes) {
        if (!known.knownProbes.has(probe))
          add(
            'probe-unknown',
            `The probe \`${probe}\` does not exist.`,
            didYouMean(probe, known.knownProbes, 'Use a probe that exists.'),
          );
      }
      for (const part of mentions.parts) {
        if (!bundle.playbooks.has(part))
          add(
            'part-unknown',
            `The part \`${part}\` does not exist.`,
            didYouMean(part, bundle.playbooks.keys(), 'Write that file.'),
          );
      }
      for (const queue of mentions.queues) {
        if (!bundle.settings.queues.has(queue))
          add(
            'queue-unknown',
            `The queue \`${queue}\` does not exist.`,
            didYouMean(queue, bundle.settings.queues.keys(), 'Add it to bundle.yaml.'),
          );
      }
      for (const { path, text } of verb.texts(step.options)) {
        if (placeholderList(text, 'zh') !== placeholderList(text, 'en'))
          add(
            'placeholders-differ',
            `\`${path}\` has other placeholders in Chinese than in English.`,
            'Use the same placeholders in every language.',
          );
      }
    }
    if (!first) atTop('no-steps', 'The playbook has no steps.', 'Write at least one.');
  }
  return problems;
}

function placeholderList(text: LocalText, language: 'zh' | 'en'): string {
  return placeholdersIn(text[language])
    .map(({ name }) => name)
    .sort()
    .join(' ');
}
