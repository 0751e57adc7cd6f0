import type { Entity, Heard } from '../domain/index.js';
import { isOnlyName } from '../conversation/index.js';
import { toldError } from '../engine/index.js';
import type { TurnDraft } from './draft.js';

const OUT_OF_SCOPE = 'out-of-scope';
/** Values that a message about mail holds, in a message of at most so many characters. */
const TELLING: ReadonlySet<Entity['kind']> = new Set(['email', 'hostname', 'error'] as const);
const SHORT = 80;
/** A message of two thousand characters in fewer different words than this is a flood. */
const FEWEST_WORDS = 12;

/** Words that mail trouble is told in. */
const MAIL =
  /邮件|邮箱|电邮|收不到|收不了|[收发来]信|[收发]件|\b(?:e-?)?mails?\b|\bmail ?box(?:es)?\b|\binbox(?:es)?\b|\bmessages? (?:don't|doesn't|won't|not|stopped)/iu;
/** Words that something is wrong. */
const TROUBLE =
  /[不没无]|坏|问题|异常|错|断|挂|失败|报错|慢|\b(?:no|not|none|nothing|never|cannot|can't|cant|doesn't|doesnt|don't|won't|isn't|isnt|aren't|hasn't|haven't|broken|broke|down|dead|fail\w*|error|problem|issue|trouble|wrong|stopped|stuck|missing|empty|stops?)\b/iu;
/** So short that the mail word is all there is: “我的邮箱”, “inbox”. */
const BARE = 8;

/**
 * Other things that have mail in their sentence: devices and networks, other messages, what is only asked how to do, the
 * comforts of a mail app, and that it works again. With one of these the classifier's word stands.
 */
const OTHER_MATTERS = [
  /打印|扫描|复印|投影|会议|\bVPN\b|wi-?fi|无线网|上网|\b(?:print|scan|copier|projector|meeting|laptop|monitor|keyboard)/iu,
  /短信|消息|快递|微信|钉钉|飞书|电话|工资|报销|包裹|\b(?:sms|text message|parcel|package|phone call|payroll|letter|postal|snail)/iu,
  /怎么(?!.*[不没])|怎样|如何|能不能帮|帮我|请问|写一|翻译|要不要|多少|多久|哪里|\b(?:how (?:do|can|to|many|long|big)|where (?:do|can|is)|can (?:you|i)|could you|please|write|draft|translate|is it possible|what(?:'s| is)|which|who|why is there)\b/iu,
  /垃圾|广告|退订|过滤|规则|签名|字体|乱码|空白|图片|附件|表格|模板|日历|容量|空间|满了|超了|扩容|撤回|归档|备份|转发|恢复|误删|文件夹|搜索|标签|星标|群组|通讯录|注册|注销|申请|绑定|皮肤|插件|闪退|占|加密邮件|审批|验证码|验证邮件/u,
  /\b(?:spam|junk|newsletter|unsubscribe|filters?|rules?|signature|fonts?|garbled|blank|images?|pictures?|attachments?|templates?|calendar|contacts?|quota|storage|full|space|recall|archiv\w+|back ?up|forward\w*|recover|deleted?|folders?|search|labels?|register|sign ?up|shared mailbox|distribution|mailing lists?|crash\w*|slow|memory|dark mode|delegate|out of office|encrypt\w*|verification)\b/iu,
  /没问题了|好了|正常了|可以了|可以用了|恢复了|\b(?:works? (?:again|now|fine)|no further|is fine|fixed|solved|all good)\b/iu,
];

/**
 * Whether a message is for this bot: in scope by the classifier; or short and told in the words of mail trouble; or it
 * names a mail app, an address, a server, an error; or quotes what a mail server or app wrote; or says that something can't be done.
 */
export function isAboutMail(draft: TurnDraft, heard: Heard): boolean {
  if (heard.cut && isFlood(heard.text)) return false;
  if (heard.intent.scenario !== OUT_OF_SCOPE) return true;
  if (heard.answer === 'no' || isOnlyName(heard.text, draft.loaded.bundle)) return true;
  if (toldError(heard.text, draft.loaded.bundle, undefined, draft.now)) return true;
  if ([...heard.text].length > SHORT) return false;
  return heard.entities.some(({ kind }) => TELLING.has(kind)) || tellsOfMail(heard.text);
}

/** A message too long to read that says the same few words over and over tells nothing. */
function isFlood(text: string): boolean {
  const words = text.toLowerCase().match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+/gu) ?? [];
  return new Set(words).size < FEWEST_WORDS;
}

/** Mail words and words of trouble, and nothing that makes it another matter. */
export function tellsOfMail(text: string): boolean {
  const plain = text.replace(/[’‘]/gu, "'");
  if (!MAIL.test(plain) || OTHER_MATTERS.some((other) => other.test(plain))) return false;
  return TROUBLE.test(plain) || [...plain.trim()].length <= BARE;
}
