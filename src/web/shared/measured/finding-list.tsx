import './finding-list.css';

import { useRef, type ReactNode } from 'react';

import {
  isTrouble,
  type Evidence,
  type Finding,
  type FindingSeverity,
  type Language,
  type LocalText,
} from '../../../domain/index.js';
import { langWhereOther, speak } from '../words.js';
import { CopyButton } from './copy-button.js';
import { MEASURED_WORDS, SEVERITY_WORDS } from './measured-words.js';
import { Moment } from './moment.js';
import { clockTime } from './moments.js';
import { asLine } from './as-line.js';

/** A finding with its sentence, as the server hands it to pages. */
export type SpokenFinding = Finding & { readonly sentence: LocalText };

export interface FindingListProps {
  readonly findings: readonly SpokenFinding[];
  readonly language: Language;
  /** Whether the evidence of troubles is in sight at once. */
  readonly evidenceOpen?: boolean;
  /** Ends with where it was measured; not needed where the page says so at its head. */
  readonly tellsWhere?: boolean;
}

const ORDER: readonly FindingSeverity[] = ['critical', 'warning', 'info'];

/** What was found, worst first, each with what an administrator can check by hand. Background is folded. */
export function FindingList({
  findings,
  language,
  evidenceOpen = false,
  tellsWhere = true,
}: FindingListProps): ReactNode {
  const say = speak(MEASURED_WORDS, language);
  const troubles = findings
    .filter(isTrouble)
    .sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  const background = findings.filter((finding) => !isTrouble(finding));
  return (
    <div className="findings">
      {troubles.length === 0 && <p>{say('noTrouble')}</p>}
      {troubles.length > 0 && (
        <ul className="findings-list">
          {troubles.map((finding) => (
            <FindingItem key={keyOf(finding)} finding={finding} language={language} isOpen={evidenceOpen} />
          ))}
        </ul>
      )}
      {background.length > 0 && (
        <details className="fold">
          <summary>
            {background.length === 1 ? say('backgroundOne') : say('background', { count: background.length })}
          </summary>
          <ul className="findings-list">
            {background.map((finding) => (
              <FindingItem key={keyOf(finding)} finding={finding} language={language} isOpen={false} />
            ))}
          </ul>
        </details>
      )}
      {tellsWhere && <p className="findings-from">{say('seenFrom')}</p>}
    </div>
  );
}

function keyOf({ code, probe, target }: Finding): string {
  return `${code} ${probe} ${target}`;
}

interface FindingItemProps {
  readonly finding: SpokenFinding;
  readonly language: Language;
  readonly isOpen: boolean;
}

function FindingItem({ finding, language, isOpen }: FindingItemProps): ReactNode {
  const say = speak(MEASURED_WORDS, language);
  const { severity, target, measuredAt, evidence } = finding;
  return (
    <li className={`finding is-${severity}`}>
      <SeverityMark severity={severity} />
      <div className="finding-body">
        <p className="finding-sentence">{asLine(finding.sentence[language])}</p>
        <p className="finding-facts">
          <span className="finding-severity">{SEVERITY_WORDS[severity][language]}</span>
          <bdi className="finding-target" translate="no">
            {target}
          </bdi>
          <span>
            {say('at')}{' '}
            <Moment at={measuredAt} language={language}>
              {clockTime(measuredAt, language)}
            </Moment>
          </span>
          {finding.seenFrom === 'person' && <span>{say('byPerson')}</span>}
        </p>
        {evidence.length > 0 && (
          <details className="fold" open={isOpen}>
            <summary>{say('evidence', { count: evidence.length })}</summary>
            <div className="evidence">
              {evidence.map((one, index) => (
                <EvidenceRow key={index} evidence={one} language={language} />
              ))}
            </div>
          </details>
        )}
      </div>
    </li>
  );
}

function EvidenceRow({ evidence, language }: { evidence: Evidence; language: Language }): ReactNode {
  const say = speak(MEASURED_WORDS, language);
  const code = useRef<HTMLElement>(null);
  const { label, value, command } = evidence;
  return (
    <div translate="no">
      <p className="evidence-label" {...langWhereOther(label, language)}>
        {label}
      </p>
      <p className="evidence-value">{value}</p>
      {command !== undefined && (
        <div className="evidence-command">
          <code ref={code}>{command}</code>
          <CopyButton
            text={command}
            shownIn={code}
            language={language}
            label={`${say('copyCommand')}: ${command}`}
          />
        </div>
      )}
    </div>
  );
}

/** A cross in a ring, a triangle, a dot: how bad it is, told by form. The word stands beside it. */
function SeverityMark({ severity }: { readonly severity: FindingSeverity }): ReactNode {
  return (
    <svg className="finding-mark" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      {severity === 'critical' && (
        <path d="M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8M6.4 6.4l5.2 5.2M11.6 6.4l-5.2 5.2" />
      )}
      {severity === 'warning' && <path d="M9 2.2 16.4 15.4H1.6zM9 7v4M9 13.2v.1" />}
      {severity === 'info' && (
        <path d="M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8M5.8 9.2l2.2 2.2 4.2-4.6" />
      )}
    </svg>
  );
}
