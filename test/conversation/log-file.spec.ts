import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tellingLines } from '../../src/conversation/index.js';

const LOG = [
  '09:00:01 connecting to imap.corp.example:993',
  '09:00:01 S: * OK ready',
  '09:00:02 C: a1 AUTHENTICATE PLAIN AHdhbmcAU3Vuc2hpbmUyMDI0IQ==',
  '09:00:02 S: a1 NO [AUTHENTICATIONFAILED] Authentication failed.',
  '09:00:03 C: a2 LOGIN wang.min Sunshine2024!',
  '09:00:03 S: a2 NO [AUTHENTICATIONFAILED] Authentication failed.',
  '09:00:04 window resized to 800x600',
  '09:00:05 S: 535 5.7.8 Error: authentication failed',
].join('\r\n');

describe('tellingLines', () => {
  it('keeps the lines that tell of trouble, in order, and leaves out the rest', () => {
    expect(tellingLines('outlook.log', LOG)).toBe(
      [
        'outlook.log:',
        '09:00:03 S: a2 NO [AUTHENTICATIONFAILED] Authentication failed.',
        '09:00:05 S: 535 5.7.8 Error: authentication failed',
      ].join('\n'),
    );
  });

  it.each([
    ['SASL PLAIN', 'error: C: a1 AUTHENTICATE PLAIN AHdhbmcAU3Vuc2hpbmUyMDI0IQ==', 'AHdhbmc'],
    ['SMTP AUTH LOGIN', 'failed: AUTH LOGIN d2FuZy5taW4=', 'd2Fu'],
    ['IMAP LOGIN', 'failed: a2 LOGIN wang.min Sunshine2024!', 'Sunshine'],
    ['POP3 PASS', 'C: PASS Sunshine2024! error', 'Sunshine'],
    ['a lower-case trace', 'error 0007 login wang.min Sunshine2024!', 'Sunshine'],
    ['a typed password', 'login failed, password: Sunshine2024!', 'Sunshine'],
  ])('lets no credential through: %s', (_name, line, secret) => {
    expect(tellingLines('a.log', line)).not.toContain(secret);
  });

  it.each([
    'ERROR IMAP login failed: AUTHENTICATIONFAILED',
    'login refused by server: LOGINDISABLED',
    'second pass failed after 3 errors',
  ])('keeps the words that tell: %s', (line) => {
    expect(tellingLines('a.log', line)).toBe(`a.log:\n${line}`);
  });

  it('says each kind of line once, however often it was written', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `09:00:${at} connection timed out after ${at} ms`);
    expect(tellingLines('a.log', lines.join('\n'))?.split('\n')).toHaveLength(2);
  });

  it.each([
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0\0 error'],
    ['nothing', ''],
    ['blanks', ' \n \n'],
    ['a quiet log', 'started\nall is well\nstopped'],
  ])('finds nothing in %s', (_name, text) => {
    expect(tellingLines('a.log', text)).toBeUndefined();
  });

  it('shows the last part of a name, without marks', () => {
    expect(tellingLines('C:\\Users\\wang\\<b>mail</b>.log', 'error')).toBe('b.log:\nerror');
    expect(tellingLines('***', 'error')).toBe('log:\nerror');
  });

  it('stays short and calm for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), (text) => {
        const lines = tellingLines('a.log', `${text}\nerror`);
        return (lines?.length ?? 0) <= 1_600;
      }),
    );
  });
});
