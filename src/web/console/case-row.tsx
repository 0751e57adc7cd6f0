import type { MouseEvent, ReactNode } from 'react';

import type { CaseSummary } from '../../api/index.js';
import { Moment } from '../shared/measured/moment.js';
import { ageWords } from '../shared/measured/moments.js';
import { langWhereOther, speak } from '../shared/words.js';
import { PAGE_WORDS, STATE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { isWith } from './deeds.js';
import { addressOf } from './place.js';
import { Severity } from './severity.js';

export interface CaseRowProps {
  readonly one: CaseSummary;
  readonly isOpen: boolean;
}

/** One case of the list: how bad, since when, whose words are last, what it is about, who has it. */
export function CaseRow({ one, isOpen }: CaseRowProps): ReactNode {
  const { language, user, now, place, go, opened } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const { reference, filter } = { ...place, reference: one.reference };
  const isMine = isWith(user, one);

  function open(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (isOpen) return document.getElementById('case-title')?.focus();
    opened.current = reference;
    go({ reference, filter });
  }

  const classes = ['case-row', isOpen ? 'is-open' : '', one.awaitsAnswer ? 'awaits' : ''];
  return (
    <li>
      <a
        href={addressOf({ reference, filter })}
        className={classes.filter(Boolean).join(' ')}
        data-case={reference}
        {...(isOpen ? { 'aria-current': 'page' as const } : {})}
        onClick={open}
      >
        <span className="row-top">
          <Severity severity={one.severity} />
          <span className="row-reference">{reference}</span>
          {one.awaitsAnswer && <span className="row-awaits">{say('awaits')}</span>}
          <span className="row-age">
            <Moment at={one.createdAt} language={language}>
              {ageWords(one.createdAt, now, language)}
            </Moment>
          </span>
        </span>
        <span className="row-summary">{one.summary[language]}</span>
        <span className="row-foot">
          <span className="row-who">
            <bdi>{one.who || say('somebody')}</bdi>
            {one.cause !== undefined && (
              <>
                {' · '}
                <bdi {...langWhereOther(one.cause, language)}>{one.cause}</bdi>
              </>
            )}
          </span>
          <span className={isMine ? 'row-owner is-mine' : 'row-owner'}>
            {one.state === 'returned' ? (
              STATE_WORDS.returned[language]
            ) : one.claimedBy === undefined ? (
              say('unclaimed')
            ) : (
              <bdi>{one.claimedBy}</bdi>
            )}
          </span>
        </span>
      </a>
    </li>
  );
}
