import { z } from 'zod';
import type { ActionCall, CallAnswer, Clock } from '../domain/index.js';
import type { Posted } from './post.js';

const ALWAYS: readonly string[] = ['ok', 'failed', 'unknown'];
const LONGEST_FACT = 200;
const SEE = 'docs/actions-webhook.md says what to answer.';
const LOOK = 'Look into the log of the system behind MAILMEDIC_ACTIONS_URL.';
const REACH = 'Check that MAILMEDIC_ACTIONS_URL can be reached from this machine.';
const CERTIFICATE =
  'The certificate of MAILMEDIC_ACTIONS_URL was not accepted; for an authority of your own start with NODE_EXTRA_CA_CERTS.';
const REDIRECT =
  'It answered with a redirect, which is not followed: set MAILMEDIC_ACTIONS_URL to where it leads.';

const answer = z.object({
  outcome: z.string().max(60),
  facts: z.record(z.string(), z.unknown()).optional(),
});

/** What the answer to an action says, believed only as far as the action was declared. */
export function actionAnswer(posted: Posted, call: ActionCall, clock: Clock): CallAnswer {
  return judge(posted, clock, (body) => readOutcome(body, call));
}

/** A notice was taken, or it was not; there is nothing to read. */
export function noticeAnswer(posted: Posted, clock: Clock): CallAnswer {
  return judge(posted, clock, () => ({ kind: 'answered', outcome: 'ok', facts: {} }));
}

/** `taken` reads the body of a 2xx; it is absent where it was too long or no text. */
function judge(posted: Posted, clock: Clock, taken: (body: string | undefined) => CallAnswer): CallAnswer {
  switch (posted.kind) {
    case 'not-sent':
      return posted.certificate
        ? { kind: 'refused', reason: posted.reason, remedy: CERTIFICATE }
        : { kind: 'later', reason: posted.reason, remedy: REACH };
    case 'cut':
      return { kind: 'unknown', reason: posted.reason, remedy: LOOK };
    case 'answer':
      return judgeStatus(posted.status, posted.retryAfter, clock) ?? taken(posted.body);
  }
}

function judgeStatus(status: number, retryAfter: string | undefined, clock: Clock): CallAnswer | undefined {
  if (status >= 200 && status < 300) return undefined;
  const reason = `HTTP ${status}`;
  if (status === 429 || status === 503) {
    const afterMs = retryAfter === undefined ? undefined : waitOf(retryAfter, clock);
    return { kind: 'later', reason, remedy: LOOK, ...(afterMs === undefined ? {} : { afterMs }) };
  }
  // A server's own error may have come after the deed.
  if (status >= 500) return { kind: 'unknown', reason, remedy: LOOK };
  if (status >= 400) return { kind: 'refused', reason, remedy: `${LOOK} ${SEE}` };
  return { kind: 'refused', reason, remedy: REDIRECT };
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function waitOf(retryAfter: string, clock: Clock): number | undefined {
  if (/^\d{1,9}$/u.test(retryAfter)) return Number(retryAfter) * 1_000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().getTime());
}

function readOutcome(body: string | undefined, call: ActionCall): CallAnswer {
  const read = answer.safeParse(parseJson(body));
  if (!read.success) {
    return { kind: 'unknown', reason: 'its answer is no JSON with an outcome, or too long', remedy: SEE };
  }
  const { outcome, facts = {} } = read.data;
  if (!ALWAYS.includes(outcome) && !call.outcomes.includes(outcome)) {
    return {
      kind: 'refused',
      reason: `it answered the outcome ${outcome}, which is not declared`,
      remedy: `Declare ${outcome} under ${call.action} in playbooks/actions.yaml, or let the receiver answer a declared one.`,
    };
  }
  return { kind: 'answered', outcome, facts: declaredFacts(facts, call.facts) };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Declared facts that are texts; they will be shown to a person as text, on one line. */
function declaredFacts(
  facts: Readonly<Record<string, unknown>>,
  declared: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    declared.flatMap((name) => {
      const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
      return typeof value === 'string' ? [[name, inert(value)] as const] : [];
    }),
  );
}

/** Without controls, marks of writing direction and other invisible characters. */
function inert(value: string): string {
  const plain = value.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return plain.slice(0, LONGEST_FACT).replace(/[\uD800-\uDBFF]$/u, '');
}
