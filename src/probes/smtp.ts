import { conversationProbe } from './_conversation.js';
import { judgeSmtpCapabilities } from './_text-capabilities.js';
import { sessionWithoutLogin } from './_text-session.js';

/** Does the server for outgoing mail answer, is the way to it encrypted, and which logins does it offer. Never logs in. */
export const smtpProbe = conversationProbe('smtp', {
  session: sessionWithoutLogin,
  judgeCapabilities: judgeSmtpCapabilities,
});
