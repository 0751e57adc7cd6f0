import type { Language, ReplyMeasurement } from '../../domain/index.js';
import { escapeMarkup, plain, shorten, type Block, type Mrkdwn } from './blocks.js';
import { phaseName, say, STATUS_MARKS } from './words.js';

/** Results shown in a message; the page of the measurement has them all. */
const SHOWN = 6;
const LINE_LIMIT = 400;

/** What was measured, one line a target with the time of each phase, and the way to its page. */
export function measuredBlocks(
  measured: ReplyMeasurement,
  language: Language,
  publicUrl: string | undefined,
): readonly Block[] {
  const lines = measured.results.slice(0, SHOWN).map((result) => resultLine(result, language));
  if (lines.length === 0) return [];
  const link = publicUrl === undefined ? [] : [pageLink(measured.run, language, publicUrl)];
  return [
    { type: 'context', elements: [plain([say('measured', language), ...lines].join('\n'), 2_000), ...link] },
  ];
}

function resultLine(result: ReplyMeasurement['results'][number], language: Language): string {
  const { status, target, ms, phases } = result;
  const worst = phases.find((phase) => phase.status === 'fail') ?? phases.find((p) => p.status === 'warn');
  const mark = STATUS_MARKS[worst?.status ?? (status === 'measured' ? 'ok' : 'skip')];
  const steps = phases.map(
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
