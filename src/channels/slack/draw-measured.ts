import {
  isAside,
  isTroubleAside,
  phaseName,
  type Language,
  type ProbePhase,
  type ReplyMeasurement,
} from '../../domain/index.js';
import { escapeMarkup, plain, shorten, type Block, type Mrkdwn } from './blocks.js';
import { say, STATUS_MARKS } from './words.js';

/** Results shown in a message; the page of the measurement has them all. */
const SHOWN = 6;
const LINE_LIMIT = 400;
const SEVERITY: Readonly<Record<ProbePhase['status'], number>> = { skip: 0, ok: 1, warn: 2, fail: 3 };

type Result = ReplyMeasurement['results'][number];

/** What was measured, one line a target with the time of each phase, and the way to its page. */
export function measuredBlocks(
  measured: ReplyMeasurement,
  language: Language,
  publicUrl: string | undefined,
): readonly Block[] {
  const lines = worstOfEach(measured.results)
    .slice(0, SHOWN)
    .map((result) => resultLine(result, language));
  if (lines.length === 0) return [];
  const link = publicUrl === undefined ? [] : [pageLink(measured.run, language, publicUrl)];
  return [
    { type: 'context', elements: [plain([say('measured', language), ...lines].join('\n'), 2_000), ...link] },
  ];
}

/** Several probes look at the same server; one line tells it, that of the one that saw the most trouble. */
function worstOfEach(results: readonly Result[]): readonly Result[] {
  const byTarget = new Map<string, Result>();
  for (const result of results) {
    const known = byTarget.get(result.target);
    const isWorse = known === undefined || SEVERITY[statusOf(result)] > SEVERITY[statusOf(known)];
    if (isWorse) byTarget.set(result.target, result);
  }
  return [...byTarget.values()];
}

/** Where no step of the way was taken nothing is known: a cross-check is no good news. */
function statusOf({ phases }: Result): ProbePhase['status'] {
  const way = phases.filter(({ name }) => !isAside(name)).map(({ status }) => status);
  const isTroubled = phases.some(({ name, status }) => isTroubleAside(name, status));
  const seen = new Set(isTroubled ? [...way, 'warn' as const] : way);
  return (['fail', 'warn', 'ok'] as const).find((status) => seen.has(status)) ?? 'skip';
}

function resultLine(result: Result, language: Language): string {
  const { target, ms, phases } = result;
  const mark = STATUS_MARKS[statusOf(result)];
  const steps = phases
    .filter(({ name, status }) => status !== 'skip' && !isAside(name))
    .map(
      (phase) => `${STATUS_MARKS[phase.status]} ${phaseName(phase.name, language)} ${Math.round(phase.ms)}`,
    );
  const time = say('milliseconds', language, { ms: Math.round(ms) });
  return shorten(`${mark} ${target}  ${[...steps, time].join(' · ')}`, LINE_LIMIT);
}

function pageLink(run: string, language: Language, publicUrl: string): Mrkdwn {
  const url = new URL(`/probe/${encodeURIComponent(run)}`, publicUrl).href;
  return {
    type: 'mrkdwn',
    text: `<${escapeMarkup(url)}|${say('runPage', language)}>`,
    verbatim: true,
  };
}
