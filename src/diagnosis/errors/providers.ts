import { rule, type ErrorRule } from './rule.js';

/** Providers that answer alike, under every name that people and bundles give them. */
interface Family {
  readonly names: RegExp;
  /** What a server of theirs writes into its answers. */
  readonly marks?: RegExp;
  /** Mail apps get in by a code or by the browser, not by the account's password. */
  readonly wants?: 'code' | 'browser';
  readonly rules?: readonly ErrorRule[];
}

const catchAll = { scenario: 'mfa-conflict', sure: 'medium' } as const;

/**
 * What servers of single providers say. The same words mean other things elsewhere: Microsoft refuses a right
 * password where basic sign-in is off, and Chinese providers name five reasons in one line.
 */
const FAMILIES: readonly Family[] = [
  {
    names:
      /^(?:exchange-online|microsoft(?:365|-365)?|office-?365|o365|outlook\.com|hotmail|live|msn|21vianet)/iu,
    marks:
      /\b(?:prod\.)?outlook\.(?:com|office365\.com)\]|prod\.exchangelabs|partner\.outlook\.cn|smtp\.office365/iu,
    wants: 'browser',
    rules: [
      rule('auth.rejected', /user credentials were incorrect/iu, {
        or: ['mfa-conflict', 'password-expired'],
      }),
      rule('auth.not-permitted', /authenticated but not connected/iu, {
        or: ['mfa-conflict', 'protocol-config', 'mistyped-password'],
      }),
      rule('auth.locked', /log ?in to your account via a web browser/iu, {
        or: ['new-device'],
        sure: 'medium',
      }),
      rule('auth.method-refused', /\b504[ -]5\.7\.4\b/iu, { scenario: 'smtp-auth-refused', sure: 'medium' }),
    ],
  },
  {
    names: /^(?:gmail|google|googlemail)/iu,
    marks: /\bgsmtp\b|support\.google\.com|accounts\.google\.com|mail\.google\.com/iu,
    wants: 'code',
    rules: [rule('auth.unavailable', /system (?:error|problem)|lookup failed/iu, { sure: 'medium' })],
  },
  {
    names: /^(?:qq|foxmail\.com)(?:\.com)?$/iu,
    marks: /service\.mail\.qq\.com|mail\.qq\.com/iu,
    wants: 'code',
    rules: [
      rule('auth.app-password-needed', /account is abnormal, service is not open|authorized code|授权码/iu, {
        ...catchAll,
        or: ['service-disabled', 'ip-blocked', 'account-locked', 'mistyped-password'],
      }),
    ],
  },
  {
    names: /^(?:tencent-)?exmail|^tencent|^wecom|^qq-?(?:exmail|enterprise)/iu,
    marks: /exmail\.qq\.com/iu,
    wants: 'code',
    rules: [
      rule('auth.code-expected', /authentication failed, system busy/iu, {
        ...catchAll,
        or: ['ip-blocked', 'service-disabled', 'server-outage', 'mistyped-password'],
      }),
    ],
  },
  {
    names: /^(?:163|126|188|yeah|netease|vip\.163|coremail)/iu,
    marks: /mail\.(?:163|126)\.com|\.(?:163|126)\.com|yeah\.net/iu,
    wants: 'code',
    rules: [
      // The sign-in itself was accepted: a client that does not say its name (RFC 2971) may not open a folder.
      rule('client.not-understood', /unsafe login|login is not safe|登录不安全/iu, { or: ['new-device'] }),
      // NetEase's own marks for mail that looks like spam, and for addresses that send too much.
      rule('auth.account-misused', /\bDT:(?:SPM|SUM|ZAC)\b/u, {
        sure: 'low',
        or: ['ip-blocked', 'server-outage', 'smtp-auth-refused'],
      }),
      rule('auth.address-blocked', /\b(?:HL|MI|RP):[A-Z]{3}\b/u, { sure: 'medium' }),
      rule('auth.sending-disabled', /user has no permission/iu, {
        scenario: 'service-disabled',
        or: ['smtp-auth-refused', 'mfa-conflict'],
      }),
    ],
  },
  {
    names: /^aliyun-?(?:qiye|enterprise)|^alibaba|^aliyun|^dingtalk/iu,
    marks: /aliyun\.com/iu,
    wants: 'code',
  },
  { names: /^(?:yahoo|aol|att|ymail|rocketmail)/iu, marks: /yahoo\.com|#AUTH0\d\d/iu, wants: 'code' },
  {
    names: /^(?:icloud|apple$|me\.com|mac\.com)/iu,
    marks: /icloud\.com|\bme\.com/iu,
    wants: 'code',
    rules: [rule('client.settings-incomplete', /me\.com\/move/iu)],
  },
  { names: /^(?:fastmail|zoho|yandex|mail\.?ru|sina|sohu|139|189|wo|21cn|aliyun|proton)/iu, wants: 'code' },
  {
    names: /^(?:gmx|web\.?de|mail\.com|1and1|ionos)/iu,
    rules: [
      rule('auth.service-disabled', /^(?:\S+ )?(?:-ERR|NO)? ?(?:\[\S+\] )?authentication failed/iu, {
        or: ['mistyped-password', 'mfa-conflict'],
        sure: 'medium',
      }),
    ],
  },
];

/** What is known of who said an error text. */
export interface ErrorProvider {
  readonly wants?: 'code' | 'browser' | 'password';
  readonly rules: readonly ErrorRule[];
  readonly name?: string;
}

const NOBODY: ErrorProvider = { rules: [] };

/** The provider by its name, else by what its servers write into their answers. */
export function errorProviderOf(name: string | undefined, text: string): ErrorProvider {
  const family =
    FAMILIES.find(({ names }) => name !== undefined && names.test(name)) ??
    (name === undefined ? FAMILIES.find(({ marks }) => marks?.test(text)) : undefined);
  if (!family) return NOBODY;
  return { rules: family.rules ?? [], ...(family.wants && { wants: family.wants }), ...(name && { name }) };
}
