import { randomUUID } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ErrorBody } from '../api/index.js';
import { MailmedicError, mailmedicError, type ErrorCode, type Log } from '../domain/index.js';

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  MM_INPUT: 400,
  MM_SIGN_IN_NEEDED: 401,
  MM_FORBIDDEN: 403,
  MM_NOT_FOUND: 404,
  MM_CASE_UNKNOWN: 404,
  MM_CASE_TAKEN: 409,
  MM_CASE_STATE: 409,
  MM_UNAVAILABLE: 503,
};

/** What fastify itself refuses, in words: its codes are stable, its messages are not ours. */
const REFUSALS: Readonly<Record<string, readonly [status: number, reason: string, remedy: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'the body is larger than 1 MB', 'Send a shorter message.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'the body is not JSON', 'Send Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'the body is not JSON', 'Send one JSON object.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'the body is empty', 'Send one JSON object.'],
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function bodyOf(error: MailmedicError): ErrorBody {
  return { error: { code: error.code, message: error.message, remedy: error.remedy } };
}

/** Answers any error as JSON. What is our own fault is logged under a reference and not shown. */
export function createErrorHandler(log: Log) {
  return function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const status = error instanceof MailmedicError ? STATUS[error.code] : undefined;
    if (error instanceof MailmedicError && status !== undefined) {
      if (status === 503) reply.header('Retry-After', '1');
      return reply.code(status).send(bodyOf(error));
    }
    const refusal = REFUSALS[codeOf(error)];
    if (refusal !== undefined) {
      const [refused, reason, remedy] = refusal;
      return reply.code(refused).send(bodyOf(mailmedicError('MM_INPUT', { reason }, remedy)));
    }
    if (!(error instanceof MailmedicError) && statusOf(error) < 500) {
      const reason = 'it is not a request this server understands';
      return reply
        .code(statusOf(error))
        .send(bodyOf(mailmedicError('MM_INPUT', { reason }, 'Check its address, headers and body.')));
    }
    const reference = randomUUID();
    log.error('request failed', { reference, route: request.routeOptions.url, error });
    return reply
      .code(500)
      .send(bodyOf(mailmedicError('MM_INTERNAL', { reference }, 'Look for the reference in the log.')));
  };
}
