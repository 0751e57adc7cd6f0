import { describe, expect, it } from 'vitest';

import type { HandoffTarget } from '../../src/domain/index.js';
import { aPosting } from '../fakes/cases.js';

export interface TargetHouse {
  readonly target: HandoffTarget;
  /** References of the cases the place shows, each once however often it was posted. */
  cases(): readonly string[];
  /** The next post meets a place that says no; absent where the place can't. */
  refuseNext?(): void;
}

/** What every handoff target promises to the desk. */
export function describeHandoffTarget(id: string, open: () => TargetHouse): void {
  describe(`the handoff target ${id}`, () => {
    it('carries its own name', () => {
      expect(open().target.id).toBe(id);
    });

    it('takes a case', async () => {
      const house = open();

      await house.target.post(aPosting());

      expect(house.cases()).toEqual(['MM-1042']);
    });

    it('takes a repeated case as the same one', async () => {
      const house = open();

      await house.target.post(aPosting());
      await house.target.post(aPosting());

      expect(house.cases()).toEqual(['MM-1042']);
    });

    it('keeps two cases apart', async () => {
      const house = open();

      await house.target.post(aPosting());
      await house.target.post(aPosting({ id: 'case-2', reference: 'MM-1043' }));

      expect(house.cases()).toEqual(['MM-1042', 'MM-1043']);
    });

    it('says so when it does not take a case, and takes it the next time', async (test) => {
      const house = open();
      if (house.refuseNext === undefined) {
        test.skip('this place never refuses');
        return;
      }
      house.refuseNext();

      await expect(house.target.post(aPosting())).rejects.toMatchObject({
        code: 'MM_TARGET_REFUSED',
        facts: { target: id, reference: 'MM-1042' },
      });
      expect(house.cases()).toEqual([]);
      await house.target.post(aPosting());
      expect(house.cases()).toEqual(['MM-1042']);
    });
  });
}
