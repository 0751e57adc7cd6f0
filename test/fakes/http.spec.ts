import { describe, expect, it } from 'vitest';

import { openHttpMocks } from './http.js';

describe('openHttpMocks', () => {
  it('answers mocked calls and finds nothing wrong', async () => {
    const mocks = openHttpMocks();
    mocks.mock('https://a.example').get('/x').reply(200, 'hello');

    expect(await (await fetch('https://a.example/x')).text()).toBe('hello');
    expect(mocks.settle()).toEqual({ strays: [], unused: [] });
  });

  it('tells of a call without a mock even if its error was swallowed', async () => {
    const mocks = openHttpMocks();

    await fetch('https://b.example/y').catch(() => undefined);

    expect(mocks.settle().strays).toEqual([expect.stringContaining('/y')]);
  });

  it('tells of a mock that nobody called, once', () => {
    const mocks = openHttpMocks();
    mocks.mock('https://a.example').post('/x').reply(200);

    expect(mocks.settle().unused).toEqual(['POST https://a.example:443/x']);
    expect(openHttpMocks().settle().unused).toEqual([]);
  });
});
