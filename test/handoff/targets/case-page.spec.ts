import type { HandoffTarget } from '../../../src/domain/index.js';
import { createTargets } from '../../../src/handoff/index.js';
import { describeHandoffTarget } from '../../contract/handoff-target.js';

describeHandoffTarget('case-page', () => {
  const stored = new Set<string>();
  const [page] = createTargets({}, { now: () => new Date(0) });
  // The desk writes the case before it posts; that write is what the page shows.
  const target: HandoffTarget = {
    id: page!.id,
    post: (posting) => {
      stored.add(posting.case.reference);
      return page!.post(posting);
    },
  };
  return { target, cases: () => [...stored] };
});
