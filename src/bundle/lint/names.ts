import type { BundleProblem } from '../../domain/index.js';
import { findingMatches } from '../../domain/index.js';
import { endsOf, placeholdersIn } from '../../engine/index.js';
import { didYouMean, didYouMeanAmong, nameSome } from '../nearest.js';
import type { YamlPath } from '../tree.js';
import type { LintStep, LintWorld } from './world.js';
import { allSteps, problemIn } from './world.js';

/** What a probe's `with:` may hold. */
const TARGETS = ['address', 'host', 'port', 'tls', 'protocol'];

/** Everything a step names exists: slots, probes, guides, parts, queues, findings. */
export function* namesInSteps(world: LintWorld) {
  for (const at of allSteps(world)) {
    const { slots, setsSlots, probes, guides, parts, queues, actions } = at.verb.mentions(at.step.options);
    // A placeholder is no slot only; placeholders have a rule of their own.
    const asked = new Set(settingsOf(at).flatMap((text) => placeholdersIn(text).map(({ name }) => name)));
    for (const slot of [...slots.filter((name) => !asked.has(name)), ...setsSlots])
      yield* slotExists(world, at, slot);
    for (const probe of probes) {
      if (world.knownProbes.has(probe)) continue;
      yield at.problem(unknownProbe(world, probe), ['probe']);
    }
    for (const guide of guides) yield* guideExists(world, at, guide);
    for (const part of parts) {
      if (world.names.playbooks.has(part)) continue;
      const known = [...world.names.playbooks].filter((id) => id.startsWith('parts/'));
      yield at.problem(
        {
          rule: 'part-unknown',
          message: `There is no file \`playbooks/${part}.yaml\` to call.`,
          remedy: didYouMean(part, known, `Parts are ${nameSome(known)}.`),
        },
        ['call'],
      );
    }
    for (const queue of queues) {
      if (!world.read.settings || world.read.settings.queues.has(queue)) continue;
      yield at.problem(unknownQueue(world, queue), [at.verb.name, 'queue']);
    }
    for (const action of actions) yield* actionExists(world, at, action);
    if (at.step.verb !== 'act') yield* targetKeys(at);
    yield* findingsExist(world, at);
  }
}

/** Everything else that is named exists: what a playbook needs, its asides, the default queue, the parts of slots. */
export function* namesInFiles(world: LintWorld): Iterable<BundleProblem> {
  const { slots, glossary, settings } = world.read;
  for (const { file, needs, asides, opensOn } of world.read.playbooks.values()) {
    for (const [index, slot] of needs.entries()) {
      const definition = slots?.get(slot);
      const path = ['needs', index];
      if (slots && !definition) yield problemIn(world, file, path, unknownSlot(world, slot));
      else if (definition && definition.part === undefined) {
        yield problemIn(world, file, path, {
          rule: 'needs-part',
          message: `The playbook needs \`${slot}\`, but \`slots.yaml\` names no part that asks for it.`,
          remedy: `Add \`part: parts/ask-${slot}\` to the slot, or remove it from \`needs\`.`,
        });
      }
    }
    for (const [aside, target] of asides) {
      const term = target.slice('glossary:'.length);
      if (!glossary || glossary.has(term)) continue;
      yield problemIn(world, file, ['asides', aside], {
        rule: 'term-unknown',
        message: `The glossary has no term \`${term}\`.`,
        remedy: didYouMean(term, glossary.keys(), 'Add it to `playbooks/glossary.yaml`.'),
      });
    }
    for (const code of opensOn.findings.keys()) {
      if (!world.knownFindings.has(code)) {
        yield problemIn(world, file, ['opens_on', 'findings', code], unknownFinding(world, code));
      }
    }
  }
  yield* namesInQuestions(world);
  for (const { id, refusals } of world.read.providers.values()) {
    for (const [index, { finding }] of refusals.entries()) {
      if (world.knownFindings.has(finding)) continue;
      const path: YamlPath = ['refusals', index, 'finding'];
      yield problemIn(world, `playbooks/providers/${id}.yaml`, path, unknownFinding(world, finding));
    }
  }
  if (settings && !settings.queues.has(settings.defaultQueue)) {
    yield problemIn(
      world,
      'playbooks/bundle.yaml',
      ['default_queue'],
      unknownQueue(world, settings.defaultQueue),
    );
  }
  yield* namesInIncidents(world);
  for (const { id, part } of slots?.values() ?? []) {
    if (part === undefined) continue;
    const asks = world.read.playbooks.get(part);
    const path = ['slots', id, 'part'];
    if (!world.names.playbooks.has(part)) {
      yield problemIn(world, 'playbooks/slots.yaml', path, {
        rule: 'part-unknown',
        message: `There is no file \`playbooks/${part}.yaml\` that could ask for \`${id}\`.`,
        remedy: didYouMean(part, world.names.playbooks, 'Write that file, or remove `part`.'),
      });
    } else if (asks && !endsOf(asks).includes('given')) {
      yield problemIn(world, 'playbooks/slots.yaml', path, {
        rule: 'part-never-given',
        message: `\`${part}\` never ends with \`end:given\`, so \`${id}\` can’t become known through it.`,
        remedy: 'Lead its `given` to `end:given`.',
      });
    }
  }
}

/** What `incidents:` names: a queue, the playbook that follows, findings. */
function* namesInIncidents(world: LintWorld): Iterable<BundleProblem> {
  const { settings } = world.read;
  if (!settings?.incidents) return;
  const { queue, then, findings } = settings.incidents;
  const file = 'playbooks/bundle.yaml';
  if (queue !== undefined && !settings.queues.has(queue)) {
    yield problemIn(world, file, ['incidents', 'queue'], unknownQueue(world, queue));
  }
  if (!world.names.playbooks.has(then)) {
    yield problemIn(world, file, ['incidents', 'then'], {
      rule: 'playbook-unknown',
      message: `There is no playbook \`${then}\` that could ask whether it works again.`,
      remedy: didYouMean(then, world.names.playbooks, 'Write that playbook.'),
    });
  }
  for (const [index, code] of findings.entries()) {
    if (world.knownFindings.has(code)) continue;
    yield problemIn(world, file, ['incidents', 'findings', index], unknownFinding(world, code));
  }
}

/** What the questions of `diagnose` name: causes, findings, probes, slots. */
function* namesInQuestions(world: LintWorld): Iterable<BundleProblem> {
  const file = 'playbooks/questions.yaml';
  for (const { id, answers, finds, probes, into } of world.read.questions?.values() ?? []) {
    const path = ['questions', id];
    if (into !== undefined && world.read.slots && !world.read.slots.has(into)) {
      yield problemIn(world, file, [...path, 'into'], unknownSlot(world, into));
    }
    for (const [index, probe] of probes.entries()) {
      if (world.knownProbes.has(probe)) continue;
      yield problemIn(world, file, [...path, 'probe', index], unknownProbe(world, probe));
    }
    for (const [index, code] of finds.entries()) {
      if (world.knownFindings.has(code)) continue;
      yield problemIn(world, file, [...path, 'finds', index], unknownFinding(world, code));
    }
    for (const answer of answers) {
      for (const [index, code] of (answer.shownBy ?? []).entries()) {
        if (world.knownFindings.has(code)) continue;
        const at = [...path, 'answers', answer.id, 'shown_by', index];
        yield problemIn(world, file, at, unknownFinding(world, code));
      }
      for (const cause of answer.says.keys()) {
        if (world.names.playbooks.has(cause)) continue;
        yield problemIn(world, file, [...path, 'answers', answer.id, 'says', cause], {
          rule: 'cause-unknown',
          message: `The answer \`${answer.id}\` speaks for \`${cause}\`, but there is no such playbook.`,
          remedy: didYouMean(cause, world.names.playbooks, 'Write that playbook, or remove the cause here.'),
        });
      }
    }
  }
}

function* slotExists(world: LintWorld, at: LintStep, slot: string) {
  if (!world.read.slots || world.read.slots.has(slot)) return;
  yield at.problem(unknownSlot(world, slot), [at.step.verb === 'check' ? 'check' : 'into']);
}

function* guideExists(world: LintWorld, at: LintStep, guide: string) {
  const [owner, topic = ''] = guide.split('/');
  const files = owner === 'provider' ? world.read.providers : world.read.clients;
  const known = new Set([...files.values()].flatMap((file) => [...file.guides.keys()]));
  if (known.has(topic)) return;
  const topics = [...known].map((name) => `${owner ?? ''}/${name}`);
  yield at.problem(
    {
      rule: 'guide-unknown',
      message: `No ${owner === 'provider' ? 'provider' : 'mail app'} has a guide \`${topic}\`.`,
      remedy: didYouMean(guide, topics, `Guides are ${nameSome(topics)}.`),
    },
    ['guide'],
  );
}

/** The action is registered by name, and one that changes something asks first: unasked it is never done. */
function* actionExists(world: LintWorld, at: LintStep, name: string) {
  const actions = world.read.actions ?? new Map<string, never>();
  const action = actions.get(name);
  if (!action) {
    yield at.problem(
      {
        rule: 'action-unknown',
        message: `There is no action \`${name}\` in \`playbooks/actions.yaml\`.`,
        remedy: didYouMean(name, actions.keys(), 'Register it there, and its address with operations.'),
      },
      ['act'],
    );
  } else if (action.changes && optionOf(at, 'confirm_first') === undefined) {
    yield at.problem(
      {
        rule: 'act-unconfirmed',
        message: `The action \`${name}\` changes something, so it is never done without asking.`,
        remedy: 'Add `confirm_first: {zh: …, en: …}` with the question.',
      },
      ['act'],
    );
  }
}

function* targetKeys(at: LintStep) {
  const target = optionOf(at, 'with') === undefined ? undefined : withOf(at);
  if (at.step.verb === 'probe' && target && !('host' in target) && !('address' in target)) {
    yield at.problem(
      {
        rule: 'probe-target',
        message: 'Nothing can be measured: `with:` names neither a host nor an address.',
        remedy: 'Add `host: "{host}"` or `address: "{address}"`, or leave `with:` out to use what is known.',
      },
      ['with'],
    );
  }
  for (const [key, value] of Object.entries(withOf(at))) {
    if (key === 'host' && typeof value === 'string' && isNoName(value)) {
      yield at.problem(
        {
          rule: 'probe-target',
          message: `A probe measures a server by its name, but \`host\` is \`${value}\`.`,
          remedy: 'Write a name such as `imap.corp.example`, or a placeholder: `host: "{host}"`.',
        },
        ['with', key],
      );
    }
    if (TARGETS.includes(key)) continue;
    yield at.problem(
      {
        rule: 'probe-target',
        message: `A probe can’t be told \`${key}\`.`,
        remedy: didYouMean(key, TARGETS, `\`with:\` takes ${nameSome(TARGETS)}.`),
      },
      ['with', key],
    );
  }
}

/** Numbers in any spelling, and names without a dot: both may lead into a network that is not to be measured. */
function isNoName(host: string): boolean {
  if (host.includes('{')) return false;
  const name = host.normalize('NFKC').toLowerCase();
  return !/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}][\p{L}\p{N}-]+$/u.test(name);
}

function* findingsExist(world: LintWorld, at: LintStep) {
  if (!at.outcomes.findings) return;
  for (const { outcome } of at.step.on) {
    if (!outcome.includes('.')) continue;
    if ([...world.knownFindings].some((code) => findingMatches(outcome, code))) continue;
    yield at.problem(unknownFinding(world, outcome), ['on', outcome]);
  }
}

/** The settings of a step that may hold placeholders. */
function settingsOf(at: LintStep): readonly string[] {
  const wait = optionOf(at, 'wait');
  return [...Object.values(withOf(at)), wait].filter((text) => typeof text === 'string');
}

function withOf(at: LintStep): Readonly<Record<string, unknown>> {
  const target = optionOf(at, 'with');
  return typeof target === 'object' && target !== null ? (target as Record<string, unknown>) : {};
}

function optionOf({ step }: LintStep, key: string): unknown {
  const options = step.options;
  return typeof options === 'object' && options !== null
    ? (options as Record<string, unknown>)[key]
    : undefined;
}

function unknownProbe(world: LintWorld, probe: string) {
  return {
    rule: 'probe-unknown',
    message: `There is no probe \`${probe}\`.`,
    remedy: didYouMean(probe, world.knownProbes, `Use one of ${nameSome(world.knownProbes)}.`),
  };
}

function unknownSlot(world: LintWorld, slot: string) {
  const known = world.read.slots?.keys() ?? [];
  return {
    rule: 'slot-unknown',
    message: `There is no slot \`${slot}\` in \`playbooks/slots.yaml\`.`,
    remedy: didYouMean(slot, known, 'Add it there.'),
  };
}

function unknownQueue(world: LintWorld, queue: string) {
  const known = world.read.settings?.queues.keys() ?? [];
  return {
    rule: 'queue-unknown',
    message: `There is no queue \`${queue}\` in \`playbooks/bundle.yaml\`.`,
    remedy: didYouMean(queue, known, 'Add it there under `queues:`.'),
  };
}

/** Codes of the same family are meant before codes that look alike. */
function unknownFinding(world: LintWorld, code: string) {
  const family = code.slice(0, code.indexOf('.') + 1);
  const relatives = [...world.knownFindings].filter((known) => known.startsWith(family));
  const others =
    relatives.length > 0
      ? `Findings of \`${family}*\` are ${nameSome(relatives, 16)}.`
      : didYouMean(code, world.knownFindings, `Findings are ${nameSome(world.knownFindings, 12)}.`);
  return {
    rule: 'finding-unknown',
    message: `\`${code}\` is no finding that the bot can make.`,
    remedy: didYouMeanAmong(code, relatives, others),
  };
}
