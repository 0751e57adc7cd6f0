import type { Because, Finding, IntentMatch } from '../domain/index.js';
import { findingSentence, inertText } from './sentence.js';
import type { Weighed } from './weigh.js';

/** Words that say less than a weak finding are no reason worth telling. */
const WORTH_TELLING = 2;
const QUOTED_WORDS = 2;

/** Why a cause stands where it stands: what was measured first, then the words. */
export function reasonsOf(weighed: Weighed, words: IntentMatch | undefined): readonly Because[] {
  const { spoken, ruledOutBy } = weighed;
  const told = spoken.map(({ finding, strength }) => findingReason(finding, strength !== 'against'));
  const isTold = spoken.some(({ finding }) => finding.code === ruledOutBy?.code);
  return [
    ...told,
    ...(ruledOutBy && !isTold ? [findingReason(ruledOutBy, false)] : []),
    ...(words && weighed.words >= WORTH_TELLING ? [wordsReason(weighed.cause.id, words)] : []),
  ];
}

function findingReason(finding: Finding, speaksFor: boolean): Because {
  return {
    kind: 'finding',
    code: finding.code,
    speaksFor,
    sentence: { zh: findingSentence(finding, 'zh'), en: findingSentence(finding, 'en') },
  };
}

/** The classifier names the words of its winner only. */
function wordsReason(cause: string, words: IntentMatch): Because {
  const quoted = words.scenario === cause ? words.because.slice(0, QUOTED_WORDS).map(inertText) : [];
  const sentence =
    quoted.length > 0
      ? { zh: `您的描述提到“${quoted.join('”“')}”`, en: `you mention “${quoted.join('” and “')}”` }
      : { zh: '和您的描述相符', en: 'it fits what you describe' };
  return { kind: 'words', code: cause, speaksFor: true, sentence };
}
