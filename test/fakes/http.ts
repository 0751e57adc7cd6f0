import nock from 'nock';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';

export interface HttpMocks {
  readonly mock: (origin: string) => nock.Scope;
  /** Ends the mocking of one test and tells what didn't fit. */
  settle(): { readonly strays: readonly string[]; readonly unused: readonly string[] };
}

/**
 * Cuts this process off from the network: only mocked calls get an answer. With `loopback`, fakes that listen on this
 * machine do too.
 */
export function openHttpMocks({ loopback = false } = {}): HttpMocks {
  const strays: string[] = [];

  function noteStray(request: { method?: string; path?: string }, options?: { host?: string }): void {
    strays.push(`${request.method ?? 'GET'} ${options?.host ?? ''}${request.path ?? ''}`);
  }

  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  if (loopback) nock.enableNetConnect(/^127\.0\.0\.1(:\d+)?$/u);
  nock.emitter.on('no match', noteStray);

  return {
    mock: (origin) => nock(origin),
    settle: () => {
      const unused = nock.pendingMocks();
      nock.emitter.off('no match', noteStray);
      nock.abortPendingRequests();
      nock.cleanAll();
      return { strays, unused };
    },
  };
}

/**
 * The only door to nock. Call once in a `describe`; every outgoing HTTP call inside then needs a mock:
 * a call without one fails the test even if the code under test swallows the error, and so does a mock that
 * nobody called.
 */
export function mockHttp(): (origin: string) => nock.Scope {
  let mocks: HttpMocks;

  beforeEach(() => {
    mocks = openHttpMocks();
  });

  afterEach(() => {
    const { strays, unused } = mocks.settle();
    expect(strays, 'HTTP calls without a mock').toEqual([]);
    expect(unused, 'mocks that nobody called').toEqual([]);
  });

  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  return (origin) => mocks.mock(origin);
}
