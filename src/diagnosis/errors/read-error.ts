import { MEANINGS } from './meanings.js';
import { MICROSOFT_SIGN_IN } from './microsoft-sign-in.js';
import { namesSeveral } from './several.js';
import { readOutlookCode } from './outlook-codes.js';
import { plainErrorText } from './plain-text.js';
import { errorProviderOf, type ErrorProvider } from './providers.js';
import { REASONS } from './reasons.js';
import { readRefusal } from './refusals.js';
import { RESPONSE_CODES } from './response-codes.js';
import type { ErrorProtocol, ErrorRule, Reading } from './rule.js';
import { SMTP_CODES } from './smtp-codes.js';
import { TRANSPORT } from './transport.js';
import { BARE, DIALOGS, GENERIC, OWN_SIDE } from './words.js';
import type { Confidence, CredentialKind, Refusal } from '../../domain/index.js';

/** An error text and what is known of where it was said. */
export interface ErrorText {
  readonly text: string;
  readonly protocol?: ErrorProtocol;
  /** The provider's id in the bundle, or what people call it. */
  readonly provider?: string;
  /** What the bundle's file of this provider says: its own texts, and which credential mail apps need. */
  readonly refusals?: readonly Refusal[];
  readonly credential?: CredentialKind;
}

/** What an error text means. */
export interface ErrorReading {
  readonly finding: string;
  readonly scenario: string;
  /** Other causes that say the same, likeliest first. */
  readonly alternatives: readonly string[];
  readonly confidence: Confidence;
  /** The parts of the text that decided, and the provider where it mattered. */
  readonly because: readonly string[];
  /** A plain “no”, whose reason the server keeps to itself. */
  readonly isPlain?: true;
}

const LONGEST_BECAUSE = 80;

/**
 * Reads an error text of a server or a mail app. What decides, in this order: the provider's own words, words that name a
 * reason, codes, words for the kind of trouble, a plain refusal. Nothing when the text says none of it.
 */
export function readError(given: ErrorText): ErrorReading | undefined {
  const text = plainErrorText(given.text);
  const reading = readPlain(text, given);
  if (reading?.confidence !== 'high' || !namesSeveral(text)) return reading;
  return { ...reading, confidence: 'medium' };
}

function readPlain(text: string, given: ErrorText): ErrorReading | undefined {
  const known = errorProviderOf(given.provider, text);
  const wants = given.credential === undefined ? known.wants : wantedBy(given.credential);
  const provider: ErrorProvider = { ...known, ...(wants && { wants }) };
  return (
    refusalOfBundle(text, given) ??
    byRules(text, given.protocol, DIALOGS) ??
    byRules(text, given.protocol, provider.rules) ??
    byRules(text, given.protocol, REASONS) ??
    byRules(text, given.protocol, MICROSOFT_SIGN_IN) ??
    byRules(text, given.protocol, RESPONSE_CODES) ??
    byOutlookCode(text) ??
    byRules(text, given.protocol, SMTP_CODES) ??
    byRules(text, given.protocol, TRANSPORT) ??
    byRules(text, given.protocol, GENERIC) ??
    byRefusal(text, given.protocol, provider) ??
    byRules(text, given.protocol, OWN_SIDE) ??
    byRules(text, given.protocol, BARE)
  );
}

function wantedBy(credential: CredentialKind): ErrorProvider['wants'] {
  if (credential === 'oauth-only') return 'browser';
  return credential === 'password' ? 'password' : 'code';
}

function refusalOfBundle(text: string, { refusals = [] }: ErrorText): ErrorReading | undefined {
  const said = text.toLowerCase();
  const known = refusals.find(
    (one) => one.text !== '' && said.includes(plainErrorText(one.text).toLowerCase()),
  );
  return known && inFull({ finding: known.finding }, [known.text]);
}

function byRules(
  text: string,
  protocol: ErrorProtocol | undefined,
  rules: readonly ErrorRule[],
): ErrorReading | undefined {
  for (const one of rules) {
    if (protocol && one.protocols && !one.protocols.includes(protocol)) continue;
    const found = one.patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    if (found) return inFull(one, [found[0]]);
  }
  return undefined;
}

function byOutlookCode(text: string): ErrorReading | undefined {
  const found = readOutlookCode(text);
  return found && inFull(found.reading, [found.code]);
}

function byRefusal(
  text: string,
  protocol: ErrorProtocol | undefined,
  provider: ErrorProvider,
): ErrorReading | undefined {
  const found = readRefusal(text, provider, protocol);
  return found && { ...inFull(found.reading, [found.because]), isPlain: true };
}

/** A reading with its finding's own meaning for what it leaves out. */
function inFull(reading: Reading, because: readonly string[]): ErrorReading {
  const own = MEANINGS[reading.finding];
  const scenario = reading.scenario ?? own?.scenario ?? 'unclear';
  return {
    finding: reading.finding,
    scenario,
    alternatives: (reading.or ?? own?.or ?? []).filter((other) => other !== scenario),
    confidence: reading.sure ?? own?.sure ?? 'low',
    because: because.map((part) => part.trim().slice(0, LONGEST_BECAUSE)),
    ...(reading.finding === 'auth.rejected' && { isPlain: true }),
  };
}
