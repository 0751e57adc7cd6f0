import { conversationProbe } from './_conversation.js';
import { judgeCapabilities } from './_imap-capabilities.js';
import { imapSession } from './_imap-session.js';

/** Does an IMAP server answer, is the way to it encrypted, and which logins does it offer. Never logs in. */
export const imapProbe = conversationProbe('imap', {
  session: (line, target, { secure, settings }, signal) =>
    imapSession(line, target, secure, settings, signal),
  judgeCapabilities,
});
