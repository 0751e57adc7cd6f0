import type { Because, Finding, IntentMatch } from '../domain/index.js';
import { findingSentence, inertText } from './sentence.js';
import { scenarioOf, type Weighed } from './weigh.js';

/** Words that say less than a weak finding are no reason worth telling. */
const WORTH_TELLING = 2;
const QUOTED_WORDS = 2;

/** Why a cause stands where it stands: what was measured first, then what was answered, then the words. */
export function reasonsOf(
  weighed: Weighed,
  words: IntentMatch | undefined,
  timeZone: string | undefined,
): readonly Because[] {
  const { spoken, told, ruledOutBy } = weighed;
  const found = spoken.map(({ finding, strength }) =>
    findingReason(finding, strength !== 'against', timeZone),
  );
  const isTold = spoken.some(({ finding }) => finding.code === ruledOutBy?.code);
  return [
    ...found,
    ...(ruledOutBy && !isTold ? [findingReason(ruledOutBy, false, timeZone)] : []),
    ...told.map(answerReason),
    ...(words && weighed.words >= WORTH_TELLING ? [wordsReason(scenarioOf(weighed.cause), words)] : []),
  ];
}

function findingReason(finding: Finding, speaksFor: boolean, timeZone: string | undefined): Because {
  return {
    kind: 'finding',
    code: finding.code,
    speaksFor,
    sentence: {
      zh: findingSentence(finding, 'zh', timeZone),
      en: findingSentence(finding, 'en', timeZone),
    },
  };
}

function answerReason({ answer, strength }: Weighed['told'][number]): Because {
  const { question, answer: id, means } = answer;
  return { kind: 'answer', code: `${question}:${id}`, speaksFor: strength !== 'against', sentence: means };
}

/** The classifier names the words of its winner only. */
function wordsReason(scenario: string, words: IntentMatch): Because {
  const quoted = words.scenario === scenario ? words.because.slice(0, QUOTED_WORDS).map(inertText) : [];
  const sentence =
    quoted.length > 0
      ? { zh: `您的描述提到“${quoted.join('”“')}”`, en: `you mention “${quoted.join('” and “')}”` }
      : { zh: '和您的描述相符', en: 'it fits what you describe' };
  return { kind: 'words', code: scenario, speaksFor: true, sentence };
}
