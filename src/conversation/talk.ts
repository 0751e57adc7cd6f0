import type { Talk } from '../domain/index.js';

/**
 * The talk of a conversation, understood only when it is the whole message: politeness and filler are taken off
 * both ends first, and what is left must be one of the known sayings. So “算了” cancels and “计算了” does not,
 * and a complaint that happens to hold “thanks” stays a complaint.
 */
export function readTalk(text: string): Talk | undefined {
  const said = core(text);
  if (said === '') return undefined;
  const language = languageAsked(said);
  if (language) return { kind: 'language', language };
  const found = SAYINGS.find(({ pattern }) => pattern.test(said));
  return found && { kind: found.kind };
}

type PlainTalk = Exclude<Talk['kind'], 'language'>;

/** Taken off the ends of a message: marks, politeness, hesitation. Each is tried once per end. */
const FILLER_START =
  /^(?:您好|你好|请问|麻烦(?:您|你)?|那个|嗯+|哦+|啊+|好的|好|行|请|我想|我要|我需要|帮我|能不能|能否|可以|可不可以|ok(?:ay)?|hi|hello|hey|so|well|um+|please|pls|plz|can i|could i|may i|can you|could you|i(?:'d| would) like to|i want to|i need to|let me|just)(?=[\s,，。!！、.]|\p{Script=Han}|$)/u;
const FILLER_END =
  /(?:一下|吧|呗|啦|了吧|谢谢(?:您|你)?|多谢|please|pls|plz|thanks|thank you|now|asap|吗|呢|啊|哈)$/u;
const MARKS = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;

function core(text: string): string {
  const plain = text.toLowerCase().replace(/’/gu, "'").replace(/\s+/gu, ' ').replace(MARKS, '');
  if (plain.length > 60) return '';
  let rest = plain;
  for (let round = 0; round < 4; round += 1) {
    const shorter = rest
      .replace(FILLER_START, '')
      .replace(MARKS, '')
      .replace(FILLER_END, '')
      .replace(MARKS, '');
    // A message that is nothing but politeness is what it is.
    if (shorter === '' || shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

function languageAsked(said: string): 'zh' | 'en' | undefined {
  if (
    /^(?:(?:用|说|讲|换成|切换(?:成|到)?|改成|切成)?\s*(?:中文|汉语|普通话)|(?:speak |in |switch to |use )?chinese)$/u.test(
      said,
    )
  )
    return 'zh';
  if (
    /^(?:(?:用|说|讲|换成|切换(?:成|到)?|改成|切成)?\s*(?:英文|英语)|(?:speak |in |switch to |use )?english)$/u.test(
      said,
    )
  )
    return 'en';
  return undefined;
}

const PEOPLE_ZH =
  '(?:人工(?:客服|服务|坐席)?|真人(?:客服)?|客服(?:人员)?|it(?:\\s*(?:同事|人员|部门|支持))?|同事|活人|一个人)';
const PEOPLE_EN =
  '(?:an? |the |some)?(?:real |actual |live |human )?(?:person|human(?: being)?|agent|someone|somebody|operator|colleague|it(?: support| team| desk| guy)?|help ?desk|support(?: team)?)';

/** In this order: a saying that could be read two ways is read as the first. */
const SAYINGS: readonly { readonly kind: PlainTalk; readonly pattern: RegExp }[] = [
  {
    kind: 'human',
    pattern: new RegExp(
      `^(?:(?:转|找|叫|要|接|换|联系|呼叫|转接|转到|转给)(?:个|一个|到|给)?\\s*${PEOPLE_ZH}(?:来|处理|帮忙|帮我)?|${PEOPLE_ZH}|` +
        `(?:talk|speak|chat|connect me|transfer me|put me through|hand me over|get me|give me|escalate)(?: (?:to|with))? ?${PEOPLE_EN}(?: (?:help|instead))?|` +
        `(?:real |live |human )(?:person|agent|being|help)|human|agent|${PEOPLE_EN} (?:should|to) help me|escalate(?: this)?)$`,
      'u',
    ),
  },
  {
    kind: 'solved',
    pattern:
      /^(?:问题)?(?:已经)?(?:都)?(?:解决了|搞定了?|修好了|弄好了|恢复了|恢复正常了|没问题了|可以用了|能用了)$|^(?:it(?:'s| is)? |that(?:'s| is)? |all |now |problem |issue )?(?:is )?(?:been )?(?:solved|fixed|resolved|sorted(?: out)?|works? (?:again|fine)|working (?:again|fine)|all good|good to go)$/u,
  },
  {
    kind: 'cancel',
    pattern:
      /^(?:算了|取消|不用了|不弄了|不搞了|不需要了|先不弄了|先不用了|先这样|停|停止|退出|结束|不用管了|别弄了|不修了)$|^(?:cancel(?: (?:this|it|that))?|never ?mind|forget (?:it|about it|that)|stop(?: (?:it|this|that))?|quit|exit|abort|drop it|leave it|no longer needed)$/u,
  },
  {
    kind: 'news',
    pattern:
      /^(?:(?:我的)?(?:工单|单子|问题|这个|那个)?\s*(?:有|有什么|有没有|怎么样了|现在)?\s*(?:进展|进度|消息|结果|回复|新消息|进展如何|怎么样了|处理得怎么样了?|到哪一步了|好了没)(?:了)?(?:吗|没有|没)?|到哪一步了|什么情况了)$|^(?:(?:is there |are there )?any (?:news|update|updates|progress)(?: (?:on|about) (?:my |the |this )?(?:case|ticket|problem|issue|it))?|what(?:'s| is) (?:the )?(?:status|progress)(?: of (?:my |the )?(?:case|ticket))?|status(?: update)?|how (?:is|does) it (?:going|look))$/u,
  },
  {
    kind: 'wait',
    pattern:
      /^(?:稍等|等一下|等等|等会儿?|等下|稍等片刻|让我(?:想想|看看|找找|试试)|我(?:想想|看看|找找|查查|试试)|马上|先等等|等我)$|^(?:(?:just )?(?:a|one|1) (?:moment|second|sec|minute|min)|wait(?: a (?:moment|second|sec|minute|bit))?|hold on(?: a (?:moment|second|sec))?|hang on|give me a (?:moment|second|sec|minute)|let me (?:check|see|think|look|try)|brb)$/u,
  },
  {
    kind: 'repeat',
    pattern:
      /^(?:再说一(?:遍|次)|重复(?:一遍|一次)?|没看清|你?刚才?说(?:了)?什么|什么意思来着|再来一遍)$|^(?:repeat(?: (?:that|it|the question))?|say (?:that|it) again|(?:come|what was that) again|what did you (?:say|ask)|pardon|sorry what)$/u,
  },
  {
    kind: 'thanks',
    pattern:
      /^(?:(?:非常|十分|太|多)?(?:感谢|谢谢|多谢|谢了|谢啦|辛苦)(?:您|你|了|啦|大家)*|3q|thx)$|^(?:many |great )?(?:thanks?|thank (?:you|u)|thx|ty|cheers|much appreciated|appreciate it)(?: (?:a lot|so much|very much|again|you|for (?:the|your) help))*$/u,
  },
  {
    kind: 'greeting',
    pattern:
      /^(?:您好|你好|嗨|哈喽|早|早上好|上午好|中午好|下午好|晚上好|在吗|在不在|有人吗)(?:[啊呀吗])?$|^(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening|day)|greetings|is (?:anyone|anybody) there|anyone there|hi there|hello there|start|help)$/u,
  },
];
