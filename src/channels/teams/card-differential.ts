import type { CauseStanding, DifferentialLine, Language } from '../../domain/index.js';
import { columns, line, run, type CardElement, type TextRun } from './card-parts.js';
import { CARD_LIMITS, clip } from './limits.js';
import { word } from './words.js';

/** Full, half, empty, crossed: how sure a cause is, told by form and not by colour alone. */
const MARKS: Readonly<Record<CauseStanding, TextRun>> = {
  measured: run('●', { color: 'accent' }),
  likely: run('◐', { color: 'accent' }),
  possible: run('○', { isSubtle: true }),
  'ruled-out': run('✕', { isSubtle: true }),
};

const OPEN: readonly CauseStanding[] = ['measured', 'likely', 'possible'];

/** Causes by where they stand, each with its because; what is ruled out in one line. */
export function differentialPart(
  lines: readonly DifferentialLine[],
  language: Language,
): readonly CardElement[] {
  const open = OPEN.flatMap((standing) => lines.filter((cause) => cause.standing === standing));
  const out = lines.filter(({ standing }) => standing === 'ruled-out');
  const items = [
    ...open.slice(0, CARD_LIMITS.causes).map((cause) => drawCause(cause, language)),
    ...(out.length === 0 ? [] : [drawRuledOut(out, language)]),
  ];
  return items.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', spacing: 'medium', items }];
}

function drawCause({ standing, title, because }: DifferentialLine, language: Language): CardElement {
  return columns([
    ['auto', line([MARKS[standing]])],
    [
      'stretch',
      line([
        run(`${word(standing, language)}${language === 'zh' ? '：' : ': '}`, { isSubtle: true }),
        run(clip(title, 200), { weight: 'bolder' }),
      ]),
      ...because
        .slice(0, CARD_LIMITS.because)
        .map((reason) => line(clip(reason, 300), { size: 'small', isSubtle: true }, 'none')),
    ],
  ]);
}

function drawRuledOut(out: readonly DifferentialLine[], language: Language): CardElement {
  const names = out.slice(0, CARD_LIMITS.causes).map(({ title }) => clip(title, 200));
  const list = names.join(language === 'zh' ? '、' : ', ');
  const more = out.length > names.length ? ' …' : '';
  const label = `${word('ruled-out', language)}${language === 'zh' ? '：' : ': '}`;
  return columns([
    ['auto', line([MARKS['ruled-out']])],
    ['stretch', line(`${label}${list}${more}`, { isSubtle: true })],
  ]);
}
