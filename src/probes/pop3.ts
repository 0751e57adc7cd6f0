import { conversationProbe } from './_conversation.js';
import { judgePop3Capabilities } from './_text-capabilities.js';
import { sessionWithoutLogin } from './_text-session.js';

/** Does a POP3 server answer, is the way to it encrypted, and which logins does it offer. Never logs in. */
export const pop3Probe = conversationProbe('pop3', {
  session: sessionWithoutLogin,
  judgeCapabilities: judgePop3Capabilities,
});
