import type { Talk } from '../domain/index.js';

export type PlainTalk = Exclude<Talk['kind'], 'language'>;

/** Taken off the ends of a clause, one at a time: politeness, hesitation, “I want to”. */
export const FILLER_START =
  /^(?:您好|你好|请问|麻烦(?:您|你)?|那个|那就?|那么|嗯+|哦+|噢|啊+|哎+|唉|呃|好的?|行吧?|ok|可是|不过|其实|请|烦请|我?(?:还是)?(?:想要?|要|需要|希望)|还是|直接|帮我|给我|帮忙|请?你|您|能不能|能否|能|可以|可不可以|可否|赶紧|快点?|赶快|先|都|已经|终于|现在|今天|刚刚?|应该|okay|ok|hi|hello|hey|so|well|um+|oh|alright|right|yes|yeah|yep|great|perfect|actually|sorry|please|pls|plz|can (?:i|you|we)|could (?:i|you|we)|may i|would you|do you|i(?:'d| would) (?:like|love|prefer)(?: to)?|i (?:want|need|wish)(?: to)?|i just want(?: to)?|just|let's|now|then|and|but)(?=[\s']|\p{Script=Han}|$)/u;
export const FILLER_END =
  /(?:一下|吧|呗|啦|哈+|呀|啊|哦|喔|嘛|吗|呢|可以吗|行吗|好吗|好不好|行不行|了吧|谢谢(?:您|你|啦|了)*|多谢|感谢|拜托|(?<=^|[^a-z])(?:please|pls|plz|thanks|thank you|thx|now|asap|then|guys|bot|man|sir|for me|right away|all|everyone|there))$/u;

const WHO_ZH =
  '(?:人工(?:客服|服务|坐席|帮助)?|真人(?:客服|服务)?|客服(?:人员)?|活人|人类|it(?:同事|人员|部门|支持|的人)?|管理员|网管|运维|工程师|技术(?:人员|支持)?|同事|(?:个|一个|别的|其他)?人)';
const WHO_EN =
  '(?:an? |the |some |my )?(?:real |actual |live |human |support |it )*(?:person|people|human(?: being)?s?|agent|someone|somebody|operator|representative|colleague|technician|admin|it(?: support| team| desk| guy| people| department)?|help ?desk|service desk|support(?: team)?|staff)(?: real| human| in it| from it)?';

/** The kinds in the order of their weight: of two in one message the first counts. */
export const SAYINGS: readonly {
  readonly kind: PlainTalk;
  readonly pattern: RegExp;
  /** A question about it is not it: “解决了吗”, “fixed?”. */
  readonly tells?: boolean;
}[] = [
  {
    kind: 'human',
    pattern: new RegExp(
      `^(?:(?:转|找|叫|喊|请|连接|安排|要|接|换|呼叫|转接|转到|转给|转成|接通|来|有|有没有|派)(?:个|一个|一位|位|到|给)?${WHO_ZH}(?:来|过来)?(?:帮我)?(?:处理|帮忙|帮我|帮助|服务|聊|说|在|看看|看|弄|修)?|` +
        `帮我(?:联系|联络)${WHO_ZH}|(?:联系|联络)(?:it|人工|客服|真人)(?:同事|人员|客服)?|(?:人工(?:客服|服务|坐席)?|真人(?:客服)?|客服|活人){1,4}|(?:和|跟|与)${WHO_ZH}(?:说|聊|谈|讲|沟通|联系|对话)(?:话|聊|说)?|` +
        `我?(?:不想|不要|别)(?:再)?(?:和|跟)(?:你|机器人)(?:说|聊)(?:话|了)?|${WHO_ZH}(?:在|来)(?:处理|帮我)?|` +
        `(?:to )?(?:talk|speak|chat|connect|transfer|put|hand|get|give|escalate|contact|call|pass|refer|reach|find)(?: me| this| it)?(?: (?:through|over|on))?(?: (?:to|with))? ?${WHO_EN}(?: (?:help|instead|to help(?: me)?))?|` +
        `(?:real |live |actual |human )(?:person|agent|being|help|support)|(?:human|agent|person|operator|representative)s?|(?:an? )?(?:real |live |human )*(?:person|human|agent)(?: instead)?|is there (?:an? )?(?:real |live |human )*(?:person|human|agent|someone|somebody)(?: i can (?:talk|speak) to)?|` +
        `(?:i )?(?:don't|do not) want (?:to (?:talk|speak|chat) (?:to|with) )?(?:a|the|this) (?:ro)?bot|escalate(?: (?:this|it))?)$`,
      'u',
    ),
  },
  {
    kind: 'solved',
    tells: true,
    pattern:
      /^(?:(?:我的|这个)?(?:问题|邮箱|故障|毛病))?(?:我)?(?:自己)?(?:已经?|刚刚?|都)?(?:解决(?:了|好了|掉了)|解决|搞定了?|搞好了|修好了|弄好了|整好了|恢复了|恢复正常了?|没问题了|没事了|(?:可以|能)(?:正常)?(?:用|使用)了|好使了)$|^(?:我的?)?(?:邮箱|邮件|账号)(?:现在|已经|又|都){0,2}(?:好了|正常了|恢复了|通了)$|^(?:好了 ?){1,3}(?:我)?(?:现在|又|都)?(?:能|可以)(?:正常)?收到?(?:信|邮件)?了$|^(?:你)?(?:可以|能)?(?:关闭?|关单|关掉|结单)(?:工单|它|这个)?了$|^you can (?:now )?close (?:it|this|that|(?:the|my|this) (?:case|ticket))$|^(?:(?:it|that|this|everything|all|mail|my mail|email|the problem|problem|the issue|issue|my problem|my issue)(?:'s| is| has been| got| was)? ?)?(?:is |has been |been |got |all |already |now )*(?:solved|fixed|resolved|sorted(?: out)?|working again|work(?:s|ing) (?:again|now)|back to normal|good to go)(?: (?:it|itself|already|now|again))?$|^(?:i |we )(?:have |just |already )*(?:solved|fixed|resolved|sorted)(?: it| that| the (?:problem|issue))?(?: myself| out)?$|^(?:that|this|it) (?:solved|fixed) (?:it|the (?:problem|issue)|my (?:problem|issue))$|^(?:the |my )?(?:problem|issue) (?:is |has )?(?:gone|disappeared)(?: away)?$/u,
  },
  {
    kind: 'cancel',
    pattern:
      /^(?:还是)?(?:算了(?:算了)?|取消(?:吧|这个|这次|工单|问题|会话|对话)?|不弄了|不搞了|不修了|不查了|不问了|不需要了|不用弄了|不用管(?:了|我)|不用处理了|先不弄了|先不修了|先不管了|先这样|就这样|停|停下|停止|退出|结束(?:对话|会话)?|别弄了|别管了|不处理了|放弃|下次再说|回头再说|改天再说|以后再说)(?:吧|了)?$|^(?:cancel(?: (?:this|it|that|everything|my (?:request|ticket|case)|the (?:request|ticket|case)))?|never ?mind|nvm|forget (?:it|about it|that|this)|stop(?: (?:it|this|that|here))?|quit|exit|abort|drop it|leave it|scrap that|no longer needed|not needed any ?more|i (?:give|gave) up|(?:i'll )?(?:do (?:it|this) )?(?:some other time|another time))$/u,
  },
  {
    kind: 'news',
    pattern:
      /^(?:(?:我的|我那个|这个|那个)?(?:工单|单子|问题|事情?|案子|进度)?(?:现在|目前|处理)?(?:有(?:没有|什么|啥|任何)?(?:新的?)?(?:进展|进度|消息|结果|回复|动静|眉目|答复)(?:了|没有|没)?|进展(?:如何|怎么样|怎样)?了?|进度(?:如何|怎么样|呢)?了?|怎么样了?|咋样了?|如何了|(?:处理|弄|查|修|搞|解决|办)(?:得|的)?(?:怎么样|咋样|如何|到哪(?:一步|里|儿)?)了?|到哪(?:一步|里|儿)?了|什么情况了?|(?:处理|弄|查|修|搞|解决)?好了(?:没有?|吗)|(?:解决|修好|处理好|恢复|查到|搞定)了?(?:没有?|吗)|还要(?:等)?多久|(?:要|得|需要)(?:等)?多久|(?:什么时候|啥时候|多久|几时)(?:才)?(?:能|会|可以)?(?:好|修好|处理好|解决|有结果|恢复|有消息|回复))|(?:it|你们|人工|客服)(?:那边)?(?:怎么说|回复了没有?|回复了吗|处理了吗|什么时候(?:回复|来|处理)|有(?:消息|回复|进展)了?))(?:吗|呢|没有?)?$|^(?:(?:(?:is|are) there |do you have |have you (?:got |heard )?|got )?any(?:thing)? ?(?:news|updates?|progress|new|word|feedback)?(?: (?:yet|so far))?(?: (?:on|about|for|from|regarding) (?:my |the |this |it)?(?:case|tickets?|problem|issue|request|it|this|support|team|people)?)?(?: (?:yet|so far))?|what(?:'s| is) (?:the |my )?(?:latest|status|progress|news|update|happening)(?: (?:of|on|with) (?:my |the |this )?(?:case|ticket|problem|issue))?|(?:case |ticket |my )?(?:status|progress|updates?|news)(?: (?:update|of my ticket|on my case|on my ticket|of my case))?|how(?:'s| is| are) (?:it|things|my case|my ticket|that)(?: going| looking| coming along)?|(?:is|was) (?:it|this|that|my (?:case|problem|issue|ticket)|the (?:problem|issue)) (?:been )?(?:fixed|solved|resolved|done)(?: yet| already)?|when will (?:it|this|that|my mail|the problem) be (?:fixed|solved|resolved|back|ready)|how (?:much longer|long)(?: will (?:it|this) take)?)$/u,
  },
  {
    kind: 'wait',
    pattern:
      /^(?:稍等|稍候|(?:稍等|等等|等下)?我(?:找找|看看|查查|试试|想想|问问)|等等|等一等|等(?:我)?(?:一)?(?:下|会儿?|分钟|几分钟|两分钟)|等我|稍等片刻|稍等我(?:一下)?|(?:让我|我|容我)(?:去|先|再|来)?(?:想想?|看看?|找找?|查查?|试试?|问问?|想一?想|看一?看|找一?找|查一?查|试一?试|弄弄?)|马上(?:就?好|回来)?|先等等|过会儿?再说|待会儿?|一会儿?|(?:稍等|等我|等一?下我?|等等我?|等会儿?我?)(?!了|很|半天|不)(?!.*(?:不行|不了|失败|错|断)).{1,12}|(?:我)?(?:这边)?(?:先|要|得|正|在){0,2}(?:去|在)?(?:开(?:个|一?下)?会|忙|接(?:个|一?下)?电话|吃(?:个)?饭|拿(?:个|一?下)?手机|开(?:下|一下)?电脑|倒(?:杯)?水)(?:去|着|中)?了?(?:(?:一会儿?|待会儿?|等会儿?|过会儿?|马上|回头)(?:就)?(?:回来|再说|弄|来|看|回(?:你)?))?|(?:我)?(?:一会儿?|待会儿?|等会儿?|过会儿?|回头)(?:就)?(?:回来|再弄|来|再看|告诉你|发(?:你|给你)|回你))$|^(?:(?:just )?(?:a|one|1|two|2) (?:moment|second|sec|minute|min|mins|minutes|tick|bit)|(?:wait|hold on|hang on|hold|bear with me)(?: (?:a|one|for a|just a)? ?(?:moment|second|sec|minute|min|bit|tick))?|give me (?:a|one|some|two|five|5|2|1) ?(?:moment|second|sec|minutes?|mins?|time|bit|few minutes)|(?:let me|i'll|i will|lemme) (?:go )?(?:check|see|think|look|try|find out|ask|test|have a look|take a look|try (?:it|that)|check (?:it|that))|(?:hang on|hold on|wait|one sec(?:ond)?|one moment|(?:just |wait |hang on |hold on )?(?:a|one) (?:sec|second|moment|minute)|(?:gimme|give me) a (?:sec|second|minute|min)) (?:let me|lemme|i'?ll|i need to|i have to|i gotta|while i|till i|until i) .{2,30}|(?:let me|lemme|i'?ll|i need to) (?:just )?(?:get|grab|find|fetch|look (?:for|up)|open|dig (?:up|out)) .{2,24}|i'?m (?:in|at|on) (?:a |the |my )?(?:meeting|call|phone|lunch|break)(?: .{0,16}back .{0,10})?|back in (?:a )?(?:\d+|few|five|ten|bit|sec|min|minute)(?: ?(?:min|mins|minutes))?|brb|be right back|in a (?:moment|minute|sec|bit))$/u,
  },
  {
    kind: 'repeat',
    pattern:
      /^(?:(?:你)?(?:再|重新)(?:说|讲|发|问|重复)(?:一)?(?:遍|次|下)|重复(?:一遍|一次|下)?|重发(?:一遍|一次)?|没看清楚?|没听清楚?|(?:你)?(?:刚才?|刚刚|之前|上面)(?:说|问)(?:了|的)?(?:是)?(?:什么|啥)(?:来着)?|(?:说|问)(?:的)?(?:是)?(?:什么|啥)来着|再来一遍|再说|(?:我)?(?:没|看不|听不)(?:看|听)?(?:懂|明白)(?:你)?(?:说|问|写)(?:的|了)?(?:是)?(?:啥|什么)?|(?:我)?没(?:看|听)?(?:懂|明白|听清)|(?:你)?(?:说|问|写)的?(?:是)?(?:啥|什么)(?:意思)?|(?:这)?(?:是)?(?:啥|什么)(?:意思)?|往上翻不到了?)$|^(?:(?:repeat|say|ask|send|show)(?: (?:that|it|this|me))?(?: (?:the|your) (?:last )?(?:question|message))?(?: (?:again|once more|one more time))|repeat(?: (?:that|it|this|yourself|(?:the|your|last|your last|the last) (?:question|message)))?|(?:come|what was that|once more|one more time|what did you say|what did you ask) ?(?:again)?|what did you (?:just )?(?:say|ask)(?: (?:again|me))?|what was (?:the|your) (?:last )?question(?: again)?|pardon(?: me)?|(?:sorry |wait )?(?:what|huh|eh|excuse me)|i didn'?t (?:catch|get|understand|follow) (?:that|it|you)|what do you mean|(?:you )?lost me|can you rephrase(?: (?:that|it))?)$/u,
  },
  {
    kind: 'refuse',
    pattern:
      /^(?:我|这个|那个|就是|真的|有点|可能|地址|邮箱){0,3}(?:不想|不愿意?|不太想|不太?方便|不便|不打算|懒得|拒绝|不乐意)(?:说|讲|透露|告诉(?:你|您)?|回答|提供|给(?:你|您)?|填|写|答|公开)(?:这个|地址|邮箱地址|邮箱|了)?$|^(?:凭(?:什么|啥)(?:要)?(?:告诉|给|说)(?:你|您)?|(?:这个|这|那)?(?:是)?(?:保密|隐私|我的隐私|个人隐私|秘密|涉及隐私)(?:的)?|(?:这个)?(?:不告诉|不给)(?:你|您)?|(?:这个)?(?:不能|不便)(?:说|透露|告诉你)|(?:这个)?(?:我)?不说|不方便)$|^(?:请)?(?:跳过|略过|换(?:一)?个问题|换一题|下一题|下个问题|(?:这个|这题)(?:跳过|略过|不答|不回答)|问(?:点)?别的|(?:能)?(?:别|不要)问(?:这个|我这个)?了?|不想回答|不回答)(?:这个|这题|这一?步)?(?:问题)?$|^(?:i )?(?:would |i'?d )?(?:rather|prefer)(?: to)? not(?: to)?(?: (?:say|tell|answer|share|give|disclose|reveal)(?: (?:you|that|it|this|my .{1,16}))*)?$|^(?:i )?(?:won'?t|will not|don'?t want to|do not want to|don'?t feel like|'?m not (?:going to|comfortable)|am not (?:going to|comfortable)|refuse to|don'?t wish to) (?:say|tell|answer|share|give|disclose|provide)(?:ing)?(?: (?:you|that|it|this|out|my .{1,16}))*$|^(?:that's|this is|it's|thats|its|that is) (?:private|confidential|personal|secret|none of your business)$|^(?:none of your business|no comment)$|^(?:can we |let's )?skip(?: (?:this|that|it|(?:this|that|the) (?:one|question)|ahead))?$|^(?:next|another|different) question$|^ask (?:me )?something else$/u,
  },
  {
    kind: 'why',
    pattern:
      /^(?:你|您)?(?:为什么|为啥|为何)(?:(?:你|您)?(?:要|需要|想|得|还)?(?:知道|问|查|填|写|给|我的?|这个|这些|那个|邮箱地址|地址|邮箱|这|那|你|您)+(?:呢|啊|呀)?)?$|^(?:你|您)?(?:要|问|知道|查)(?:这个|这些|我?的?(?:邮箱)?地址|我邮箱|这|那么多)?(?:是)?(?:干嘛|干什么|干啥|做什么|做啥|有什么用|有啥用|干吗|什么用意)(?:用)?(?:的)?$|^(?:这|这个|问这个|回答这个)?(?:有必要吗?|有什么用|有啥用|有必要|有什么意义|有什么关系|有啥关系)$|^(?:but )?why(?: (?:do|would|should|are|does) (?:you|u|i|it)(?: (?:need|want|ask|asking|have|matter|tell|give|to|know|that|this|it|for|me|my|address|email|mailbox|you|so|all))*| that| this| me)?$|^(?:for )?what(?:'?s (?:that|this|it)| do you (?:need|want) (?:that|it|this|my .{1,16}))? for$|^what(?:'?s| does| has) (?:that|this|it) (?:got )?(?:have )?to do with .{2,24}$|^is (?:that|this|it) (?:really )?(?:necessary|needed)$/u,
  },
  {
    kind: 'thanks',
    tells: true,
    pattern:
      /^(?:(?:非常|十分|太|真是?|真的|万分)?(?:感谢|感激|谢谢|谢|多谢|谢了|谢啦|辛苦|蟹蟹|感恩|拜谢)(?:您|你|了|啦|大家|你们|的|帮助|帮忙|支持|解答){0,4}){1,3}$|^(?:太好了|3q|3ks|thx|tks|tnx)$|^(?:ok |okay |many |great |perfect |awesome |cool |nice |wonderful |excellent )*(?:thanks?|thank (?:you|u|ya)|thankyou|thx|ty|tysm|cheers|much appreciated|appreciated|(?:i )?(?:really )?appreciate (?:it|that|your help))(?: (?:a lot|a bunch|a million|so much|very much|again|you|man|mate|bot|for (?:the|your|all your|all the) (?:help|support|time|info)|for helping(?: me)?|that helped|indeed))*$/u,
  },
  {
    kind: 'greeting',
    pattern:
      /^(?:(?:您|你|大家)好+|嗨+|哈[喽啰罗]|喂+|早|早安|早上好|上午好|中午好|下午好|晚上好|在吗|在不在|在么|在不|有人(?:吗|在)?|有人在吗)$|^(?:hi+|hello+|hey+|hallo|hiya|yo|howdy|good (?:morning|afternoon|evening|day)|morning|greetings|(?:is )?(?:anyone|anybody|someone) (?:there|here)|(?:are )?you there|(?:hi|hello|hey) (?:there|bot|all|team|again)|start|help|how are you(?: doing)?(?: today)?)$/u,
  },
];
