import type { Reading } from './rule.js';

/** Codes of Outlook (IXP_E_* of Microsoft's mimeole.h), of MAPI, and of Windows below them, by what they mean. */
const MEANT: readonly (readonly [reading: Reading, codes: string])[] = [
  [
    {
      finding: 'auth.rejected',
      or: ['mfa-conflict', 'client-cache', 'password-expired', 'service-disabled'],
    },
    '800CCC92 800CCC00 800CCC91',
  ],
  [
    { finding: 'auth.rejected', or: ['service-disabled', 'mfa-conflict', 'password-expired'] },
    '800CCCD1 800CCCD2 800CCCE0 800CCC90 800CCC32',
  ],
  [
    { finding: 'auth.method-refused', scenario: 'mfa-conflict', or: ['protocol-config'], sure: 'medium' },
    '800CCCDF',
  ],
  [{ finding: 'auth.method-refused', or: ['mistyped-password', 'mfa-conflict'], sure: 'medium' }, '800CCC18'],
  [{ finding: 'tls.name-mismatch' }, '800CCC01 800B010F 80072F06 80090322'],
  [{ finding: 'tls.expired' }, '800CCC02 800B0101 80072F05 80090328'],
  [{ finding: 'tls.untrusted' }, '800B0109 800B010A 80072F0D 80090325 80092012 80092013 800CCC7F 80072F8F'],
  [{ finding: 'tls.failed' }, '800CCC1A 80090326 80090308 80090331 80072F7D'],
  [{ finding: 'imap.starttls-missing' }, '800CCC7D'],
  [{ finding: 'auth.encryption-needed' }, '800CCC7C'],
  [{ finding: 'dns.no-such-host' }, '800CCC0D 80072EE7 80072AF9'],
  [
    { finding: 'net.refused', or: ['network-intercept', 'server-outage'] },
    '800CCC0E 800CCC15 800CCC14 80042108 80042109 80072EFD 8007274D',
  ],
  [
    {
      finding: 'client.connection-lost',
      scenario: 'network-intercept',
      or: ['server-outage', 'protocol-config', 'ip-blocked'],
    },
    '800CCC0F 800CCC06 800CCC09 800CCC12 800CCC13 80072EFE 80072EFF 80072746',
  ],
  [
    { finding: 'client.connection-lost', or: ['network-intercept', 'ip-blocked'], sure: 'medium' },
    '800CCC05 800CCC04 800CCCDD 8004011D 80040115',
  ],
  [{ finding: 'net.timeout' }, '800CCC19 8004210A 8004210B 80072EE2 8007274C 800CCC38'],
  [{ finding: 'auth.unavailable' }, '800CCC0B 800CCC67 800CCC6A 800CCC6C 800CCC68'],
  [{ finding: 'auth.address-blocked', or: ['server-outage'], sure: 'medium' }, '800CCCD9'],
  [
    { finding: 'client.not-understood', or: ['network-intercept'] },
    '800CCC60 800CCC61 800CCC62 800CCC63 800CCC64 800CCC65 800CCC66 800CCC08 800CCC0A 800CCC93 800CCCD3 800CCCD4 800CCCD5 800CCCD7 800CCCD8 800CCCDA 800CCCDE 800CCCD6',
  ],
  [
    { finding: 'client.settings-incomplete' },
    '800CCC0C 800CCC10 800CCC11 800CCC16 80070057 800CCC30 800CCC31 800CCC34',
  ],
  [
    { finding: 'client.data-damaged' },
    '8004010F 80040600 80040119 800C0131 800C0133 800C0155 80040154 80004005 8004011C 800CCC40 800CCC41 800CCC42 800CCC43 800CCC44 800CCC45 800CCCDB 800CCCDC 800CCC95 800CCC97',
  ],
  [
    { finding: 'auth.sender-refused', sure: 'high' },
    '800CCC69 800CCC6B 800CCC6E 800CCC78 800CCC79 800CCC7A 800CCC7B 800CCC6D',
  ],
  [{ finding: 'auth.sender-refused', or: ['ip-blocked', 'credential-leak'], sure: 'medium' }, '800CCC6F'],
  [{ finding: 'auth.sending-refused' }, '800CCC80 800CCC81 800CCC7E'],
  [{ finding: 'auth.not-permitted' }, '800CCC33'],
];

const BY_CODE: ReadonlyMap<string, Reading> = new Map(
  MEANT.flatMap(([reading, codes]) => codes.split(' ').map((code) => [code, reading] as const)),
);

/** `0x800CCC0E`, `0x800ccc0e` and what is left of it where somebody typed it off: `800CCC0E`. */
const HEX = /(?<![0-9A-Z])(?:0x)?(8[0-9A-F]{7})(?![0-9A-Z])/iu;

/** What an Outlook or Windows code means, with the code itself; nothing for codes that are not about mail. */
export function readOutlookCode(
  text: string,
): { readonly reading: Reading; readonly code: string } | undefined {
  const found = HEX.exec(text);
  const reading = BY_CODE.get(found?.[1]?.toUpperCase() ?? '');
  return reading && found ? { reading, code: found[0] } : undefined;
}
