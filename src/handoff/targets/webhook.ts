import {
  mailmedicError,
  reasonOf,
  type CasePosting,
  type Clock,
  type HandoffTarget,
  type Secret,
} from '../../domain/index.js';
import { signedHeaders } from '../../signing/index.js';

export interface WebhookSettings {
  readonly url: string;
  readonly key: Secret;
}

export interface WebhookOptions extends WebhookSettings {
  readonly clock: Clock;
  /** Whole time for an answer; 5 seconds unless told. */
  readonly timeoutMs?: number;
}

/** Version 1 of the body, documented in docs/handoff-webhook.md: fields are added, never changed or taken away. */
function bodyOf(posting: CasePosting): string {
  const { case: handed, transcript } = posting;
  return JSON.stringify({
    version: 1,
    event: 'case.opened',
    case: {
      id: handed.id,
      reference: handed.reference,
      createdAt: handed.createdAt,
      queue: handed.queue,
      severity: handed.severity,
      reason: handed.reason,
      summary: handed.summary,
      language: handed.language,
      person: {
        id: handed.person.id,
        name: handed.person.name ?? null,
        address: handed.person.address ?? null,
        addressVerified: handed.person.verified ?? false,
        timeZone: handed.person.timeZone ?? null,
        department: handed.person.department ?? null,
        manager: handed.person.manager ?? null,
      },
      causes: handed.differential,
      findings: handed.findings,
      known: handed.known,
      tried: handed.tried,
    },
    transcript: transcript.map((line) => ({
      at: line.at,
      who: line.who,
      name: line.name ?? null,
      text: line.text,
    })),
  });
}

/** What fetch says is “fetch failed”; why is in its cause. */
function whyNot(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer within ${timeoutMs / 1_000} seconds`;
  }
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : reasonOf(cause);
}

/**
 * Posts a case as signed JSON to a URL that operations named: any ticket system with a small receiver.
 * `Idempotency-Key` is the case's id, so a repeated post must be the same ticket. One request per call, no
 * redirects (a redirect would carry the case to an address nobody named), anything but 2xx is a refusal.
 *
 * Uses the global fetch.
 */
export function createWebhook(options: WebhookOptions): HandoffTarget {
  const timeoutMs = options.timeoutMs ?? 5_000;

  async function post(posting: CasePosting): Promise<void> {
    const body = bodyOf(posting);
    const response = await fetch(options.url, {
      method: 'POST',
      headers: signedHeaders(body, posting.case.id, options.key, options.clock),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw refusal(posting, whyNot(error, timeoutMs), error);
    });
    // An unread body would hold the connection open.
    await response.body?.cancel();
    if (!response.ok) throw refusal(posting, `HTTP ${response.status}`);
  }

  return { id: 'webhook', post };
}

function refusal(posting: CasePosting, reason: string, cause?: unknown) {
  return mailmedicError(
    'MM_TARGET_REFUSED',
    { target: 'webhook', reference: posting.case.reference, reason },
    'Check MAILMEDIC_HANDOFF_WEBHOOK_URL and the log of the system behind it; the case itself is safe in the store.',
    cause,
  );
}
