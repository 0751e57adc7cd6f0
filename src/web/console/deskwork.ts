import type { CaseAnswer, CaseDeed, CasesAnswer, MeAnswer, ProbeRunAnswer } from '../../api/index.js';
import { call } from '../shared/call.js';
import { coalesced } from './coalesce.js';
import type { ListName } from './model.js';
import type { ConsoleStore } from './store.js';
import { troubleOf } from './trouble.js';

/** All that the page asks of the server; answers go into the store. */
export interface Deskwork {
  fetchMe(): Promise<void>;
  fetchList(list: ListName): Promise<void>;
  fetchCase(reference: string): Promise<void>;
  /** Once per id. */
  fetchRun(id: string): Promise<void>;
  /** True when it happened. */
  perform(reference: string, deed: CaseDeed, body: Readonly<Record<string, string>>): Promise<boolean>;
}

export function createDeskwork(store: ConsoleStore): Deskwork {
  let requests = 0;
  const cases = new Map<string, () => Promise<void>>();
  const lists: Readonly<Record<ListName, () => Promise<void>>> = {
    open: coalesced(() => getList('open')),
    closed: coalesced(() => getList('closed')),
  };
  const runs = new Set<string>();

  async function getList(list: ListName): Promise<void> {
    const request = ++requests;
    try {
      const answer = await call<CasesAnswer>(`/api/cases?state=${list}`);
      store.dispatch({ kind: 'list', list, request, cases: answer.cases });
    } catch (error) {
      store.dispatch({ kind: 'list-trouble', list, request, trouble: troubleOf(error) });
    }
  }

  async function getCase(reference: string): Promise<void> {
    const request = ++requests;
    try {
      const answer = await call<CaseAnswer>(pathOf(reference));
      store.dispatch({ kind: 'case', request, answer });
    } catch (error) {
      store.dispatch({ kind: 'case-trouble', reference, request, trouble: troubleOf(error) });
    }
  }

  function fetchCase(reference: string): Promise<void> {
    const fetching = cases.get(reference) ?? coalesced(() => getCase(reference));
    cases.set(reference, fetching);
    return fetching();
  }

  return {
    async fetchMe() {
      try {
        store.dispatch({ kind: 'me', me: await call<MeAnswer>('/api/me') });
      } catch {
        // The list says what is wrong; nothing depends on knowing who is here.
      }
    },

    fetchList: (list) => lists[list](),

    fetchCase,

    async fetchRun(id) {
      if (runs.has(id)) return;
      runs.add(id);
      try {
        const run = await call<ProbeRunAnswer>(`/api/probe-runs/${encodeURIComponent(id)}`);
        store.dispatch({ kind: 'run', id, run });
      } catch (error) {
        if (troubleOf(error).status === 404) store.dispatch({ kind: 'run', id, run: 'gone' });
        else runs.delete(id);
      }
    },

    async perform(reference, deed, body) {
      store.dispatch({ kind: 'doing', reference, deed });
      const request = ++requests;
      try {
        const answer = await call<CaseAnswer>(`${pathOf(reference)}/${deed}`, body);
        store.dispatch({ kind: 'case', request, answer });
        store.dispatch({ kind: 'did', reference, deed });
        void lists.open();
        return true;
      } catch (error) {
        const trouble = troubleOf(error);
        // Somebody was quicker, it moved on, or it happened and only the answer was lost: what is true now belongs
        // on the page before the reason is read.
        if (trouble.status === 409 || trouble.code === 'unreachable') await fetchCase(reference);
        store.dispatch({ kind: 'did-not', reference, deed, trouble });
        return false;
      }
    },
  };
}

function pathOf(reference: string): string {
  return `/api/cases/${encodeURIComponent(reference)}`;
}
