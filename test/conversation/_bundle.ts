import type { Classify, GlossaryTerm, MailClient, Provider } from '../../src/domain/index.js';

function client(id: string, names: readonly string[]): [string, MailClient] {
  const name = names[0] ?? id;
  return [id, { id, name: { zh: name, en: name }, names, guides: new Map() }];
}

function provider(id: string, zh: string, en: string): [string, Provider] {
  return [
    id,
    {
      id,
      name: { zh, en },
      kind: 'public',
      domains: [],
      mx: [],
      servers: [],
      credential: 'password',
      guides: new Map(),
      quirks: new Map(),
      refusals: [],
    } as unknown as Provider,
  ];
}

function term(id: string, names: readonly string[]): [string, GlossaryTerm] {
  return [id, { id, names, text: { zh: id, en: id } }];
}

const classify: Classify = (text) => ({
  text,
  language: 'zh',
  scenario: 'unclear',
  confidence: 0.1,
  alternatives: [],
  because: [],
  certain: false,
});

/** A small bundle as `hear` needs it, and a classifier that never knows. */
export const TOOLS = {
  classify,
  clients: new Map([
    client('outlook', ['Outlook', 'Outlook 2019']),
    client('outlook-mac', ['Outlook for Mac']),
    client('foxmail', ['Foxmail']),
    client('ios', ['iPhone', '苹果手机']),
  ]),
  providers: new Map([provider('qq', 'QQ 邮箱', 'QQ Mail'), provider('gmail', 'Gmail', 'Gmail')]),
  glossary: new Map([
    term('imap', ['IMAP', 'IMAP 协议']),
    term('authorization-code', ['授权码', 'authorization code']),
    term('app-password', ['app password', '应用专用密码']),
    term('certificate', ['证书', 'certificate', 'SSL 证书']),
    term('ssl-tls', ['SSL', 'TLS', 'SSL/TLS']),
  ]),
};
