/** What a person said, before anybody decides anything: pure functions over one text. */
export { isOnlyName, isPlainNo } from './bare.js';
export { hear, type HearTools } from './hear.js';
export { hasIdentity, withoutIdentity } from './identity.js';
export { detectLanguage } from './language.js';
export { tellingLines } from './log-file.js';
export { maskBothWays, maskSecrets } from './mask.js';
export { playbookIn } from './playbook-text.js';
export { announcesSecret, speaksOfPassword } from './secrets/announced.js';
export { openConversation } from './open.js';
export { fillPhrase } from './replies.js';
export { isBareQuestion, isWordless } from './signs.js';
