import { afterEach, describe, expect, it } from 'vitest';

import { createFakeCases, type FakeCases } from './fake-cases.js';
import { readEvents, startServer, type ServerHouse } from './house.js';

const ONE = '/api/cases/MM-1001';

let house: ServerHouse;
let cases: FakeCases;

async function start(): Promise<ServerHouse['call']> {
  cases = createFakeCases();
  house = await startServer({ cases });
  return house.call;
}

afterEach(() => house.server.close());

describe('cases over HTTP', () => {
  it('lists open ones unless told otherwise', async () => {
    const call = await start();

    expect((await call({ path: '/api/cases' })).json()).toMatchObject({ state: 'open' });
    expect((await call({ path: '/api/cases?state=closed' })).json()).toMatchObject({ state: 'closed' });
    expect((await call({ path: '/api/cases?state=all' })).status).toBe(400);
  });

  it('says 404 for a case that is none', async () => {
    const call = await start();

    const answer = await call({ path: '/api/cases/MM-9' });

    expect([answer.status, answer.json()]).toEqual([
      404,
      expect.objectContaining({ error: expect.objectContaining({ code: 'MM_CASE_UNKNOWN' }) as unknown }),
    ]);
  });

  it('does what an agent wants in the name of the agent, and answers with the case', async () => {
    const call = await start();
    const bodies = {
      claim: {},
      reply: { text: 'Hello' },
      note: { text: 'odd' },
      return: { text: 'done' },
      resolve: { cause: 'certificate', fix: 'renewed' },
      probe: {},
    };

    for (const [deed, body] of Object.entries(bodies)) {
      const answer = await call({ path: `${ONE}/${deed}`, body });
      expect([answer.status, answer.json()]).toEqual([200, { case: { reference: 'MM-1001' } }]);
    }

    expect(cases.acts.map(([, , deed]) => deed)).toEqual(
      Object.entries(bodies).map(([deed, body]) => ({ deed, ...body })),
    );
  });

  it('says 409 and who has it when somebody was faster', async () => {
    const call = await start();

    await call({ path: `${ONE}/claim`, body: {} });
    const second = await call({ path: `${ONE}/claim`, body: {} });

    expect([second.status, second.text]).toEqual([409, expect.stringContaining('Li Na')]);
  });

  it.each([
    ['reply', {}],
    ['reply', { text: 'x'.repeat(10_001) }],
    ['reply', { text: 'x', as: 'somebody else' }],
    ['resolve', { cause: 'x' }],
    ['claim', { by: 'somebody else' }],
    ['assign', {}],
  ])('refuses %s with %j', async (deed, body) => {
    const call = await start();

    expect((await call({ path: `${ONE}/${deed}`, body })).status).toBeGreaterThanOrEqual(400);
    expect(cases.acts).toEqual([]);
  });

  it('changes nothing by GET: 405 and what would do', async () => {
    const call = await start();

    const answer = await call({ path: `${ONE}/claim` });

    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    expect(cases.acts).toEqual([]);
  });

  it('refuses a form of another page', async () => {
    const call = await start();

    const form = { 'content-type': 'text/plain' };
    const foreign = { origin: 'https://evil.example' };

    expect((await call({ path: `${ONE}/claim`, body: '{}', headers: form })).status).toBe(415);
    expect((await call({ path: `${ONE}/claim`, body: {}, headers: foreign })).status).toBe(403);
    expect(cases.acts).toEqual([]);
  });

  it('tells when something changed', async () => {
    const call = await start();

    const reading = readEvents(house.url, '/api/cases/events', 2);
    await call({ path: '/healthz' });
    cases.change('v2');

    expect((await reading).map(({ data }) => data)).toEqual([{ version: 'v1' }, { version: 'v2' }]);
  });
});
