import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ownPath } from '../../src/server/own-path.js';

describe('where to go after signing in', () => {
  it.each([
    ['/', '/'],
    ['/console/cases/MM-1?tab=a#events', '/console/cases/MM-1?tab=a#events'],
    ['/probe/AbC_-1', '/probe/AbC_-1'],
    ['/a/../b', '/b'],
    ['/?to=https://evil.example', '/?to=https://evil.example'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
    ['/sign-in-help', '/sign-in-help'],
  ])('is %s: %s', (given, path) => {
    expect(ownPath(given)).toBe(path);
  });

  it.each([
    '',
    'console',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000',
    ' /console',
    '/控制台',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@evil.example',
    `/${'x'.repeat(2_000)}`,
    '/sign-in',
    '/sign-in?to=/',
    '/sign-in/callback',
    '/x/../sign-in',
    '/sign-out',
    '/enter/token',
  ])('is never %j', (given) => {
    expect(ownPath(given)).toBe('/');
  });

  it.each([undefined, null, 7, ['/a', '/b'], { 0: '/' }])('is never %j', (given) => {
    expect(ownPath(given)).toBe('/');
  });

  it('never leaves this server, whatever is given', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '\t',
      'evil.example',
      ':',
      '@',
      '?',
      '#',
      'a',
    );
    const paths = fc.array(pieces, { maxLength: 8 }).map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(paths, (given) => {
        const here = 'https://mailmedic.corp.example';
        return new URL(ownPath(given), `${here}/sign-in/callback`).origin === here;
      }),
      { numRuns: 2_000 },
    );
  });
});
