import { useState, type ReactNode } from 'react';

import type { CaseSummary } from '../../api/index.js';
import { speak } from '../shared/words.js';
import { choicesOf, filterCases, STATE_FILTERS, type CaseFilter, type Whose } from './case-filter.js';
import { PAGE_WORDS, STATE_FILTER_WORDS } from './console-words.js';
import { useRoom } from './context.js';

export interface ListFiltersProps {
  readonly cases: readonly CaseSummary[];
  readonly isMine: (one: CaseSummary) => boolean;
}

const WHOSE: readonly Whose[] = ['all', 'mine', 'unclaimed'];

/** Narrows the list. What is chosen stands in the address, so that it can be kept and passed on. */
export function ListFilters({ cases, isMine }: ListFiltersProps): ReactNode {
  const { language, place, go } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const { filter } = place;
  const chosen = [filter.queue, filter.severity, filter.state === 'open' ? undefined : filter.state];
  const count = chosen.filter((value) => value !== undefined).length;
  const [isUnfolded, unfold] = useState(count > 0);

  function change(changes: Partial<Record<keyof CaseFilter, string>>): void {
    const next = Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== '');
    go({ ...place, filter: Object.fromEntries(next) as unknown as CaseFilter }, true);
  }

  return (
    <div className="filters" role="search" aria-label={say('filters')}>
      <div className="segments" role="group" aria-label={say('whose')}>
        {WHOSE.map((whose) => (
          <button
            key={whose}
            type="button"
            aria-pressed={filter.whose === whose}
            onClick={() => {
              change({ whose });
            }}
          >
            {say(whose)} <span>{filterCases(cases, { ...filter, whose }, isMine).length}</span>
          </button>
        ))}
      </div>
      <div className="filters-find">
        <input
          id="find"
          type="search"
          aria-label={say('find')}
          placeholder={say('findHint')}
          value={filter.find ?? ''}
          maxLength={80}
          onChange={(event) => {
            change({ find: event.target.value });
          }}
        />
        <button
          type="button"
          className={count > 0 ? 'filters-toggle is-on' : 'filters-toggle'}
          aria-expanded={isUnfolded}
          aria-controls="more-filters"
          onClick={() => {
            unfold(!isUnfolded);
          }}
        >
          {count > 0 ? say('filtersOn', { count }) : say('filters')}
        </button>
      </div>
      <div id="more-filters" className="filters-more" hidden={!isUnfolded}>
        <Choice label={say('state')} value={filter.state} onChange={(state) => change({ state })}>
          {STATE_FILTERS.map((state) => (
            <option key={state} value={state}>
              {STATE_FILTER_WORDS[state][language]}
            </option>
          ))}
        </Choice>
        <Choice label={say('queue')} value={filter.queue ?? ''} onChange={(queue) => change({ queue })}>
          <option value="">{say('anyQueue')}</option>
          {choicesOf(cases, 'queue', filter.queue).map((queue) => (
            <option key={queue}>{queue}</option>
          ))}
        </Choice>
        <Choice
          label={say('severity')}
          value={filter.severity ?? ''}
          onChange={(severity) => change({ severity })}
        >
          <option value="">{say('anySeverity')}</option>
          {choicesOf(cases, 'severity', filter.severity).map((severity) => (
            <option key={severity}>{severity}</option>
          ))}
        </Choice>
        <Choice label={say('group')} value={filter.group} onChange={(group) => change({ group })}>
          <option value="severity">{say('severity')}</option>
          <option value="queue">{say('queue')}</option>
        </Choice>
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps): ReactNode {
  return (
    <label className="choice">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {children}
      </select>
    </label>
  );
}
