import type { FindingDefinition } from '../finding-type.js';

/** Every finding about a certificate tells these of it. */
const CERTIFICATE_FACTS = ['tls.not_before', 'tls.not_after', 'tls.issuer', 'tls.names', 'tls.version'];

/** Certificates and encryption. */
export const tlsFindings: readonly FindingDefinition[] = [
  {
    code: 'tls.expired',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '服务器证书已于 {tls.not_after} 过期',
      en: 'the server’s certificate expired on {tls.not_after}',
    },
    read: { zh: '客户端提示服务器证书已过期', en: 'the mail app says that the server’s certificate expired' },
    proves: true,
  },
  {
    code: 'tls.not-yet-valid',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '服务器证书从 {tls.not_before} 起才生效',
      en: 'the server’s certificate is valid from {tls.not_before} only',
    },
    read: {
      zh: '客户端提示服务器证书还没生效，也可能是电脑时间不对',
      en: 'the mail app says that the certificate is not valid yet; its own clock may be wrong',
    },
    proves: true,
  },
  {
    code: 'tls.name-mismatch',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '证书上的名称是 {tls.names}，和服务器地址不符',
      en: 'the certificate is for {tls.names}, not for this server address',
    },
    read: {
      zh: '客户端提示证书名称和服务器地址不符',
      en: 'the mail app says that the certificate is for another name',
    },
    proves: true,
  },
  {
    code: 'tls.name-in-cn',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '证书只在“通用名称”里写了服务器地址，新版客户端不认',
      en: 'the certificate has the server’s name in the old place only, which newer mail apps don’t read',
    },
  },
  {
    code: 'tls.name-by-service',
    severity: 'warning',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '证书写的是邮件服务 {tls.names}，不是服务器地址，很多客户端不认',
      en: 'the certificate names the mail service {tls.names}, not the server, which few mail apps understand',
    },
  },
  {
    code: 'tls.chain-incomplete',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '服务器没有发送 {tls.issuer} 的中间证书',
      en: 'the server doesn’t send the intermediate certificate of {tls.issuer}',
    },
  },
  {
    code: 'tls.untrusted',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '证书由 {tls.issuer} 签发，无法确认可信',
      en: 'the certificate of {tls.issuer} can’t be verified',
    },
    read: { zh: '客户端不信任服务器的证书', en: 'the mail app does not trust the server’s certificate' },
  },
  {
    code: 'tls.self-signed',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: { zh: '证书是服务器自己签发的', en: 'the server signed its certificate itself' },
  },
  {
    code: 'tls.old-version',
    severity: 'critical',
    facts: ['tls.version'],
    sentence: {
      zh: '服务器只支持 {tls.version} 这样的旧加密',
      en: 'the server only speaks old encryption, {tls.version}',
    },
    read: {
      zh: '客户端和服务器没有都支持的加密版本',
      en: 'mail app and server share no version of encryption',
    },
  },
  {
    code: 'tls.new-version',
    severity: 'warning',
    facts: ['tls.version'],
    sentence: {
      zh: '服务器只接受 {tls.version}，旧版 Outlook、安卓等客户端连不上',
      en: 'the server only accepts {tls.version}, which older Outlook and Android apps don’t speak',
    },
  },
  {
    code: 'tls.family-differs',
    severity: 'warning',
    facts: ['net.host', 'tls.works', 'tls.fails'],
    sentence: {
      zh: '加密连接走 {tls.works} 正常，走 {tls.fails} 有问题',
      en: '{net.host} is in order over {tls.works}, and its certificate or encryption is not over {tls.fails}',
    },
  },
  {
    code: 'tls.not-tls',
    severity: 'critical',
    facts: ['net.host', 'net.port'],
    sentence: {
      zh: '{net.host} 的 {net.port} 端口不是 SSL/TLS',
      en: 'port {net.port} of {net.host} does not speak SSL/TLS',
    },
    read: {
      zh: '这个端口不是 SSL/TLS，端口和加密方式对不上',
      en: 'this port does not speak SSL/TLS; port and encryption don’t match',
    },
    proves: true,
  },
  {
    code: 'tls.failed',
    severity: 'warning',
    facts: [],
    sentence: { zh: '加密连接没有建立起来', en: 'no encrypted connection came about' },
  },
  {
    code: 'tls.expires-soon',
    severity: 'warning',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '服务器证书到 {tls.not_after} 就过期',
      en: 'the server’s certificate runs out on {tls.not_after}',
    },
  },
  {
    code: 'tls.inspected',
    severity: 'critical',
    facts: CERTIFICATE_FACTS,
    sentence: {
      zh: '证书由 {tls.issuer} 签发，像是中间有设备在检查加密流量',
      en: 'the certificate comes from {tls.issuer}, which inspects encrypted traffic on the way',
    },
    read: {
      zh: '客户端不认识证书的签发者，中间可能有设备在检查加密流量',
      en: 'the certificate’s issuer is unknown; something may inspect encrypted traffic',
    },
  },
  {
    code: 'tls.ok',
    severity: 'info',
    facts: CERTIFICATE_FACTS,
    sentence: { zh: '服务器证书正常', en: 'the server’s certificate is fine' },
    rulesOut: ['certificate'],
  },
];
