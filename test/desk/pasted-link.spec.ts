import { describe, expect, it } from 'vitest';
import { makeClassify, trainModel } from '../../src/classifier/index.js';
import { decideTurn } from '../../src/desk/take-turn.js';
import { filesOf, load } from '../bundle/_folder.js';
import { turnOf } from './_turn.js';

const { bundle } = load(filesOf('.'));
if (!bundle) throw new Error('the shipped bundle does not load');
const live = { bundle, classify: makeClassify(trainModel(bundle.intents)) };

describe('a link that a person pastes', () => {
  const words = '这个是真的吗 https://mail-qq.top/login 还有 https://mail.qq.com/';
  const turn = decideTurn(turnOf(words), { live, bundleOf: () => live });

  it('can’t be pressed where others read along, unless it is a sign-in page on record', () => {
    const written = turn.transcript.find(({ who }) => who === 'person')?.text;
    expect(written).toBe('这个是真的吗 hxxps://mail-qq[.]top/login 还有 https://mail.qq.com/');
  });
});
