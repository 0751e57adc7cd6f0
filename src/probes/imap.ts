import { conversationProbe } from './_conversation.js';
import { judgeCapabilities } from './_imap-capabilities.js';
import { imapSession } from './_imap-session.js';

/** Does an IMAP server answer, is the way to it encrypted, and which logins does it offer. Never logs in. */
export const imapProbe = conversationProbe('imap', {
  session: (line, { host, tls }, { secure, settings }, signal) =>
    imapSession(line, host, tls === 'implicit', secure, settings, signal),
  judgeCapabilities,
});
