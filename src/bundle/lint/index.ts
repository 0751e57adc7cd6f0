import type { BundleProblem } from '../../domain/index.js';
import { answersFit } from './answers.js';
import { breathShort } from './breath.js';
import { callsReturn } from './calls.js';
import { causesOpen } from './causes.js';
import { cyclesStop } from './cycles.js';
import { countsFit } from './counts.js';
import { examplesApart } from './examples.js';
import { linksAllowed } from './links.js';
import { namesInFiles, namesInSteps } from './names.js';
import { textsPlain } from './plain-texts.js';
import { phrasesComplete } from './phrases.js';
import { placeholdersKnown } from './placeholders.js';
import { promisesKept } from './promises.js';
import { questionsFew } from './questions.js';
import { stepsReachable } from './reachable.js';
import { outcomesRouted } from './routes.js';
import { screensFit } from './screen.js';
import { secretsUnasked } from './secrets.js';
import { targetsExist } from './targets.js';
import { testsNameThings } from './test-names.js';
import { namesOnce } from './twice.js';
import { textsWhole } from './whole-texts.js';
import { wordsFit } from './words.js';
import type { LintWorld, Rule } from './world.js';

/** Every group of rules. One line per file. */
const RULES: readonly Rule[] = [
  targetsExist,
  outcomesRouted,
  stepsReachable,
  cyclesStop,
  callsReturn,
  breathShort,
  screensFit,
  questionsFew,
  causesOpen,
  namesInSteps,
  namesInFiles,
  phrasesComplete,
  examplesApart,
  namesOnce,
  answersFit,
  promisesKept,
  testsNameThings,
  placeholdersKnown,
  textsPlain,
  textsWhole,
  wordsFit,
  countsFit,
  linksAllowed,
  secretsUnasked,
];

/** What is wrong with what the files of a bundle say of each other, and with their words. */
export function lintFiles(world: LintWorld): readonly BundleProblem[] {
  return RULES.flatMap((rule) => [...rule(world)]);
}
