import { describe, expect, it } from 'vitest';
import { tellingLines } from '../../src/conversation/index.js';
import { maskSecrets } from '../../src/conversation/mask.js';
import { quotedError, readError } from '../../src/diagnosis/index.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const PLAIN = base64('\0li\0sunshine');
const BEARER = base64('user=li@corp.example\u0001auth=Bearer ya29.a0AfH6SMBx\u0001\u0001');

/** What is written, what of it must not stay, and what the trace means. */
type Trace = readonly [name: string, trace: string, secrets: readonly string[], finding?: string];

const TRACES: readonly Trace[] = [
  [
    'SMTP AUTH LOGIN, line by line',
    `C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${base64('li')}\nS: 334 UGFzc3dvcmQ6\nC: ${base64('abc')}\nS: 535 5.7.8 Error: authentication failed`,
    [base64('li'), base64('abc')],
    'auth.rejected',
  ],
  [
    'the same in one line',
    `AUTH LOGIN 334 VXNlcm5hbWU6 ${base64('li')} 334 UGFzc3dvcmQ6 ${base64('sunshine')} 535 5.7.8 no`,
    [base64('li'), base64('sunshine')],
  ],
  [
    'the same as Python writes it',
    `reply: b'334 UGFzc3dvcmQ6\\r\\n'\nreply: retcode (334); Msg: b'UGFzc3dvcmQ6'\nsend: '${base64('sunshine')}\\r\\n'\nreply: b'535 5.7.8 no\\r\\n'`,
    [base64('sunshine')],
  ],
  ['SMTP AUTH PLAIN behind 334', `AUTH PLAIN\n334 \n${PLAIN}\n535 5.7.8 no`, [PLAIN], 'auth.rejected'],
  ['SMTP AUTH PLAIN at once', `AUTH PLAIN ${PLAIN}\n535 5.7.8 no`, [PLAIN], 'auth.rejected'],
  ['a credential in base64, wherever', `initial response ${PLAIN} was sent`, [PLAIN]],
  [
    'CRAM-MD5',
    `AUTH CRAM-MD5\n334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2U+\n${base64('li b913a602c7eda7a495b4e6e7334d3890')}\n535 5.7.8 no`,
    [base64('li b913a602c7eda7a495b4e6e7334d3890')],
  ],
  [
    'IMAP LOGIN, both words quoted',
    'a1 LOGIN "li lei" "sun shine 99"\na1 NO [AUTHENTICATIONFAILED] no',
    ['sun', 'shine'],
    'auth.rejected',
  ],
  ['IMAP LOGIN with a quote inside', 'a1 LOGIN "li" "sun\\"shine"\na1 NO no', ['sun', 'shine']],
  ['IMAP LOGIN, the second word quoted', 'a1 LOGIN li@corp.example "sun shine"\na1 NO no', ['sun', 'shine']],
  ['IMAP LOGIN in small letters', 'SendData: 2 login "li@corp.example" "sunshine"', ['sunshine']],
  ['IMAP LOGIN, a short word', 'a1 LOGIN li pw12\na1 NO [EXPIRED] no', ['pw12'], 'auth.expired'],
  [
    'IMAP LOGIN with literals',
    'C: a1 LOGIN {2}\nS: + OK\nC: li {9}\nS: + OK\nC: sun shine\nS: a1 NO no',
    ['sun', 'shine'],
  ],
  [
    'IMAP AUTHENTICATE PLAIN',
    `a2 AUTHENTICATE PLAIN\n+ \n${PLAIN}\na2 NO [LIMIT] no`,
    [PLAIN],
    'auth.rate-limited',
  ],
  ['XOAUTH2', `a2 AUTHENTICATE XOAUTH2 ${BEARER}\na2 NO no`, [BEARER]],
  ['a bearer token in clear', 'user=li\u0001auth=Bearer ya29.a0AfH6SMBx\u0001\u0001', ['ya29.a0AfH6SMBx']],
  [
    'POP3 PASS with a space',
    'USER li\n+OK\nPASS sun shine\n-ERR [AUTH] no',
    ['sun', 'shine'],
    'auth.rejected',
  ],
  ['POP3 APOP', 'APOP li c4c9334bac560ecc979e58001b3e22fb\n-ERR no', ['c4c9334bac560ecc979e58001b3e22fb']],
  ['a refresh token alone', '"refresh_token": "0.AXoA-short"', ['0.AXoA-short']],
  ['a verifier alone', 'code_verifier=dBjftJeZ4CVP', ['dBjftJeZ4CVP']],
  ['the first field of a query', 'GET /mail/?sid=Zx81kQ HTTP/1.1', ['Zx81kQ']],
  ['a later field of a query', 'f=1&sig=Qq82kZ HTTP/1.1', ['Qq82kZ']],
  ['Authorization: Basic', 'Authorization: Basic bGk6cHc=\n401', ['bGk6cHc=']],
  ['Authorization: NTLM', '"authorization": "NTLM TlRMTVNTUAABAAAA"', ['TlRMTVNTUAABAAAA']],
  [
    'a JWT',
    'token is eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJsaSJ9.c2lnbmF0dXJl',
    ['eyJhbGciOiJSUzI1NiJ9', 'c2lnbmF0dXJl'],
  ],
  ['Cookie', 'Cookie: SID=abcdef; sess=12345\nHTTP 401', ['abcdef', '12345']],
  ['Set-Cookie', 'set-cookie: sid=zz; Path=/', ['zz;']],
  [
    'OAuth fields',
    '{"access_token":"ya29.x","refresh_token":"1//0g"} client_secret=GOCSPX-a',
    ['ya29.x', '1//0g', 'GOCSPX-a'],
  ],
  ['a code in a query', 'https://x.example/cb?state=1&code=4/0AX4Xf', ['4/0AX4Xf']],
  ['a password in an address', 'imap://li%40corp.example:pa@ss@imap.corp.example/INBOX', ['pa@ss']],
  ['a password with a slash in an address', 'imaps://li:pa/ss@imap.corp.example', ['pa/ss']],
];

const CASES = TRACES.map(([name, trace, secrets, finding]) => ({ name, trace, secrets, finding }));

describe('protocol traces, pasted', () => {
  it.each(CASES)('$name', ({ trace, secrets }) => {
    const { text, masked } = maskSecrets(trace);
    expect(masked).toBe(true);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe('protocol traces, in a file', () => {
  it.each(CASES)('$name', ({ trace, secrets }) => {
    const text = tellingLines('trace.log', ['error: connecting', trace, 'error: giving up'].join('\n')) ?? '';
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe('what is masked is still read', () => {
  const read = (text: string) => readError({ text: quotedError(text)?.text ?? '' })?.finding;

  it.each(CASES.filter(({ finding }) => finding !== undefined))('$name', ({ trace, finding }) => {
    expect(read(maskSecrets(trace).text)).toBe(finding);
    expect(read(tellingLines('trace.log', trace) ?? '')).toBe(finding);
  });
});

describe('no secret', () => {
  it.each([
    'the log says 334 messages\nand 12 more',
    'count: 334\nlast word',
    'S: * OK ready\nC: a1 CAPABILITY\nS: a1 NO LOGIN failed',
    '535 LOGIN failed: wrong user',
    '+ 1 more thing\nnothing',
    'authorization: required',
    'cookies: blocked by policy',
    'http://imap.corp.example:993/a@b',
    'Sehr geehrte AuthenticationFailedException in com.sun.mail.imap.IMAPStore',
    'i passed the test, PASS it on\nUSER list is fine',
  ])('%s', (text) => {
    expect(maskSecrets(text)).toEqual({ text, masked: false });
  });
});
