import { rule, type ErrorRule } from './rule.js';

/** Certificates: codes of Node and OpenSSL, of NSS (Thunderbird), and their sentences. */
const CERTIFICATES: readonly ErrorRule[] = [
  rule('tls.expired', [
    /CERT_HAS_EXPIRED|EXPIRED[_-](?:ISSUER[_-])?CERT|num=10\b/iu,
    /cert\w*(?: \S+){0,4} (?:has |is |was )?expired|expired (?:\S+ )?cert/iu,
    /cert\w* (?:is |was )?out of date|证书[^,。;]{0,6}(?:过期|到期|失效)|(?:过期|到期)的?[^,。;]{0,4}证书/iu,
  ]),
  rule('tls.not-yet-valid', [
    /CERT_NOT_YET_VALID|num=9\b|not[- _]yet[- _](?:valid|active)/iu,
    /(?:cert\w*|valid)\b.{0,30}in the future|证书[^,。;]{0,4}(?:尚未|还未|还没|未)[^,。;]{0,3}(?:生效|有效)/iu,
  ]),
  rule('tls.name-mismatch', [
    /ALTNAME_INVALID|BAD[_-]CERT[_-]DOMAIN|altnames?\b/iu,
    // Outlook, of the certificate's name.
    /target principal name is incorrect|目标主(?:体|要)名称?不正确/iu,
    /host ?name[\s\S]{0,60}(?:mismatch|(?:does(?:n't| not)|do not|not) match)/iu,
    /(?:host|server|owner|common|domain) ?(?:name)?\b.{0,40}(?:does(?:n't| not) match|mismatch|not match|differs).{0,40}/iu,
    /cert\w*\b.{0,60}(?:does(?:n't| not) match|mismatch|not (?:valid|issued) for|only valid for|belongs? to (?:a )?different|for another)/iu,
    /证书[^,。;]{0,20}(?:不符|不匹配|不一致|其他网站|另一个)|(?:域名|主机名|名称|服务器名)[^,。;]{0,10}证书[^,。;]{0,6}不/iu,
    /(?:不符|不匹配|不一致)[^,。;]{0,8}证书/iu,
  ]),
  rule('tls.inspected', [
    /SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate in (?:the )?(?:certificate )?chain|num=19\b/iu,
    /MITM|man[- ]in[- ]the[- ]middle|中间人/iu,
  ]),
  rule('tls.self-signed', /DEPTH_ZERO_SELF_SIGNED|self[- ]signed|num=18\b|自签/iu),
  rule('tls.inspected', [
    /UNKNOWN[_-]ISSUER/iu,
    /(?:issuer|颁发者|颁发机构|签发者|发行者).{0,16}(?:not recogni[sz]ed|unknown|不受认可|未知|不受信任|不被信任|不可信)/iu,
  ]),
  rule(
    'tls.untrusted',
    [
      /UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_UNTRUSTED|UNTRUSTED[_-](?:ISSUER|CERT)/iu,
      /CERT_(?:REVOKED|SIGNATURE_FAILURE|CHAIN_TOO_LONG|REJECTED)|num=2\d\b/iu,
      /unable to (?:get local issuer|verify the first|get issuer)|unknown[_ ]ca\b|REVOKED_CERT/iu,
      /CA_CERT_INVALID|INADEQUATE_|SIGNATURE_ALGORITHM_DISABLED|potential security threat/iu,
    ],
    { sure: 'high' },
  ),
  rule('tls.untrusted', [
    /cert\w*\b.{0,60}(?:verif|invalid|reject|error|problem|not trusted|untrusted|unknown|revoked|fail|refus|not valid|not accepted|wrong|bad|insecure|unable|can(?:'t|not))/iu,
    /(?:verif\w*|validat\w*|invalid|untrusted|bad|unknown|trust|check(?:ing)?|reject\w*|revoked|accept)\b.{0,40}\bcert/iu,
    /(?:server|host|site)(?:'s)? identity|identity of (?:the |this )?(?:server|site|\S+\.\S+)/iu,
    /no (?:peer )?certificate|证书[^,。;]{0,16}(?:无效|验证|错误|不受|不可信|失败|吊销|撤销|问题|不安全|异常|拒绝|无法)/iu,
    /(?:无法|不能|未能)[^,。;]{0,8}(?:验证|确认|信任|核实)[^,。;]{0,12}(?:证书|身份|标识)|(?:验证|信任|检查)[^,。;]{0,10}证书/iu,
  ]),
];

/** The encryption itself. */
const ENCRYPTION: readonly ErrorRule[] = [
  rule('tls.not-tls', [
    /WRONG_VERSION_NUMBER|wrong version number|RECORD_TOO_LONG|record (?:layer|too long)/iu,
    /unknown (?:ssl )?protocol|packet length too long|http request|non[- ]?(?:ssl|tls)/iu,
    /plain(?:text)? connection|not (?:an )?(?:ssl|tls)|unexpected message|should use (?:ssl|tls)/iu,
    /port (?:\S+ ){0,2}configured/iu,
  ]),
  rule('tls.old-version', [
    /UNSUPPORTED_(?:VERSION|PROTOCOL)|PROTOCOL_VERSION|NO_CYP?HER_OVERLAP|NO_CIPHERS?/iu,
    /protocol version|unsupported (?:\S+ )?(?:protocol|version)|no (?:shared )?ciphers?\b/iu,
    /no protocols available|alert protocol|dh key too small/iu,
    /(?:ssl|tls) ?v?1(?:\.[01])?\b.{0,24}(?:not supported|disabled|old)|legacy renegotiation/iu,
    /INAPPROPRIATE_FALLBACK|不支持的(?:安全)?协议|协议版本|加密算法|加密套件/iu,
  ]),
  // The two sides found nothing in common, and neither says what was missing.
  rule('tls.old-version', /HANDSHAKE_FAILURE|handshake (?:failure|alert)|alert handshake/iu, {
    sure: 'medium',
    or: ['certificate', 'network-intercept'],
  }),
  rule('imap.preauth', /PREAUTH/iu),
  rule(
    'imap.starttls-missing',
    [
      /(?:does(?:n't| not)|do not|not|no|cannot|lacks?|without)\b.{0,40}\b(?:support|offer|advertis|provid|announc|availab|implement)\w*\b.{0,20}\b(?:STARTTLS|STLS|TLS|SSL)\b/iu,
      /\b(?:STARTTLS|STLS)\b.{0,24}(?:not (?:supported|available|offered|advertised|possible|implemented)|unsupported|unavailable|missing)/iu,
      /no (?:STARTTLS|STLS)/iu,
      /(?:encrypt\w*|secure) (?:connection |session )?(?:is )?(?:not |un)(?:available|supported)/iu,
      /不支持[^,。;]{0,4}(?:STARTTLS|STLS|TLS|SSL|加密)/iu,
    ],
    { protocols: ['client'] },
  ),
  rule(
    'tls.failed',
    /(?:server|connect\w*|open)\b.{0,24}\b(?:due to|because of) (?:an? )?security error|安全(?:性)?错误[^。;]{0,6}(?:无法|不能|未能)|(?:无法|不能|未能)[^。;]{0,16}安全(?:性)?错误/iu,
    { scenario: 'certificate', or: ['protocol-config', 'network-intercept'], sure: 'medium' },
  ),
  rule(
    'tls.failed',
    /(?:convert|upgrade|turn|switch)\w*\b.{0,20}\b(?:to|into) (?:TLS|SSL)|PKIX|CertPath|trust anchor/iu,
    { scenario: 'certificate', or: ['protocol-config', 'network-intercept'], sure: 'medium' },
  ),
  rule(
    'tls.failed',
    /(?:TLS|SSL|安全)[^,。;]{0,4}(?:连接|握手|协商)|(?:无法|不能|未能)[^,。;]{0,24}(?:TLS|SSL|安全)/iu,
    { or: ['certificate', 'server-outage', 'network-intercept'] },
  ),
  rule('tls.failed', [
    /\b(?:SSL|TLS|STARTTLS|STLS|secure connection|handshake|encrypt\w*)\b.{0,60}(?:fail|error|could not|can(?:'t|not)|unable|problem|abort|reject|refus|invalid|negotiat)/iu,
    /(?:fail\w*|error|could not|can(?:'t|not)|unable|problem|negotiat\w*|abort\w*)\b.{0,60}\b(?:SSL|TLS|STARTTLS|STLS|secure(?:ly)?|handshake|encrypt\w*)\b/iu,
    /SSL_ERROR|ERR_(?:SSL|TLS)|\bETLS\b|gnutls|SSLHandshake|SSLException/iu,
  ]),
];

/** Names, connections and time: codes of Node and of Windows, and their sentences. */
const CONNECTIONS: readonly ErrorRule[] = [
  rule('imap.no-greeting', [
    /GREETING_TIMEOUT|greeting (?:was )?never received/iu,
    /(?:receive|wait\w*|read|get|timed? ?out)\b.{0,30}(?:greeting|banner|initial (?:OK )?(?:message|response)|welcome)/iu,
    /(?:no|initial|invalid|unexpected|bad) (?:OK )?(?:greeting|banner|welcome)/iu,
    /banner (?:timeout|error)/iu,
  ]),
  rule('dns.timeout', [
    /EAI_AGAIN|DNS\b.{0,20}(?:time|timeout|server fail|not respond)|temporary failure in name/iu,
    /SERVFAIL|域名解析超时/iu,
  ]),
  rule('dns.no-such-host', [
    /ENOTFOUND|\bEDNS\b|EAI_NONAME|NXDOMAIN|getaddrinfo|gethostby|1100[14]\b|UnknownHost|no such host/iu,
    /unknown (?:\S+ )?host/iu,
    /(?:host|server|domain|name|address)(?:name)?(?: \S+){0,6}? (?:could ?n[o']t be |can(?:'t|not) be |was not |not |failed to )(?:be )?(?:found|resolv|located|known)/iu,
    /(?:could ?n[o']t|can(?:'t|not|not be)|unable to|failed to|fail(?:ed|ure)? (?:in|to)|not) (?:find|resolv|look ?up|locate)\w*\b.{0,20}(?:host|server|name|address|domain)/iu,
    /name (?:or service )?not known|no address associated|nodename nor|name resolution/iu,
    /no MX|找不到[^,。;]{0,10}(?:服务器|主机|域名|地址)/iu,
    /(?:服务器|主机|域名|地址)[^,。;]{0,16}(?:不存在|找不到|解析|未找到)|(?:无法|不能|未能)[^,。;]{0,3}解析/iu,
    /(?:无法|不能|未能)[^,。;]{0,3}找到[^,。;]{0,10}(?:服务器|主机|域名|地址)/iu,
  ]),
  // What was not found is not said.
  rule(
    'dns.no-such-host',
    [
      /(?:could ?n[o']t|can(?:'t|not|not be)|unable to|failed to|fail(?:ed|ure)? (?:in|to)|not) (?:find|resolv|look ?up|locate)/iu,
      /\bresolve[rd]?\b|(?:无法|不能|未能)[^,。;]{0,3}找到/iu,
    ],
    { sure: 'low' },
  ),
  rule('net.refused', [
    /ECONNREFUSED|1006[1]\b|actively refused/iu,
    /connection\b(?!.{0,80}(?:login|password|auth)).{0,80}\brefused/iu,
    /refus\w* (?:the |a |your |our )?connect|refused by|连接[^,。;]{0,24}(?:被?拒绝|被拒)|拒绝[^,。;]{0,6}连接/iu,
  ]),
  rule('net.timeout', [
    /ETIMEDOUT|\bETIMEOUT\b|CONNECT_TIMEOUT|10060\b|SocketTimeout|time[d-]?[ -]?out|time limit/iu,
    /no (?:response|answer|reply)|not respond|did ?n[o']t (?:respond|answer|reply)|stopped responding/iu,
    /超时|没有?(?:响应|应答|回应)|未响应|无响应/iu,
  ]),
  rule('net.reset', [
    /ECONNRESET|10054\b|EPIPE|reset by peer|connection (?:was |has been )?reset|socket hang up/iu,
    /broken pipe|before secure|unexpected(?:ly)? (?:EOF|end)|unexpected eof|连接[^,。;]{0,6}(?:被重置|重置)/iu,
  ]),
  rule(
    'net.unreachable',
    /EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|10065\b|10051\b|unreachable|no route|无法(?:访问|到达)|不可达/iu,
  ),
  rule('client.connection-lost', [
    /NoConnection|\bEOF\b|ClosedAfter|ECONNABORTED|10053\b|ESTALE/iu,
    /(?:connection|session|link|socket|server|client)\b.{0,60}(?:lost|closed|dropped|interrupted|broken|disconnect|terminated|abort|ended|gone|went away|not available|hung up|cut)/iu,
    /disconnected/iu,
    /(?:lost|dropped|closed|broke\w*|interrupt\w*|abort\w*|terminat\w*|clos\w*) (?:the )?(?:connection|session|link)/iu,
    /unexpected(?:ly)? (?:close|disconnect|server shut)|not connected to/iu,
    /连接[^,。;]{0,12}(?:中断|断开|丢失|关闭|终止|失去)|(?:断开|中断|丢失|失去|关闭)[^,。;]{0,8}连接|掉线/iu,
  ]),
];

/** What stands between the person and a sign-in. Nothing of it is about the password. */
export const TRANSPORT: readonly ErrorRule[] = [...CERTIFICATES, ...ENCRYPTION, ...CONNECTIONS];
