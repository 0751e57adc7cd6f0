import { useState, type ReactNode } from 'react';

import type { CaseAnswer } from '../../api/index.js';
import { STANDING_WORDS } from '../shared/differential.js';
import { langWhereOther, speak } from '../shared/words.js';
import { DESK_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import type { Draft, DraftField, DraftStep } from './draft.js';

/** As long as the server takes them, in characters. */
const LONGEST = { text: 10_000, cause: 500, fix: 2_000 } as const;
const MOST_CAUSES = 4;

export interface DeskFieldsProps {
  readonly of: CaseAnswer;
  readonly draft: Draft;
  readonly isBusy: boolean;
  /** Nothing written here could be sent. */
  readonly isOutOfReach: boolean;
  readonly describedBy: string;
  readonly onMove: (step: DraftStep) => void;
}

/** The fields of the desk's present mode. A field somebody has been in never goes away under their hands. */
export function DeskFields({
  of,
  draft,
  isBusy,
  isOutOfReach,
  describedBy,
  onMove,
}: DeskFieldsProps): ReactNode {
  const { language } = useRoom();
  const say = speak(DESK_WORDS, language);
  const [touched, setTouched] = useState<Draft['mode']>();
  const { mode } = draft;
  if (isOutOfReach && touched !== mode && draft.text.trim() === '') return undefined;

  function area(field: DraftField, label: string, rows: number, longest: number, hint = ''): ReactNode {
    return (
      <textarea
        id="desk-field"
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={hint}
        rows={rows}
        maxLength={longest}
        value={draft[field]}
        readOnly={isBusy}
        onFocus={() => {
          setTouched(mode);
        }}
        onChange={(event) => {
          onMove({ kind: 'wrote', field, value: event.target.value });
        }}
      />
    );
  }

  switch (mode) {
    case 'reply':
      return area('text', say('replyHint'), 3, LONGEST.text, say('replyHint'));
    case 'note':
      return area('text', say('noteHint'), 3, LONGEST.text, say('noteHint'));
    case 'return':
      return area('back', say('returnLabel'), 3, LONGEST.text, say('returnHint'));
    case 'resolve':
      return (
        <div className="lesson">
          <CauseChoice of={of} draft={draft} isBusy={isBusy} onMove={onMove} />
          <div className="lesson-fix">
            <p className="lesson-label" aria-hidden="true">
              {say('fixLabel')}
            </p>
            {area('fix', say('fixLabel'), 2, LONGEST.fix)}
          </div>
        </div>
      );
  }
}

type CauseChoiceProps = Pick<DeskFieldsProps, 'of' | 'draft' | 'isBusy' | 'onMove'>;

/** The causes that were weighed, most likely first, and a line for one that was not. */
function CauseChoice({ of, draft, isBusy, onMove }: CauseChoiceProps): ReactNode {
  const { language } = useRoom();
  const say = speak(DESK_WORDS, language);
  const { reference } = of.case;
  const causes = of.differential.filter(({ standing }) => standing !== 'ruled-out').slice(0, MOST_CAUSES);
  const [isOther, setOther] = useState(draft.ownCause !== '' || causes.length === 0);
  return (
    <fieldset className="causes" disabled={isBusy}>
      <legend className="lesson-label">{say('causeLabel')}</legend>
      {causes.map(({ cause, title, standing }) => (
        <label key={cause}>
          <input
            type="radio"
            name={`cause-${reference}`}
            checked={!isOther && draft.cause === cause}
            onChange={() => {
              setOther(false);
              onMove({ kind: 'wrote', field: 'cause', value: cause });
            }}
          />
          <bdi {...langWhereOther(title, language)}>{title}</bdi>
          <span className="cause-standing">{STANDING_WORDS[standing][language]}</span>
        </label>
      ))}
      {causes.length > 0 && (
        <label>
          <input
            type="radio"
            name={`cause-${reference}`}
            checked={isOther}
            onChange={() => {
              setOther(true);
              onMove({ kind: 'wrote', field: 'ownCause', value: draft.ownCause });
            }}
          />
          {say('otherCause')}
        </label>
      )}
      {isOther && (
        <input
          type="text"
          aria-label={say('otherCauseLabel')}
          placeholder={say('otherCauseLabel')}
          maxLength={LONGEST.cause}
          value={draft.ownCause}
          onChange={(event) => {
            onMove({ kind: 'wrote', field: 'ownCause', value: event.target.value });
          }}
        />
      )}
    </fieldset>
  );
}
