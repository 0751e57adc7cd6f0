import type { ConceptHit } from './concepts.js';
import type { Unit } from './units.js';

/**
 * Concepts that people rule out by name: “the account is not locked”, “密码没过期”. Others are left alone, because
 * “没有授权码” and “no mail” complain of what is missing.
 */
const EVENTS: ReadonlySet<string> = new Set(['expire', 'locked', 'forget', 'change', 'hacked']);
const THINGS: ReadonlySet<string> = new Set(['certificate', 'vpn', 'antivirus']);
const SWITCHES: ReadonlySet<string> = new Set(['mfa', 'vpn', 'antivirus']);

/**
 * Negations, as stems. “can't” and “won't” are none: they complain (“I can't change my password”); nor is
 * “without”, which says what is needed (“can't reach it without a VPN”).
 */
const NEGATIONS: ReadonlySet<string> = new Set(
  'not never isnt wasnt arent didnt dont hasnt havent hadnt 没 未 非 无'.split(' '),
);
/** “没开两步验证”: here the negation is part of a longer term of the glossary. */
const SWITCHED_OFF = /^[没未]/u;
/** How many words may stand between, concepts such as “password” included. */
const REACH = 3;
/** A clause ends here, and the negation with it. */
const CLAUSE_END = /[,，、:：;；。.!！?？\n]/u;

/** Which of the concepts are denied, by their index. */
export function deniedConcepts(
  plain: string,
  units: readonly Unit[],
  concepts: readonly ConceptHit[],
): ReadonlySet<number> {
  const denied = new Set<number>();
  const owner = new Map<number, ConceptHit>();
  for (const hit of concepts) for (let i = hit.from; i < hit.to; i += 1) owner.set(i, hit);
  concepts.forEach((hit, index) => {
    if (isDenied(plain, units, owner, hit)) denied.add(index);
  });
  return denied;
}

function isDenied(
  plain: string,
  units: readonly Unit[],
  owner: ReadonlyMap<number, ConceptHit>,
  hit: ConceptHit,
): boolean {
  const isThing = THINGS.has(hit.concept) && !isTrust(plain, units, hit);
  const isEvent = EVENTS.has(hit.concept);
  const isSwitch = SWITCHES.has(hit.concept);
  if (!isThing && !isEvent && !isSwitch) return false;
  for (let i = hit.from - 1; i >= Math.max(0, hit.from - 1 - REACH); i -= 1) {
    const unit = units[i];
    const next = units[i + 1];
    if (unit === undefined || next === undefined) return false;
    if (CLAUSE_END.test(plain.slice(unit.end, next.start)) || unit.kind === 'mark') return false;
    const inside = owner.get(i);
    if (isSwitch && inside?.concept === 'enable' && SWITCHED_OFF.test(units[inside.from]?.text ?? ''))
      return true;
    if (inside !== undefined) continue;
    if (isThing && unit.text === 'no') return true;
    if ((isThing || isEvent) && negates(units, i)) return true;
  }
  return false;
}

/** “not trusted” speaks of a certificate without denying it. */
function isTrust(plain: string, units: readonly Unit[], { concept, from, to }: ConceptHit): boolean {
  const term = plain.slice(units[from]?.start ?? 0, units[to - 1]?.end ?? 0);
  return concept === 'certificate' && !/cert|证书/u.test(term);
}

function negates(units: readonly Unit[], i: number): boolean {
  const text = units[i]?.text ?? '';
  const before = units[i - 1]?.text;
  // “有没有被锁” and “是不是过期” ask; 不 denies in 不是 only, because 不能 and 不让 complain.
  if (text === '是') return before === '不' && units[i - 2]?.text !== '是';
  if (text === '没') return before !== '有';
  return NEGATIONS.has(text);
}
