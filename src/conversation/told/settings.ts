import type { Telling } from './telling.js';

const NOT = "(?<!(?:没有?|不是|不用|not|n't|without)\\s?)";

/** How the mailbox is set up, and over which network. */
export const SETTINGS: readonly Telling[] = [
  ['protocol', 'imap', new RegExp(`${NOT}(?<![\\w.@-])imap(?![\\w.@-])`, 'iu')],
  [
    'protocol',
    'pop3',
    new RegExp(`${NOT}(?<![\\w.@-])pop3?(?![\\w.@-]|[ -]?ups?|ping| server responded)`, 'iu'),
  ],
  [
    'protocol',
    'exchange',
    /(?<![\w.@-])(?:Exchange|exchange (?:server|account|online)|exchange ?(?:邮箱|账号|服务器))(?![\w.@-])/u,
  ],
  [
    'tls',
    'starttls',
    new RegExp(`${NOT}(?:加密(?:方式|类型)?|security|encryption)[^。,，.]{0,12}starttls`, 'iu'),
  ],
  [
    'tls',
    'ssl-tls',
    new RegExp(
      `${NOT}(?:加密(?:方式|类型)?|security|encryption)[^。,，.]{0,12}(?:ssl(?:/tls)?|(?<!start)tls)(?![\\w.])`,
      'iu',
    ),
  ],
  [
    'tls',
    'none',
    /加密(?:方式|类型)?(?:选的?是?|是|填的?|[:：])\s*无|(?:没有?|未)(?:开|勾|选)(?:启)?ssl|\b(?:security|encryption)(?: is)?(?: set to)?:? none\b/iu,
  ],
  [
    'network',
    'vpn',
    /(?<![不没关断])(?:连着?|开着?|挂着?|用着?|走)(?:了)?(?:公司的?)?\s?vpn(?!.{0,4}(?:也|都|断|连不))|(?<!not )\b(?:on|over|connected to) (?:the |my |our |company )?vpn\b/iu,
  ],
  [
    'network',
    'company-wifi',
    /(?:用|连|连着|连的是?|通过|在)(?:的是?|着|了)?公司(?:的)?(?:wi-?fi|无线|内网|网络)|\b(?:on|over|through) (?:the )?(?:company|office|corporate) (?:wi-?fi|network)/iu,
  ],
];
