import type { Telling } from './telling.js';

const NOT_LATELY = '(?!.{0,30}(?:去年|半年前|很久以前|years? ago|months ago))';
/** What was tried in vain, once it had begun. */
const IN_VAIN_ZH = '(?!.{0,12}(?:也|还是|还|仍|依然|依旧|无效|没用|都不))';
const IN_VAIN_EN =
  "(?!.{0,60}\\b(?:still|didn't help|did not help|no luck|no avail|no difference|same|but)\\b)";

/** What was so before, or happened just before it began. */
export const BEFORE: readonly Telling[] = [
  [
    'changed-lately',
    'changed',
    new RegExp(
      `^${NOT_LATELY}(?:.{0,80}?)(?:(?<![不没未别能法么想要让求请果期有])(?:改|换|修改|更改|更换|重置)(?:了|过|完)(?:我的|邮箱的?|账号|登录)?密码|密码(?:刚刚?|昨天|前天|今天|上周|最近|已经?|才){1,2}(?:改|换|修改|更改|重置)(?:了|过|完)|(?<![不没未])(?:改|换|修改|更改|更换|重置)(?:完|了)?密码(?:之?后|以后)|密码(?:修改|更改|改|换|重置|变更)(?:之?后|以后))${IN_VAIN_ZH}`,
      'iu',
    ),
  ],
  [
    'changed-lately',
    'changed',
    new RegExp(
      `^${NOT_LATELY}(?:.{0,200}?)(?:(?:\\bi|\\bwe|\\bi've|\\bjust|\\brecently|\\bhad|\\bhave) (?:just |recently )?(?:changed|reset) (?:my |the |our )(?:[\\w-]{1,12} ){0,2}password|\\bpassword (?:was|has been) (?:just |recently )?(?:changed|reset)|\\b(?:after|since)(?: the last| a| my| the)? (?:i )?(?:changing|resetting|changed|reset|password change)\\b(?: (?:my|the|our))?(?: password)?)${IN_VAIN_EN}`,
      'iu',
    ),
  ],
  [
    'changed-lately',
    'kept',
    /(?:没有?|未|从没|从未|从来没有?)(?:改|换|动|修改|更改|重置)过?(?:我的|邮箱的?|登录)?密码|密码(?:我|也|都|最近|一直|从来|并|根本){0,3}(?:没有?|未)(?:改|换|动|变|修改|更改)过?|\b(?:haven't|have not|didn't|did not|never) (?:changed?|reset|touched?) (?:my |the |any )?(?:[\w-]{1,12} )?password|\bpassword (?:hasn't|has not|has never|wasn't|was not) (?:been )?changed/iu,
  ],
  [
    'first-time',
    'before',
    /(?<!网页.{0,6}|手机.{0,6})(?:昨天|前天|上周|之前|以前|原来|前几天|早上)(?:都|还|一直|也|是){0,2}(?:能(?:正常)?(?:收|登|用|发)|可以(?:收|登|用|发)|好好的|正常|没问题)|一直(?:都)?(?:好好的|正常使用|用得好好的)|突然(?:就)?(?:不能|收不|登不|发不|连不|无法)|\b(?:it |everything |this |mail |email |outlook )?(?:worked|was working|used to work|has been working)(?: (?:fine|perfectly|ok|well))? (?:before|until|till|yesterday|last|up to|this morning|for (?:years|months|weeks))|\bused to work\b|\b(?:has |suddenly |just )?stopped (?:working|receiving|syncing)/iu,
  ],
  [
    'first-time',
    'new',
    /(?:第一次|首次|初次)(?:用|设置|配置|登录?|添加|绑定|使用)|(?:刚|新)(?:装|安装|配置|添加)(?:的|了|好|完)?[^。,，]{0,4}(?:outlook|foxmail|邮箱|客户端|邮件|thunderbird)|\b(?:first time)\b[^.]{0,24}\b(?:set|setting|add|adding|use|using)|\b(?:trying|tried|try) to (?:set ?up|add|configure) (?:my |a |the |an )?(?:new )?(?:[\w-]{1,14} ){0,2}(?:account|mailbox)/iu,
  ],
  [
    'moved',
    'device',
    /(?<!没有?|不)换(?:了|过)(?:一?[台个部]|新|台新|个新|新的){0,2}(?:手机|电脑|笔记本|设备)(?!号)(?!.{0,8}(?:也|还是|一样|都))|(?:在|是|用)?新(?:买的|换的|领的)?(?:手机|电脑|笔记本)(?:上|里)|\b(?:got|bought|received|on|with|have|using|switched to|moved to) (?:a |my )new (?:i?phone|computer|laptop|pc|mac|macbook|device|ipad)/iu,
  ],
  [
    'moved',
    'place',
    /(?<!没有?|不)(?:在|去)?(?:国外|出差)(?:中|时|期间|到|呢|，|,|$)|\b(?:i'?m|while|when|we'?re) (?:travell?ing|abroad|on a business trip)/iu,
  ],
  [
    'tries',
    'many',
    /(?:试|输|登|尝试|失败|输错|连错)(?:录|入)?(?:了|过)?(?:密码)?(?:很多|好多|无数|十几|几十|[6-9]|\d\d|六|七|八|九|十)(?:次|遍)|\b(?:tried|entered|typed|attempted)\b[^.]{0,24}\b(?:many|numerous|countless|dozens of|a hundred) times|\btoo many (?:failed |login |sign-in |wrong )*(?:attempts|tries)/iu,
  ],
  [
    'two-step',
    'on',
    /(?<!没有?|未|不)(?:开|启用|开启|打开|设置)(?:了|过)(?:两步|双重|双因素|二次|多因素|二步|mfa|2fa)(?:登录)?(?:验证|认证)?|(?<!n't |not |never )\b(?:enabled|turned on|turning on|activated) (?:[\w-]{1,10} )?(?:2fa|mfa|two[- ]factor|two[- ]step|2-step|multi[- ]factor)|\b(?:2fa|mfa) (?:is |was )?(?:on|enabled)\b/iu,
  ],
  [
    'two-step',
    'off',
    /(?:没有?|未)(?:开|启用|开启|打开|设置)过?(?:两步|双重|双因素|二次|多因素|二步|mfa|2fa)|\b(?:don't have|haven't enabled|without|no) (?:2fa|mfa|two[- ]factor|two[- ]step|2-step)|\b(?:2fa|mfa) is (?:off|disabled|not enabled)/iu,
  ],
  [
    'remembered',
    'unsure',
    /(?<![点按没“"「]了?)(?<!没有|不是)(?:忘了|忘记了?|不记得|记不清|想不起)(?:我的|自己的|邮箱的?|登录)?密码|密码(?:我)?(?:也|都|好像|给|被我)?(?:忘了|忘记了?|不记得|记不清|想不起)|\b(?:i )?(?:forgot|have forgotten|don't remember|can't remember|lost) (?:my |the )(?:[\w-]{1,12} )?pass ?word/iu,
  ],
  [
    'remembered',
    'sure',
    /密码(?:我)?(?:肯定|确定|确认|绝对|应该)?(?:是|都是?)?(?:没错|没有错|没问题|没有问题|对的|正确的|无误|没输错|没有输错)(?!.{0,2}[吗么])|(?<!请|先)(?:确定|确认|肯定|保证)密码(?:是|没)?(?:对|正确|没错|无误|没问题)|(?<!make sure |check |check that |ensure |verify |if |that )\b(?:my |the )(?:[\w-]{1,12} )?password is (?:definitely |certainly |absolutely |100 ?% )?(?:correct|right)\b|(?<!make )\b(?:sure|certain|positive|know) (?:that )?(?:my |the )(?:[\w-]{1,12} )?password is (?:correct|right)|\bdespite (?:the |a )?correct password/iu,
  ],
];
