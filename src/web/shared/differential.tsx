import './differential.css';

import type { ReactNode } from 'react';

import type { CauseStanding, DifferentialLine, Language } from '../../domain/index.js';
import { speak, type Words } from './words.js';

export const STANDING_WORDS = {
  measured: { zh: '查到了', en: 'Measured' },
  likely: { zh: '很可能', en: 'Most likely' },
  possible: { zh: '可能', en: 'It may be' },
  'ruled-out': { zh: '已排除', en: 'Ruled out' },
} as const satisfies Words<CauseStanding>;

export const DIFFERENTIAL_WORDS = {
  title: { zh: '可能的原因', en: 'What it could be' },
  ruledOut: { zh: '已排除 {count} 项', en: 'Ruled out: {count}' },
} as const satisfies Words;

const OPEN: readonly CauseStanding[] = ['measured', 'likely', 'possible'];

export interface DifferentialProps {
  readonly lines: readonly DifferentialLine[];
  readonly language: Language;
}

/** Causes by where they stand, each with its because. What is ruled out is folded, and its number is in sight. */
export function Differential({ lines, language }: DifferentialProps): ReactNode {
  const say = speak(DIFFERENTIAL_WORDS, language);
  const out = lines.filter(({ standing }) => standing === 'ruled-out');
  const groups = OPEN.map((standing) => ({
    standing,
    causes: lines.filter((line) => line.standing === standing),
  })).filter(({ causes }) => causes.length > 0);
  return (
    <section className="differential" aria-label={say('title')}>
      {groups.map(({ standing, causes }) => (
        <Group key={standing} standing={standing} causes={causes} language={language} />
      ))}
      {out.length > 0 && (
        <details className="fold differential-out">
          <summary>
            <StandingMark standing="ruled-out" />
            {say('ruledOut', { count: out.length })}
          </summary>
          <Causes causes={out} />
        </details>
      )}
    </section>
  );
}

interface GroupProps {
  readonly standing: CauseStanding;
  readonly causes: readonly DifferentialLine[];
  readonly language: Language;
}

function Group({ standing, causes, language }: GroupProps): ReactNode {
  return (
    <div className={`differential-group is-${standing}`}>
      <p className="differential-standing">
        <StandingMark standing={standing} />
        {STANDING_WORDS[standing][language]}
      </p>
      <Causes causes={causes} />
    </div>
  );
}

function Causes({ causes }: { readonly causes: readonly DifferentialLine[] }): ReactNode {
  return (
    <ul className="differential-causes">
      {causes.map(({ cause, title, because }) => (
        <li key={cause}>
          <span className="differential-title">{title}</span>
          {because.length > 0 && (
            <ul className="differential-because">
              {because.map((reason, index) => (
                <li key={index}>{reason}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Full, half, empty, crossed: how sure a cause is, told by form and not by colour alone. */
export function StandingMark({ standing }: { readonly standing: CauseStanding }): ReactNode {
  return (
    <svg
      className={`standing-mark is-${standing}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="7" cy="7" r="5.5" />
      {standing === 'measured' && (
        <path className="standing-fill" d="M7 3.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7" />
      )}
      {standing === 'likely' && <path className="standing-fill" d="M7 3.5a3.5 3.5 0 0 0 0 7z" />}
      {standing === 'ruled-out' && <path d="M4.8 4.8l4.4 4.4M9.2 4.8 4.8 9.2" />}
    </svg>
  );
}
