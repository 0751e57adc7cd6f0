import { createHash } from 'node:crypto';
import type { ActionCall, ActionDoor, CallAnswer, Clock, NoticeCall, Secret } from '../domain/index.js';
import { signedHeaders } from '../signing/index.js';
import { actionAnswer, noticeAnswer } from './answer.js';
import { postOnce, type Posted } from './post.js';

const TIMEOUT_MS = 10_000;
/** What is sent is a few settings, or one short text per language. */
const LONGEST_CALL_BYTES = 64 * 1_024;

export interface ActionDoorSettings {
  readonly url: string;
  readonly key: Secret;
  readonly actions: readonly string[];
  readonly queues: readonly string[];
}

export interface ActionDoorOptions extends ActionDoorSettings {
  readonly clock: Clock;
  /** Whole time for an answer; 10 seconds unless told. */
  readonly timeoutMs?: number;
}

/**
 * The door to the one address where operations have actions done and notices told: signed JSON, one request per call.
 * The same call is the same request, byte for byte, but for its timestamp and signature. Documented in
 * docs/actions-webhook.md: version 1 grows by new fields only.
 */
export function createActionDoor(options: ActionDoorOptions): ActionDoor {
  const { clock, key, timeoutMs = TIMEOUT_MS } = options;
  const url = new URL(options.url);

  async function call(
    idempotencyKey: string,
    content: object,
    judge: (posted: Posted) => CallAnswer,
  ): Promise<CallAnswer> {
    const body = JSON.stringify({ version: 1, ...content });
    if (Buffer.byteLength(body) > LONGEST_CALL_BYTES) {
      return {
        kind: 'refused',
        reason: 'the call is longer than 64 KB',
        remedy: 'Shorten what the step of the playbook passes on.',
      };
    }
    const headers = signedHeaders(body, opaque(idempotencyKey), key, clock);
    return judge(await postOnce(url, headers, body, timeoutMs));
  }

  return {
    actions: new Set(options.actions),
    queues: new Set(options.queues),
    act: (asked) =>
      call(asked.idempotencyKey, actionBody(asked), (posted) => actionAnswer(posted, asked, clock)),
    notify: (asked) => call(asked.idempotencyKey, noticeBody(asked), (posted) => noticeAnswer(posted, clock)),
  };
}

function actionBody({ action, person, with: values, language, problem }: ActionCall): object {
  return {
    kind: 'action',
    action,
    person: { id: person.id, name: person.name ?? null, address: person.address },
    with: values,
    language,
    problem: opaque(problem),
  };
}

function noticeBody({ queue, severity, text, problem, case: reference }: NoticeCall): object {
  return {
    kind: 'notice',
    queue,
    severity,
    text: { zh: text.zh, en: text.en },
    problem: opaque(problem),
    case: reference ?? null,
  };
}

/** The same for the same thing, and nothing to be learnt from it: whoever knows a web chat's id is in that chat. */
function opaque(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}
