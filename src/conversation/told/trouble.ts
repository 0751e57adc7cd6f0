import { PLAIN_EN, PLAIN_ZH, type Telling } from './telling.js';

const WEB_ZH = '(?:网页(?:版|端|邮箱|上|里)?|浏览器(?:里|上|中)?|web ?(?:端|版|邮箱)|webmail)';
const WEB_EN =
  '(?:webmail|web mail|owa|the web(?:site| version| interface| client)?|(?:the |my |a )?browser)';
const CAN_ZH = '(?:能|可以|正常)(?:正常)?(?:登录?|登陆|登上|进|用|收|看|使用|访问)?';
const TROUBLE_ZH = '(?:不了|不上|不到|不能|不行|不出|没法|无法|失败|报错|有问题|出问题)';
const LOGIN_FAILS_ZH =
  '(?:不能登|登不|登录不|登陆不|进不|不让登|无法登|没法登|不行|登录失败|提示密码错|报密码错)';

/** How far the trouble reaches: webmail, both ways of mail, other people, devices and networks. */
export const TROUBLE: readonly Telling[] = [
  ['webmail', 'works', new RegExp(`${WEB_ZH}${PLAIN_ZH}(?:${CAN_ZH}|没问题|没有问题|没事)(?!吗|么)`, 'iu')],
  [
    'webmail',
    'works',
    new RegExp(
      `\\b${WEB_EN}(?: login| access)?(?: (?:still|also|itself|all)){0,2} (?:works?|is (?:fine|ok(?:ay)?|working)|lets me in)\\b|\\b(?:works?|working) (?:fine |ok |well |perfectly )?(?:on|in|via|through|with|using) ${WEB_EN}\\b|(?<!n't |not |never )\\b(?:can|able to) (?:still )?(?:log|sign) ?in(?:to)?${PLAIN_EN} (?:on|in|via|through|with|using|to) ${WEB_EN}\\b`,
      'iu',
    ),
  ],
  ['webmail', 'refused', new RegExp(`${WEB_ZH}[^。]{0,4}(?:也|都|同样|一样)?${LOGIN_FAILS_ZH}`, 'iu')],
  [
    'webmail',
    'refused',
    new RegExp(
      `\\b(?:webmail|web mail|owa)(?: login)? (?:also |too )?(?:fails|refuses|rejects|doesn't work|does not work|isn't working|won't let me in|says (?:wrong|the same))|\\b(?:can't|cannot|unable to) (?:log|sign) ?in(?:to)?${PLAIN_EN} (?:on|in|via|through|to) ${WEB_EN}\\b(?! works)`,
      'iu',
    ),
  ],
  ['webmail', 'asks', new RegExp(`${WEB_ZH}${PLAIN_ZH}(?:要求|让我?|叫我?)(?:改|修改|更改|重置)密码`, 'iu')],
  [
    'receiving',
    'only',
    /只能收(?:邮件|信|件)?[,，、 ]?(?:但是?)?(?:不能|无法)发|(?:能收(?:到|信|邮件){0,2}|收信(?:是)?正常|收件正常)[,，、 ]{0,2}(?:但是?|就是|可是|只是)?(?:发不|不能发|无法发|发信[^。]{0,3}(?:不|失败))|只是?发不出|\bcan receive\b[^.]{0,24}\b(?:but|and) (?:i )?(?:can't|cannot|can not|not|unable to) send|\bonly sending fails|\breceiving (?:works|is fine)\b[^.]{0,24}\bsending (?:fails|doesn't|does not|is refused)|\b(?:can't|cannot|unable to) send\b[^.]{0,24}\bbut (?:i )?(?:can )?(?:still )?receive/iu,
  ],
  [
    'receiving',
    'both',
    /收发都(?:不|有问题|失败)|收发不了|不能收发|收不到也发不出|\b(?:can't|cannot|can not|unable to|neither|not able to) (?:send (?:or|nor|and) receive|receive (?:or|nor|and) send|send,? nor receive)/iu,
  ],
  [
    'scope',
    'company',
    new RegExp(
      `(?:全公司|整个公司|公司(?:里)?(?:所有|全部)(?:的)?人|全体员工|所有(?:员工|同事|用户))[^。,，]{0,8}${TROUBLE_ZH}|\\b(?:the )?(?:whole|entire) company\\b|\\b(?:everyone|everybody) (?:in|at) (?:the |our )?(?:company|work|office)\\b`,
      'iu',
    ),
  ],
  [
    'scope',
    'team',
    new RegExp(
      `(?:整个|全|我们)(?:部门|科室|小组|团队|办公室)(?:的人)?都?[^。,，]{0,8}${TROUBLE_ZH}|\\b(?:my|our|the) (?:whole |entire )(?:team|department|group)\\b`,
      'iu',
    ),
  ],
  [
    'scope',
    'few',
    new RegExp(
      `(?:好?几个|[两三四]个|几位)(?:同事|人)(?:也|都)[^。,，]{0,8}${TROUBLE_ZH}|\\b(?:a few|several|some|two|three) (?:of my )?(?:colleagues|coworkers|co-workers) (?:also |too )?(?:have|see|get|can't|cannot)`,
      'iu',
    ),
  ],
  [
    'scope',
    'me',
    /(?:只有|就|仅|唯独)(?:我|我一个人|我自己|我这边|我这台)(?:$|不|收不|登不|发不|这样|有问题|遇到|出问题)|(?:同事|别人|其他人)们?(?:的)?(?:都|也都)?(?:正常|没问题|没事|能收|能登)|\b(?:it's |it is )?(?:only|just) me$|\bi'?m the only one|\b(?:nobody|no one) else (?:has|sees|is)|\b(?:my )?(?:colleagues|coworkers|everyone else)(?:'s)? (?:are|is) (?:fine|ok|not affected)/iu,
  ],
  [
    'other-device',
    'works',
    new RegExp(
      `(?<!新)(?:手机(?:上|端)?|平板(?:上)?|ipad(?:上)?|(?:另一台|别的|其他)(?:电脑|设备|手机)(?:上)?)${PLAIN_ZH}(?:能(?:正常)?(?:收|登|用)|可以(?:正常)?(?:收|登|用)|正常|没问题|没事)|(?<!n't |not )\\bworks? (?:fine |ok |well |perfectly )?on (?:my |the |an? )?(?:i?phone|mobile|tablet|ipad|other (?:computer|device|laptop)|another (?:computer|device))|\\b(?:my |the )(?:i?phone|tablet|ipad)(?: app| mail)? (?:works|is fine|still works)|(?<!not |never )\\b(?:getting|get|receive) (?:e-?mails? |mail |it )?(?:fine )?on my (?:[a-z]{1,10} )?(?:i?phone|tablet|ipad)`,
      'iu',
    ),
  ],
  [
    'other-device',
    'fails',
    /(?:手机和电脑|电脑和手机|所有设备|每台设备|几台设备)(?:上)?(?:都|也)(?:不|没|登不|收不|无法)|\b(?:all|every one of) (?:of )?my devices\b[^.]{0,16}\b(?:fail|can't|cannot|same)|\bsame (?:problem|error|issue) on (?:my |the |an? )?(?:i?phone|other|another|all)/iu,
  ],
  [
    'other-network',
    'works',
    new RegExp(
      `(?:手机流量|流量|[45]g|手机热点|热点|换(?:了|个)?网络)${PLAIN_ZH}(?:就|却)?(?:能(?:收|登|用|发)|可以(?:收|登|用|发|了|$)|正常|没问题)|(?<!n't |not )\\bworks? (?:fine |ok )?(?:on|with|over|via|using|through) (?:my )?(?:mobile data|cellular|[45]g|hotspot|(?:another|a different) network)`,
      'iu',
    ),
  ],
  [
    'other-network',
    'same',
    /(?:流量|[45]g|热点|换(?:了|个)?网络)[^。,，]{0,4}(?:也|还是|同样|一样)(?:不|一样|没|收不|登不)|\bsame (?:on|with|over) (?:mobile data|cellular|[45]g|(?:another|a different) network)/iu,
  ],
];
