import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { firstLanguage, keepLanguage, tellDocument } from '../shared/language.js';
import { awaitingMe } from './case-filter.js';
import { CaseList } from './case-list.js';
import { CasePane } from './case-pane.js';
import { PAGE_WORDS } from './console-words.js';
import { ConsoleContext, type ConsoleRoom } from './context.js';
import { isWith } from './deeds.js';
import type { Deskwork } from './deskwork.js';
import { isUnsent } from './draft.js';
import { Gate } from './gate.js';
import { HelpDialog } from './help-dialog.js';
import { listen } from './live.js';
import { usePlace } from './place.js';
import { useShortcuts } from './shortcuts.js';
import { useConsole, type ConsoleStore } from './store.js';
import { TopBar } from './top-bar.js';
import { useNow } from './use-now.js';

export interface ConsolePageProps {
  readonly store: ConsoleStore;
  readonly work: Deskwork;
}

/** The page of cases: a list, one case beside it, and whatever is wrong with being here. */
export function ConsolePage({ store, work }: ConsolePageProps): ReactNode {
  const state = useConsole(store);
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [place, go] = usePlace();
  const [said, setSaid] = useState('');
  const now = useNow(30_000);
  const opened = useRef<string>(undefined);
  const help = useRef<HTMLDialogElement>(null);
  const user = state.me?.user;
  const { reference, filter } = place;
  const wantsClosed = filter.state === 'closed';

  // Saying the same words twice must still be a change.
  const announce = useCallback(
    (text: string) => setSaid((last) => (last === text ? `${text}\u00a0` : text)),
    [],
  );

  useEffect(() => {
    void work.fetchMe();
    return listen({
      onChanged: refresh,
      onLive(isLive) {
        store.dispatch({ kind: 'live', live: isLive ? 'on' : 'off' });
      },
    });

    function refresh(): void {
      void work.fetchList('open');
      const present = store.get();
      if (present.lists.closed.request > 0) void work.fetchList('closed');
      if (openCase.current !== undefined) void work.fetchCase(openCase.current);
    }
  }, [store, work]);

  const openCase = useRef(reference);
  useEffect(() => {
    openCase.current = reference;
    if (reference !== undefined) void work.fetchCase(reference);
  }, [reference, work]);

  useEffect(() => {
    void work.fetchList(wantsClosed ? 'closed' : 'open');
  }, [wantsClosed, work]);

  useEffect(() => {
    function onLeave(event: BeforeUnloadEvent): void {
      if (Object.values(store.get().drafts).some(isUnsent)) event.preventDefault();
    }
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [store]);

  const awaiting = awaitingMe(state.lists.open.answer ?? [], (one) => isWith(user, one));
  const title = [reference, PAGE_WORDS.title[language], 'Mailmedic'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = awaiting === 0 ? title : `(${awaiting}) ${title}`;
  }, [awaiting, title]);

  useEffect(() => {
    tellDocument(language);
  }, [language]);

  const room = useMemo<ConsoleRoom>(
    () => ({ store, state, work, language, user, now, place, go, opened, announce }),
    [store, state, work, language, user, now, place, go, opened, announce],
  );
  const openHelp = useCallback(() => help.current?.showModal(), []);
  useShortcuts(room, openHelp);

  function changeLanguage(to: Language): void {
    keepLanguage(to);
    setLanguage(to);
  }

  const refusal = state.lists[wantsClosed ? 'closed' : 'open'].trouble;
  const isRefused = refusal?.status === 401 || refusal?.status === 403;
  return (
    <ConsoleContext value={room}>
      <div className={reference === undefined ? 'console shows-list' : 'console shows-case'}>
        <TopBar onLanguage={changeLanguage} onHelp={openHelp} />
        {isRefused ? (
          <Gate status={refusal.status} />
        ) : (
          <>
            <CaseList />
            <CasePane awaiting={awaiting} />
          </>
        )}
      </div>
      <HelpDialog ref={help} />
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </ConsoleContext>
  );
}
