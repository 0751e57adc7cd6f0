import { describe, expect, it } from 'vitest';

import { mailmedicError, Secret } from '../../src/domain/index.js';
import { createLog } from '../../src/log/index.js';

function logging(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'debug') {
  const written: string[] = [];
  const log = createLog(level, { write: (line) => void written.push(line) });
  return { log, written, last: () => JSON.parse(written.at(-1) ?? 'null') as Record<string, unknown> };
}

describe('createLog', () => {
  it('writes one JSON object a line: time, level, static message, data', () => {
    const { log, written, last } = logging();

    log.info('turn taken', { conversation: 'web:1', inbox: 2 });

    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{.*\}\n$/u);
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'turn taken',
      conversation: 'web:1',
      inbox: 2,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u) as string,
    });
  });

  it.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('at level %s writes %i of four lines', (level, count) => {
    const { log, written } = logging(level);

    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');

    expect(written).toHaveLength(count);
  });

  it.each([
    'password',
    'userPassword',
    'SECRET',
    'webhook_key',
    'apikey',
    'accessToken',
    'accesstoken',
    'Authorization',
    'set-cookie',
    'text',
    'address',
    'emailAddress',
    'credentials',
  ])('hides what stands under %s, at any depth', (key) => {
    const { log, written } = logging();

    log.warn('noted', { [key]: 'canary', a: { b: [{ c: { d: { [key]: { e: 'canary' } } } }] } });
    log.warn('noted', { map: new Map([[key, 'canary']]), cause: { [key]: 4711 } });

    expect(written.join('')).not.toMatch(/canary|4711/u);
    expect(written.join('')).toContain('[hidden]');
  });

  it.each(['keyboard', 'monkey', 'context', 'conversation', 'code', 'tokenizerless'])(
    'shows what stands under %s',
    (key) => {
      const { log, last } = logging();

      log.info('noted', { [key]: 'plain' });

      expect(last()[key]).toBe('plain');
    },
  );

  it('prints no secret, no bytes, no password in a URL', () => {
    const { log, written } = logging();

    log.info('noted', {
      held: new Secret('canary'),
      bytes: Buffer.from('canary'),
      url: new URL('https://bot:canary@db.example/x?access_token=canary&page=2'),
      said: 'postgres://bot:canary@db/x failed',
    });

    expect(written[0]).not.toContain('canary');
    expect(written[0]).toContain('page=2');
  });

  it('writes an error as code, message, stack and cause', () => {
    const { log, last } = logging();
    const cause = new Error('connect ECONNREFUSED');

    log.error('store failed', {
      error: mailmedicError('MM_STORE_UNREACHABLE', { where: 'db', reason: 'refused' }, 'Start it.', cause),
    });

    expect(last()['error']).toMatchObject({
      code: 'MM_STORE_UNREACHABLE',
      message: 'The store at db cannot be reached: refused',
      stack: expect.stringContaining('log.spec.ts') as string,
      cause: { code: 'Error', message: 'connect ECONNREFUSED' },
    });
  });

  it('turns control, direction and invisible characters into escapes, in values, keys and errors', () => {
    const { log, written, last } = logging();
    const hostile = 'a\r\n{"level":"error"}\u001b[2J\u202egnp.exe\u2028\u200b\ud800';

    log.info('noted', { said: hostile, [`k${hostile}`]: 1, error: new Error(hostile) });

    expect(written).toHaveLength(1);
    const values = JSON.stringify(last(), (key, value: unknown) => (key === 'stack' ? '' : value));
    expect(JSON.parse(values)).toMatchObject({
      said: 'a\\u000d\\u000a{"level":"error"}\\u001b[2J\\u202egnp.exe\\u2028\\u200b\\ud800',
    });
    expect(values.replaceAll('\\\\', '')).not.toMatch(/\\[rn]|[\u0000-\u001f\u202e\u2028\u200b]/u);
  });

  it('keeps emoji and Chinese as they are', () => {
    const { log, last } = logging();

    log.info('noted', { host: '邮箱 📮' });

    expect(last()['host']).toBe('邮箱 📮');
  });

  it('lets no data forge the line itself', () => {
    const { log, written } = logging();

    log.info('noted', { level: 'error', msg: 'forged', time: 0 });

    expect(JSON.parse(written[0]!)).toMatchObject({ level: 'info', msg: 'noted', msg_: 'forged' });
    expect(written[0]!.match(/"level":/gu)).toHaveLength(1);
  });

  it('survives circles, depth and size', () => {
    const { log, last } = logging();
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 5_000; level += 1) deep = { deep };

    log.info('noted', { circle, deep, long: 'x'.repeat(1_000_000), many: Array(5_000).fill(1), big: 1n });

    expect(last()['circle']).toEqual({ self: '[circular]' });
    expect(JSON.stringify(last()).length).toBeLessThan(10_000);
    expect(JSON.stringify(last())).toContain('[too deep]');
  });
});
