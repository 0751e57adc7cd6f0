import { findingMatches } from '../../domain/index.js';
import { endsOf } from '../../engine/index.js';
import { didYouMean, nameSome } from '../nearest.js';
import type { LintStep, LintWorld } from './world.js';
import { allSteps, waysOut } from './world.js';

/** What `check` can read beside slots, with its values where they are a list. */
const READ_VALUES: Readonly<Record<string, readonly string[]>> = {
  'provider.credential': ['password', 'app-password', 'authorization-code', 'oauth-only'],
  'provider.kind': ['public', 'hosted', 'own'],
  incident: ['open', 'ours'],
};
/** Outcomes that `otherwise:` does not take. */
const NEVER_OTHERWISE = new Set(['silent', 'again']);

/** Every outcome has a route as the one rule of the language says, and every route an outcome. */
export function* outcomesRouted(world: LintWorld) {
  for (const at of allSteps(world)) {
    yield* missingRoutes(world, at);
    yield* patternRoutes(at);
    yield* fallings(at);
    yield* strangeRoutes(world, at);
    yield* hiddenRoutes(at);
  }
}

function* missingRoutes(world: LintWorld, at: LintStep) {
  const { step, outcomes } = at;
  const needed = [
    ...outcomes.named,
    ...(step.atMost === undefined ? [] : ['again']),
    ...(endsInSilence(step.options) ? ['silent'] : []),
    ...partEnds(world, at),
    ...declaredOutcomes(world, at),
  ];
  for (const outcome of new Set(needed)) {
    const routed = step.on.some((route) => findingMatches(route.outcome, outcome));
    if (routed || (step.otherwise && !NEVER_OTHERWISE.has(outcome))) continue;
    const why = NEVER_OTHERWISE.has(outcome) && step.otherwise ? ' (`otherwise` does not cover it)' : '';
    yield at.problem({
      rule: 'outcome-unrouted',
      message: `Step \`${step.id}\` can end with \`${outcome}\`, but no route says where that leads${why}.`,
      remedy: `Add \`${outcome}: <step>\` to its \`on:\`${NEVER_OTHERWISE.has(outcome) ? '' : ', or an `otherwise:`'}.`,
    });
  }
  if (outcomes.findings && step.verb === 'probe' && !step.otherwise) {
    yield at.problem({
      rule: 'otherwise-missing',
      message: `Step \`${step.id}\` can find something that none of its routes names.`,
      remedy: 'Add `otherwise: <step>` to its `on:`.',
    });
  }
}

/** Falling to the step below is allowed only where that is the only way to it. */
function* fallings(at: LintStep) {
  const { playbook, step, outcomes } = at;
  const falling = outcomes.fallThrough;
  if (falling === undefined || step.otherwise || step.on.some(({ outcome }) => outcome === falling)) return;
  if (step.next === undefined) {
    yield at.problem({
      rule: 'fall-off',
      message: `Step \`${step.id}\` is the last one, so \`${falling}\` leads nowhere.`,
      remedy: `Add \`on: {${falling}: end:resolved}\` or another target.`,
    });
    return;
  }
  const other = playbook.steps.find((candidate) =>
    [...candidate.on.map(({ target }) => target), candidate.otherwise].some(
      (target) => target?.kind === 'step' && target.step === step.next,
    ),
  );
  if (!other) return;
  yield at.problem({
    rule: 'fall-into-target',
    message: `Step \`${step.id}\` falls into \`${step.next}\`, which step \`${other.id}\` also leads to.`,
    remedy: `Write the route: \`on: {${falling}: ${step.next}}\`.`,
  });
}

/** Routes for outcomes that the step never has. */
function* strangeRoutes(world: LintWorld, at: LintStep) {
  const { step, outcomes } = at;
  const possible = possibleOutcomes(world, at);
  if (!possible) return;
  for (const { outcome } of step.on) {
    if (possible.includes(outcome)) continue;
    if (outcomes.findings && outcome.includes('.')) continue;
    if (outcome.includes('*')) continue;
    if (outcome === 'again') {
      yield at.problem(
        {
          rule: 'again-without-at-most',
          message: `Step \`${step.id}\` routes \`again\`, but nothing limits how often it is reached.`,
          remedy: 'Add `at_most: 2` to the step, or remove the route.',
        },
        ['on', outcome],
      );
      continue;
    }
    yield at.problem(
      {
        rule: 'outcome-unknown',
        message: `Step \`${step.id}\` routes \`${outcome}\`, but it can never end like that.`,
        remedy: didYouMean(
          outcome,
          possible,
          `Its outcomes are ${nameSome([...possible, 'otherwise'], 12)}.`,
        ),
      },
      ['on', outcome],
    );
  }
}

/** Only findings have families; everything else is compared as it stands. */
function* patternRoutes(at: LintStep) {
  const { step, outcomes } = at;
  for (const { outcome } of step.on) {
    if (!outcome.includes('*') || (outcomes.findings && /^[a-z0-9.-]+\.\*$/u.test(outcome))) continue;
    yield at.problem(
      {
        rule: 'route-pattern',
        message: `The route \`${outcome}\` never matches: what comes out here is compared letter by letter, so \`*\` stands for nothing.`,
        remedy: 'Write the whole outcome, one route for each; only findings have families, such as `tls.*`.',
      },
      ['on', outcome],
    );
  }
}

/** All outcomes a step can have, `undefined` where any name is one. */
function possibleOutcomes(world: LintWorld, at: LintStep): readonly string[] | undefined {
  const { step, outcomes } = at;
  const open = outcomes.open ? openOutcomes(world, at) : [];
  if (!open) return undefined;
  return [
    ...outcomes.named,
    ...(outcomes.fallThrough === undefined ? [] : [outcomes.fallThrough]),
    ...outcomes.optional,
    ...(outcomes.idsOf ? world.names[outcomes.idsOf] : []),
    ...(step.atMost === undefined ? [] : ['again']),
    ...open,
  ];
}

function openOutcomes(world: LintWorld, at: LintStep): readonly string[] | undefined {
  const { verb, step, outcomes } = at;
  if (outcomes.declaredBy !== undefined) {
    return world.read.actions?.has(outcomes.declaredBy) ? declaredOutcomes(world, at) : undefined;
  }
  const [part] = verb.mentions(step.options).parts;
  if (part !== undefined) {
    return world.read.playbooks.has(part) ? [...partEnds(world, at), 'not-it', 'escalated'] : undefined;
  }
  const read = checkOf(step.options);
  if (read === undefined) return undefined;
  if (READ_VALUES[read]) return READ_VALUES[read];
  const kind = world.read.slots?.get(read)?.kind;
  if (read === 'provider.id' || kind === 'provider') return [...world.names.providers];
  if (kind === 'client') return [...world.names.clients];
  return undefined;
}

/** What the action that a step calls may answer besides what every action may. */
function declaredOutcomes(world: LintWorld, { outcomes }: LintStep): readonly string[] {
  return world.read.actions?.get(outcomes.declaredBy ?? '')?.outcomes ?? [];
}

function partEnds(world: LintWorld, { verb, step }: LintStep): readonly string[] {
  return verb.mentions(step.options).parts.flatMap((id) => {
    const part = world.read.playbooks.get(id);
    return part ? endsOf(part) : [];
  });
}

/** A question with a time of its own for silence does not follow the bundle's idle rule, so it needs the route. */
function endsInSilence(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'silent_after' in options;
}

function checkOf(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('check' in options)) return undefined;
  return typeof options.check === 'string' ? options.check : undefined;
}

/** The first route that matches wins, so one behind a wider one is never taken. */
function* hiddenRoutes(at: LintStep) {
  const ways = waysOut(at);
  for (const [index, { outcome }] of ways.entries()) {
    const wider = ways
      .slice(0, index)
      .find((way) => way.outcome.endsWith('.*') && findingMatches(way.outcome, outcome));
    if (!wider) continue;
    yield at.problem(
      {
        rule: 'route-hidden',
        message: `The route \`${outcome}\` is never taken, because \`${wider.outcome}\` above it takes it first.`,
        remedy: `Move \`${outcome}\` above \`${wider.outcome}\`, or remove it.`,
      },
      ['on', outcome],
    );
  }
}
