import { counted } from '../_problem-draw.js';
import { MailmedicError } from '../../domain/index.js';
import { ok, warning, wrong, type Check, type DoctorWorld, type Line } from './_check.js';

/** Whether the files of the bundle are good, and which bundle is live. */
export const bundleCheck: Check = {
  id: 'bundle',
  async run(world) {
    const { errors, warnings, first } = await world.bundle();
    const { bundleDir } = world.settings;
    const files =
      errors === 0
        ? ok(`${bundleDir} has no errors${warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`}`)
        : wrong(
            `${bundleDir} has ${counted(errors, 'error')}; the first: ${first ?? ''}`,
            'npx mailmedic playbook lint',
          );
    return [files, ...(await liveLine(world))];
  },
};

/** Nothing where the store can't tell: that has a line of its own. */
async function liveLine({ store }: DoctorWorld): Promise<readonly Line[]> {
  try {
    const state = await store();
    if (state.kind === 'absent' || state.pending.length > 0) return [];
    if (state.live === undefined) {
      return [warning('no bundle is live yet', 'The first start publishes it: npm start')];
    }
    return [ok(`bundle ${state.live.number} (${state.live.hash.slice(0, 12)}) is live`)];
  } catch (error) {
    if (error instanceof MailmedicError) return [];
    throw error;
  }
}
