export { measuredAgain, measuringFailed, probeAgain, probeKnown, probeRequestOf } from './measure-again.js';
export { casePayload, type CasePayload } from './payload.js';
export {
  claim,
  giveBack,
  note,
  openCase,
  personSaid,
  posted,
  reference,
  reply,
  resolve,
  sendFailed,
  solvedByPerson,
  type CaseInput,
  type Deed,
} from './rules.js';
export { createTargets, type TargetSettings } from './targets/index.js';
