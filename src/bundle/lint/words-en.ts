import type { WordPattern } from './word-pattern.js';

/** Patterns for English texts. */
export const EN_PATTERNS: readonly WordPattern[] = [
  {
    id: 'en-opener',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern:
      /^(hi|hello|hey|dear|greetings|oops|whoops|uh-oh|thank you for (contacting|reaching|using)|thanks for|friendly reminder)\b|have a (great|nice) day|happy to help|5 stars|for your patience/iu,
    fault: 'the first sentence is the answer, without a greeting or thanks',
    remedy: 'Begin with what was found.',
  },
  {
    id: 'en-later',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern: /\b(try|check|come|call|write)( again| back)? (later|soon|shortly|in a (bit|while|moment))\b/iu,
    unless: /\{[^}]+\}|\d+ (seconds?|minutes?|hours?|days?)|\d{1,2}:\d{2}/iu,
    fault: '“later” leaves people waiting for nothing',
    remedy: 'Say when: a time, a duration or an event.',
  },
  {
    id: 'en-promise',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern:
      /\b(as soon as possible|asap|shortly|momentarily|in due course|immediately|someone will|bear with us)\b/iu,
    fault: 'nobody can keep this promise',
    remedy: 'Say by when, with `{desk.answers_by}` or another placeholder.',
  },
  {
    id: 'en-blame',
    level: 'error',
    language: 'en',
    scope: 'all',
    pattern:
      /\byou (forgot|failed|neglected|must|should have|mis\w+)\b|\byou (entered|typed|used|gave) (a |an |the )?(wrong|invalid|incorrect|bad)\b|\b(invalid|illegal|incorrect|forbidden|prohibited)\b|user error|your (mistake|fault)/iu,
    fault: 'this sounds as if the person was to blame',
    remedy: 'Make the thing the subject: what the server did, what the field needs.',
  },
  {
    id: 'en-shame',
    level: 'error',
    language: 'en',
    scope: 'all',
    pattern: /\b(fall|fell|fallen) for\b|careless|gullible|known better|next time,? be/iu,
    fault: 'this makes people ashamed to report',
    remedy: 'Thank them, and say what to do first.',
  },
  {
    id: 'en-sorry',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern:
      /apologi[sz]e|apologies|inconvenience|(so|very|terribly|really) sorry|unfortunately|we regret|don['’]t worry|no worries/iu,
    fault: 'the bot apologises once, and only for its own miss',
    remedy: 'Remove it; name the next step instead.',
  },
  {
    id: 'en-sure',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern: /\b(definitely|certainly|guaranteed?|absolutely|obviously|clearly|no doubt|for sure|100 ?%)/iu,
    fault: 'the bot is never that sure',
    remedy: 'State what was measured, or write “most likely”.',
  },
  {
    id: 'en-easy',
    level: 'warning',
    language: 'en',
    scope: 'text',
    pattern:
      /\b(just|simply|easy|easily|of course|should be fine|probably|kindly|please (note|be advised)|at this time|in order to|utili[sz]e|e\.g\.|i\.e\.)/iu,
    fault: 'this word is empty, or makes people feel slow',
    remedy: 'Remove it.',
  },
  {
    id: 'en-empty',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern:
      /something went wrong|\b(unknown|unexpected) error|error (has )?occurred|system (is )?(busy|error)|(operation|check) failed|contact (your|the|an) admin\w*|please rephrase|as an ai|the system (has )?detected/iu,
    fault: 'this says nothing that helps',
    remedy: 'Say what happened and what to do now.',
  },
  {
    id: 'en-secret',
    level: 'error',
    language: 'en',
    scope: 'text',
    pattern:
      /\b(send|tell|give|paste|type|share|reply with)\b[^.?]{0,20}\b(password|code)\b[^.?]{0,16}\b(here|me|chat)\b|\bsend me your (password|code)|\b(reply|answer|respond) with\b[^.?]{0,20}\bpassword\b/iu,
    unless: /don['’]t|do not|never|keep|leave|out of/iu,
    fault: 'a password never belongs in the chat',
    remedy: 'Say where to type it instead, and that it is not needed here.',
  },
  {
    id: 'en-danger',
    level: 'error',
    language: 'en',
    scope: 'quoted-too',
    pattern:
      /\b(click|press|choose|select|tap)\b[^.]{0,8}(trust anyway|always trust|continue anyway|ignore)|\b(turn|switch) off\b[^.]{0,20}(ssl|tls|encryption|certificate|antivirus|verification)|less secure apps|(try|trying) (other|different|more|several) passwords|until it works/iu,
    unless: /don['’]t|do not|never/iu,
    fault: 'this would put the account or the connection at risk',
    remedy: 'Never advise it; name the safe way.',
  },
  {
    id: 'en-terms',
    level: 'error',
    language: 'en',
    scope: 'all',
    pattern:
      /\be-mail|\blog ?(in|on|out)\b|\bauth code|\bpasscode|\bcreds?\b|\bcredentials?\b|\bemail client|\bhostname|\bblacklist\w*|\b(2FA|MFA|OTP)\b|\bWiFi\b|\bescalat\w+|\bprobe\b|\bcerts?\b|"/iu,
    fault: 'this is not the word the bot uses for it',
    remedy: 'Use the house’s term: email, sign in, password, server, ticket; quotes are “ ”.',
  },
  {
    id: 'en-button',
    level: 'error',
    language: 'en',
    scope: 'button',
    pattern: /^(ok|okay|cancel|submit|yes|no|next|continue|learn more|click here)$|[.!?…]$/iu,
    fault: 'a button answers the question by itself, in the person’s voice',
    remedy: 'Write a verb and its object, such as “Tell IT”, without a mark at the end.',
  },
];
