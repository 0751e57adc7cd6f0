import type { ReactNode } from 'react';

import type { CaseSummary } from '../../api/index.js';
import { Button } from '../shared/button.js';
import { speak } from '../shared/words.js';
import { EVERYTHING, filterCases, groupCases, type CaseFilter } from './case-filter.js';
import { CaseRow } from './case-row.js';
import { PAGE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { isWith } from './deeds.js';
import { ListFilters } from './list-filters.js';
import { troubleWords } from './trouble-words.js';

/** The cases that the filter lets through, under headings, most urgent first. */
export function CaseList(): ReactNode {
  const { state, language, user, place, work } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const { filter, reference } = place;
  const name = filter.state === 'closed' ? 'closed' : 'open';
  const { answer, trouble } = state.lists[name];
  const isMine = (one: CaseSummary): boolean => isWith(user, one);
  const shown = filterCases(answer ?? [], filter, isMine);
  return (
    // The way to the cases; and, while none is open, what the page is about. One element, or its scroll would be lost.
    <div
      className="list-pane"
      role={reference === undefined ? 'main' : 'navigation'}
      aria-label={say('list')}
    >
      <ListFilters cases={answer ?? []} isMine={isMine} />
      <div className="list-scroll">
        {trouble && (
          <div className="list-notice" role="alert">
            <p>{troubleWords(trouble, language)}</p>
            <Button small onClick={() => void work.fetchList(name)}>
              {say('again')}
            </Button>
          </div>
        )}
        {!answer && !trouble && <p className="list-empty">{say('loading')}</p>}
        {answer && shown.length === 0 && <Nothing filter={filter} />}
        {groupCases(shown, filter.group).map(({ key, cases }) => (
          <section key={key} className="list-group" aria-labelledby={`group-${key}`}>
            <h2 id={`group-${key}`}>
              <bdi>{key}</bdi> <span>{cases.length}</span>
            </h2>
            <ul>
              {cases.map((one) => (
                <CaseRow key={one.reference} one={one} isOpen={one.reference === reference} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function Nothing({ filter }: { readonly filter: CaseFilter }): ReactNode {
  const { language, place, go } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const isNarrow = Boolean(filter.queue ?? filter.severity ?? filter.find) || filter.whose !== 'all';
  if (!isNarrow && filter.state === 'open') return <p className="list-empty">{say('noCases')}</p>;
  if (!isNarrow && filter.state === 'closed') return <p className="list-empty">{say('noClosed')}</p>;
  return (
    <div className="list-empty">
      <p>{say('noMatch')}</p>
      <Button small onClick={() => go({ ...place, filter: { ...EVERYTHING, group: filter.group } }, true)}>
        {say('clear')}
      </Button>
    </div>
  );
}
