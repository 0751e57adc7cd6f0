import type { LocalText } from '../../src/domain/index.js';
import { days, makeAuthority, makeSelfSigned, type Authority } from '../fakes/certificates.js';
import type { Zone } from '../fakes/dns-server.js';
import {
  imap,
  says,
  saysAndStays,
  silent,
  startPlain,
  startTls,
  type FakeServer,
} from '../fakes/mail-servers.js';
import { imapAccount, type Account } from './imap-server.js';

/** The password that the lab's mailboxes accept, where they accept any. */
export const LAB_PASSWORD = 'lab-password';

/** Has the shape of an authorization code, for mailboxes that take nothing else. */
export const LAB_CODE = 'abcdefghijklmnop';

/** One thing that is wrong with a mail server. */
export interface Fault {
  /** Also the name of its domain: `ID.lab.example`. */
  readonly id: string;
  /** What is wrong there, for whoever tries it. */
  readonly title: LocalText;
  /** The scenario that the bot should end up with. */
  readonly scenario: string;
  /** Whether it shows without a password, or only when somebody signs in. */
  readonly shows: 'at-once' | 'at-sign-in';
  /**
   * What the measurement alone makes of it: the cause is named; it is only possible, because the bot does not stand where
   * the person stands, and a question follows; or its playbook begins at once.
   */
  readonly seen?: 'named' | 'possible' | 'begun';
  /** What a person with this trouble writes. */
  readonly complaint: LocalText;
  /** Provider file whose guides and refusals count here. */
  readonly provider?: string;
  open(place: Place): Promise<Opened>;
}

/** Where a fault has its servers. */
export interface Place {
  readonly domain: string;
  /** `imap.` and the domain. */
  readonly host: string;
  /** The authority that the probes of the lab trust. */
  readonly authority: Authority;
}

/** What stands once a fault is open. */
export interface Opened {
  readonly server?: FakeServer;
  /** Port in the SRV record; nothing listens where it is not the server's. */
  readonly port: number;
  /** How TLS begins there: the service of the SRV record. */
  readonly tls: 'implicit' | 'starttls';
  /** What the name server says about the host instead of its address. */
  readonly zone?: Zone;
}

const CANNOT_RECEIVE: LocalText = {
  zh: 'Outlook 一直提示收件服务器密码错误',
  en: 'Outlook keeps saying the incoming server password is wrong',
};
const MISTYPED: LocalText = { zh: '我可能把密码输错了', en: 'I may have mistyped my password' };

/** Every fault of the lab. */
export const FAULTS: readonly Fault[] = [
  {
    id: 'healthy',
    title: {
      zh: `一切正常，密码是 ${LAB_PASSWORD}`,
      en: `nothing is wrong; the password is ${LAB_PASSWORD}`,
    },
    scenario: 'mistyped-password',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ password: LAB_PASSWORD, refusal: 'NO [AUTHENTICATIONFAILED] Authentication failed.' }),
  },
  {
    id: 'certificate-expired',
    title: { zh: '证书三天前过期', en: 'the certificate ran out three days ago' },
    scenario: 'certificate',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: certified(({ authority, host }) =>
      authority.issue({ hosts: [host], notBefore: days(-400), notAfter: days(-3) }),
    ),
  },
  {
    id: 'certificate-name',
    title: { zh: '证书写的是别的名字', en: 'the certificate is made out for another name' },
    scenario: 'certificate',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: certified(({ authority }) => authority.issue({ hosts: ['mail.elsewhere.example'] })),
  },
  {
    id: 'certificate-self-signed',
    title: { zh: '自签名证书', en: 'the certificate vouches for itself' },
    scenario: 'certificate',
    shows: 'at-once',
    seen: 'possible',
    complaint: CANNOT_RECEIVE,
    open: certified(({ host }) => makeSelfSigned({ hosts: [host] })),
  },
  {
    id: 'inspected',
    title: { zh: '杀毒软件拆开了加密连接', en: 'an antivirus product opens the encrypted line' },
    scenario: 'network-intercept',
    shows: 'at-once',
    seen: 'possible',
    complaint: CANNOT_RECEIVE,
    open: certified(({ host }) => makeAuthority('Avast Web/Mail Shield Root').issue({ hosts: [host] })),
  },
  {
    id: 'no-tls',
    title: { zh: '加密端口上讲的是不加密的 IMAP', en: 'IMAP without TLS on the port for TLS' },
    scenario: 'protocol-config',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: plain(imap()),
  },
  {
    id: 'no-starttls',
    title: { zh: '143 一类的端口不提供 STARTTLS', en: 'the plain port does not offer STARTTLS' },
    scenario: 'protocol-config',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: plain(imap({ capabilities: 'IMAP4rev1 ID AUTH=PLAIN', starttls: 'BAD unknown' }), 'starttls'),
  },
  {
    id: 'web-page',
    title: { zh: '邮件端口上是一个网页', en: 'a web page answers on the mail port' },
    scenario: 'protocol-config',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: plain(says('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')),
  },
  {
    id: 'pop-port',
    title: { zh: 'IMAP 填成了 POP3 的端口', en: 'POP3 answers where IMAP is expected' },
    scenario: 'protocol-config',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: trusted(saysAndStays('+OK POP3 ready\r\n')),
  },
  {
    id: 'refused',
    title: { zh: '端口上没有服务', en: 'nothing listens on the port' },
    scenario: 'server-outage',
    shows: 'at-once',
    seen: 'begun',
    complaint: CANNOT_RECEIVE,
    open: closed,
  },
  {
    id: 'silent',
    title: { zh: '服务器接了连接却不说话', en: 'the server takes the connection and says nothing' },
    scenario: 'server-outage',
    shows: 'at-once',
    seen: 'begun',
    complaint: CANNOT_RECEIVE,
    open: trusted(silent),
  },
  {
    id: 'bye',
    title: { zh: '服务器一连就关门', en: 'the server closes the door at once' },
    scenario: 'ip-blocked',
    shows: 'at-once',
    seen: 'possible',
    complaint: CANNOT_RECEIVE,
    open: trusted(says('* BYE Too many connections from your IP address\r\n')),
  },
  {
    id: 'name-gone',
    title: { zh: '服务器的名字已经不存在', en: 'the name of the server is gone' },
    scenario: 'dns-records',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: unnamed({}),
  },
  {
    id: 'name-servers',
    title: { zh: '域名服务器出错', en: 'the name servers fail' },
    scenario: 'dns-records',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: unnamed({ fails: 'servfail' }),
  },
  {
    id: 'browser-only',
    title: { zh: '只允许浏览器登录授权（OAuth）', en: 'only sign-in in the browser (OAuth) is offered' },
    scenario: 'mfa-conflict',
    shows: 'at-once',
    seen: 'named',
    complaint: CANNOT_RECEIVE,
    open: trusted(imap({ capabilities: 'IMAP4rev1 ID SASL-IR LOGINDISABLED AUTH=XOAUTH2 AUTH=OAUTHBEARER' })),
  },
  {
    id: 'expired',
    title: { zh: '密码已过期', en: 'the password expired' },
    scenario: 'password-expired',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ refusal: 'NO [EXPIRED] Authentication failed.' }),
  },
  {
    id: 'locked',
    title: { zh: '账号被锁定', en: 'the account is locked' },
    scenario: 'account-locked',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ refusal: 'NO [UNAVAILABLE] Your account has been locked after too many bad passwords' }),
  },
  {
    id: 'too-many',
    title: { zh: '登录太频繁', en: 'too many sign-ins' },
    scenario: 'ip-blocked',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ refusal: 'NO [LIMIT] Too many login attempts, please try again later' }),
  },
  {
    id: 'back-end',
    title: { zh: '登录服务暂时不可用', en: 'the sign-in service is down' },
    scenario: 'server-outage',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ refusal: 'NO [UNAVAILABLE] Temporary authentication failure.' }),
  },
  {
    id: 'switched-off',
    title: { zh: '邮箱没有开启 IMAP', en: 'IMAP is switched off for the mailbox' },
    scenario: 'service-disabled',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    open: account({ refusal: 'NO [ALERT] Your account is not enabled for IMAP use.' }),
  },
  {
    id: 'qq',
    title: {
      zh: 'QQ 邮箱的口气：什么都可能，多半缺授权码',
      en: 'in the words of QQ Mail: five causes in one line, mostly a missing authorization code',
    },
    scenario: 'mfa-conflict',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: 'qq',
    open: account({
      refusal:
        'NO Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.',
    }),
  },
  {
    id: 'gmail',
    title: { zh: 'Gmail 的口气：需要应用专用密码', en: 'in the words of Gmail: an app password is needed' },
    scenario: 'mfa-conflict',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: 'gmail',
    open: account({ refusal: 'NO [ALERT] Application-specific password required (Failure)' }),
  },
  {
    id: 'gmail-connections',
    title: {
      zh: 'Gmail 的口气：同时打开的连接太多',
      en: 'in the words of Gmail: too many connections are open at once',
    },
    scenario: 'ip-blocked',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: 'gmail',
    open: account({ refusal: 'NO [ALERT] Too many simultaneous connections. (Failure)' }),
  },
  {
    id: 'gmail-bandwidth',
    title: {
      zh: 'Gmail 的口气：当天的收信流量用完了',
      en: 'in the words of Gmail: the day’s traffic is used up',
    },
    scenario: 'ip-blocked',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: 'gmail',
    open: account({ refusal: 'NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)' }),
  },
  {
    id: 'netease',
    title: {
      zh: '163 的口气：要用授权码，不是登录密码',
      en: 'in the words of 163: the authorization code is wanted, not the password of the web page',
    },
    scenario: 'mfa-conflict',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: '163',
    open: account({ refusal: 'NO LOGIN Login error or password error' }),
  },
  {
    id: 'netease-id',
    title: {
      zh: `126 的口气：授权码 ${LAB_CODE} 能登录，却不让打开收件箱`,
      en: `in the words of 126: the code ${LAB_CODE} signs in, and the inbox stays shut`,
    },
    scenario: 'service-disabled',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: '126',
    open: account({
      password: LAB_CODE,
      refusal: 'NO LOGIN Login error or password error',
      inbox: 'NO EXAMINE Unsafe Login. Please contact kefu@188.com for help',
    }),
  },
  {
    id: 'microsoft',
    title: {
      zh: '微软的口气：基本身份验证已停用',
      en: 'in the words of Microsoft: basic authentication is switched off',
    },
    scenario: 'mfa-conflict',
    shows: 'at-sign-in',
    complaint: MISTYPED,
    provider: 'exchange-online',
    open: account({ refusal: 'NO LOGIN failed.' }),
  },
];

type Open = Fault['open'];

function trusted(behaviour: Parameters<typeof startTls>[1]): Open {
  return async ({ authority, host }) => {
    const server = await startTls(authority.issue({ hosts: [host] }), behaviour);
    return { server, port: server.port, tls: 'implicit' };
  };
}

function account(mailbox: Account): Open {
  return trusted(imapAccount(mailbox));
}

function certified(make: (place: Place) => Parameters<typeof startTls>[0]): Open {
  return async (place) => {
    const server = await startTls(make(place), imap({ capabilities: 'IMAP4rev1 ID SASL-IR AUTH=PLAIN' }));
    return { server, port: server.port, tls: 'implicit' };
  };
}

function plain(behaviour: Parameters<typeof startPlain>[0], tls: 'implicit' | 'starttls' = 'implicit'): Open {
  return async () => {
    const server = await startPlain(behaviour);
    return { server, port: server.port, tls };
  };
}

async function closed(): Promise<Opened> {
  const server = await startPlain(silent);
  await server.close();
  return { port: server.port, tls: 'implicit' };
}

function unnamed(zone: Zone): Open {
  return async (place) => ({ ...(await trusted(imap())(place)), zone });
}
