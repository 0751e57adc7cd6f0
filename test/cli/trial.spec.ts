import { describe, expect, it } from 'vitest';
import { shelfForTrial, trialOf } from '../../src/cli/_trial.js';
import type { BundleShelf, LoadedBundle } from '../../src/domain/index.js';
import { GOOD, filesOf, load } from '../bundle/_folder.js';

const bundle = load(filesOf(GOOD)).bundle!;
const loaded: LoadedBundle = {
  bundle,
  classify: (text) => ({
    text,
    language: 'en',
    scenario: 'unclear',
    confidence: 0.1,
    alternatives: [],
    because: [],
    certain: false,
  }),
};
const shelf: BundleShelf = {
  live: loaded,
  get: (hash) => (hash === bundle.hash ? loaded : undefined),
  fetch: () => Promise.resolve(),
};

describe('a playbook that its author tries', () => {
  it('is opened at once by its title, and by nothing else', () => {
    const trial = trialOf(bundle, 'server-outage', 'en');
    const { bundle: opened, classify } = shelfForTrial(shelf, trial).live;
    const { opensOn } = opened.playbooks.get('server-outage')!;

    expect(trial.words).toBe(bundle.playbooks.get('server-outage')!.title.en);
    expect(opensOn.atOnce).toBe(true);
    expect(classify(trial.words)).toMatchObject({ scenario: opensOn.intent, certain: true });
    expect(classify('mail does not arrive')).toMatchObject({ scenario: 'unclear', certain: false });
  });

  it('is the same on the shelf by its hash, and leaves the bundle as it was', () => {
    const tried = shelfForTrial(shelf, trialOf(bundle, 'server-outage', 'zh'));

    expect(tried.get(bundle.hash)).toBe(tried.live);
    expect(tried.get('other')).toBeUndefined();
    expect(bundle.playbooks.get('server-outage')!.opensOn.atOnce).toBe(false);
  });

  it.each(['server-outge', 'parts/ask-host'])('is not %s', (id) => {
    expect(() => trialOf(bundle, id)).toThrow(expect.objectContaining({ code: 'MM_NOT_FOUND' }));
  });
});
