import type { DifferentialLine, Language } from '../../domain/index.js';
import { shorten, type Block, type RichElement, type RichInline } from './blocks.js';
import { say, STANDING_MARKS } from './words.js';
import { STANDING_WORDS } from '../words.js';

/** More causes than this help nobody; the most likely ones come first. */
const SHOWN = 5;
const TITLE_LIMIT = 150;
const BECAUSE_LIMIT = 300;

/** Causes by where they stand, each with its because; what is ruled out in one line at the end. */
export function differentialBlocks(lines: readonly DifferentialLine[], language: Language): readonly Block[] {
  if (lines.length === 0) return [];
  const open = lines.filter(({ standing }) => standing !== 'ruled-out').slice(0, SHOWN);
  const out = lines.filter(({ standing }) => standing === 'ruled-out').slice(0, SHOWN * 2);
  const elements = [...open.flatMap((line) => causeElements(line, language)), ...outElements(out, language)];
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

function causeElements(line: DifferentialLine, language: Language): readonly RichElement[] {
  const { standing, title, because } = line;
  const head: RichElement = {
    type: 'rich_text_section',
    elements: [
      { type: 'text', text: `${STANDING_MARKS[standing]} ` },
      { type: 'text', text: shorten(title, TITLE_LIMIT) || '–', style: { bold: true } },
      { type: 'text', text: ` · ${STANDING_WORDS[standing][language]}` },
    ],
  };
  const reasons = because.filter((reason) => reason !== '').slice(0, SHOWN);
  if (reasons.length === 0) return [head];
  return [
    head,
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: reasons.map((reason) => ({
        type: 'rich_text_section',
        elements: [{ type: 'text', text: shorten(reason, BECAUSE_LIMIT) }],
      })),
    },
  ];
}

function outElements(out: readonly DifferentialLine[], language: Language): readonly RichElement[] {
  if (out.length === 0) return [];
  const comma = language === 'zh' ? '、' : ', ';
  const elements: RichInline[] = [{ type: 'text', text: say('ruledOut', language) }];
  for (const [at, { title }] of out.entries()) {
    if (at > 0) elements.push({ type: 'text', text: comma });
    elements.push({ type: 'text', text: shorten(title, TITLE_LIMIT) || '–', style: { strike: true } });
  }
  return [{ type: 'rich_text_section', elements }];
}
