import type {
  Bundle,
  Entity,
  Finding,
  PlaybookRun,
  Provider,
  RunContext,
  SlotValue,
} from '../domain/index.js';
import { domainOf, TOLD_KINDS } from '../domain/index.js';

type Slots = PlaybookRun['slots'];

/** Slots that a probe fills from what it found for a value, so they fall with it. */
const DEPENDENTS: Readonly<Record<string, readonly string[]>> = {
  address: ['host', 'port', 'provider'],
  host: ['port'],
  provider: ['host', 'port'],
};

/** Answers that stand for a measurement, not for what a person told. */
const MEASUREMENTS: ReadonlySet<string> = new Set(['measured', 'failed']);

/** The provider of this problem: found, told, or by the address. */
export function providerKnown(bundle: Bundle, slots: Slots, context?: RunContext): Provider | undefined {
  const told = slots.provider?.value;
  if (told) return bundle.providers.get(told);
  const address = slots.address?.value;
  const id = address ? context?.providerOf(address) : undefined;
  return id === undefined ? undefined : bundle.providers.get(id);
}

/** What `check` and `read:` may know of a provider. */
export function providerProperty(
  provider: Provider | undefined,
  name: 'provider.id' | 'provider.kind' | 'provider.credential',
): string | undefined {
  switch (name) {
    case 'provider.id':
      return provider?.id;
    case 'provider.kind':
      return provider?.kind;
    case 'provider.credential':
      return provider?.credential;
  }
}

/** What is known under a slot's name; the provider also by its address. */
export function slotKnown(
  bundle: Bundle,
  run: PlaybookRun,
  context: RunContext,
  id: string,
): string | undefined {
  const value = run.slots[id]?.value;
  if (value) return value;
  return id === 'provider' ? providerKnown(bundle, run.slots, context)?.id : undefined;
}

export function setSlots(run: PlaybookRun, set: Slots | undefined): PlaybookRun {
  return set ? { ...run, slots: { ...run.slots, ...set } } : run;
}

/**
 * Forgets a slot, what probes found for its value, and the slots they filled from it.
 * Causes that were excluded by those findings are open again.
 */
export function forgetSlot(run: PlaybookRun, id: string): PlaybookRun {
  const gone = [id, ...(DEPENDENTS[id] ?? []).filter((slot) => run.slots[slot]?.source === 'probe')];
  // Which server was looked for under the address, the provider decided.
  const about = id === 'provider' ? [...gone, 'address'] : gone;
  const values = about.flatMap((slot) => run.slots[slot]?.value ?? []);
  if (values.length === 0) return run;
  const findings = run.findings.filter((finding) => !values.some((value) => isAbout(finding, value)));
  return {
    ...run,
    // What could or couldn't be measured was so for the old value; what the person told stays.
    ...(run.answers && { answers: told(run.answers) }),
    slots: Object.fromEntries(Object.entries(run.slots).filter(([slot]) => !gone.includes(slot))),
    findings,
    excluded: findings.length < run.findings.length ? [] : run.excluded,
  };
}

function told(answers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => !MEASUREMENTS.has(answer)));
}

/** True for a finding measured on this address (or its domain) or host, whatever the port. */
export function isAbout(finding: Finding, value: string): boolean {
  const target = finding.target.toLowerCase();
  const wanted = value.toLowerCase();
  return target === wanted || target === domainOf(wanted) || target.replace(/:\d+$/u, '') === wanted;
}

/** Values heard beside the answer fill empty slots of their kind that may come from words, one slot each. */
export function fillFromWords(bundle: Bundle, run: PlaybookRun, entities: readonly Entity[]): PlaybookRun {
  return entities.reduce((filled, entity) => {
    if (hasValue(bundle, filled, entity)) return filled;
    const slot = emptySlotFor(bundle, filled, entity);
    return slot === undefined ? filled : setSlots(filled, { [slot]: heard(entity) });
  }, run);
}

/** Values that contradict what is known whenever they are said; the others only where something is taken back. */
const TELLING: readonly Entity['kind'][] = ['email', 'hostname'];
const TAKEN_BACK: readonly Entity['kind'][] = [
  ...TELLING,
  'client',
  'client-version',
  'port',
  'provider',
  'since',
  ...TOLD_KINDS,
];

/**
 * The known slot that these words contradict; a provider may be known by the address only. `takesBack`: they say that
 * something was wrong before.
 */
export function contradicted(
  bundle: Bundle,
  run: PlaybookRun,
  entities: readonly Entity[],
  takesBack: boolean,
  context: RunContext,
): { readonly slot: string; readonly value: SlotValue } | undefined {
  for (const entity of entities) {
    if (!(takesBack ? TAKEN_BACK : TELLING).includes(entity.kind)) continue;
    if (hasValue(bundle, run, entity) || emptySlotFor(bundle, run, entity) !== undefined) continue;
    for (const definition of bundle.slots.values()) {
      if (definition.kind !== entity.kind) continue;
      const known = slotKnown(bundle, run, context, definition.id);
      if (known === undefined || known === entity.value) continue;
      return { slot: definition.id, value: heard(entity) };
    }
  }
  return undefined;
}

/** A provider that a correction names by nothing but a short form of its domain: “163”, “foxmail”. */
export function providerMeant(bundle: Bundle, instead: string | undefined): readonly Entity[] {
  const said = instead?.trim().toLowerCase();
  const meant = [...bundle.providers.values()].find(({ id, domains }) =>
    [id, ...domains, ...domains.map((domain) => domain.split('.', 1)[0])].some((name) => name === said),
  );
  return meant ? [{ kind: 'provider', value: meant.id }] : [];
}

function heard(entity: Entity): SlotValue {
  return { value: entity.value, source: 'words' };
}

function hasValue(bundle: Bundle, run: PlaybookRun, entity: Entity): boolean {
  return [...bundle.slots.values()].some(
    (slot) =>
      slot.kind === entity.kind && run.slots[slot.id]?.value.toLowerCase() === entity.value.toLowerCase(),
  );
}

function emptySlotFor(bundle: Bundle, run: PlaybookRun, entity: Entity): string | undefined {
  for (const slot of bundle.slots.values()) {
    if (slot.kind === entity.kind && slot.from.includes('words') && !run.slots[slot.id]) return slot.id;
  }
  return undefined;
}
