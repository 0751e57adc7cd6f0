export { makeClassify } from './classify.js';
export {
  evaluate,
  type Accuracy,
  type Evaluation,
  type LabelledText,
  type Misjudged,
  type ScenarioRow,
} from './evaluate.js';
export { detectLanguage } from './language.js';
export { modelKey, readModel, serialiseModel, type Model } from './model.js';
export { MAX_TEXT } from './text.js';
export { trainModel } from './train.js';
