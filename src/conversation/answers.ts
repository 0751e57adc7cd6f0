const TAIL_ZH = '(?:[啊呀哦的了呢哈嘛哎诶啦噢喔]|谢谢(?:您|你)?|多谢|哈+){0,3}';

/** “I don't know”, as a whole clause. */
export const UNKNOWN = new RegExp(
  `^(?:我|这个|真的|真|也|都|还|其实|暂时){0,3}(?:不知道|不清楚|不确定|不太清楚|不太确定|不太知道|不懂|不太懂|说不准|说不好|不好说|忘了|忘记了?|记不清了?|记不得了?|不记得了?|没注意|没留意|看不出来?|不晓得|不了解|没印象|搞不清楚?|分不清|随便|都行|哪个都行|哪知道)(?:怎么看|在哪|是不是|是哪个|是什么)?${TAIL_ZH}$|` +
    `^(?:(?:well|hm+|sorry|honestly) )?(?:i )?(?:really |honestly )?(?:don't|do not|dont|didn't) (?:really )?(?:know|remember|recall|understand)(?: (?:that|it|this|how|which|where|yet))?$|` +
    `^(?:i (?:have|'ve) )?(?:absolutely |really )?(?:no idea|no clue|not sure|unsure|uncertain|not certain|dunno|idk|hard to say|can't (?:tell|say|remember)|cannot (?:tell|say)|no memory)$|^i'?m (?:really )?(?:not (?:really |quite |so )?(?:sure|certain)|unsure)(?: (?:about that|which|yet))?$|^i (?:forgot|forget|can't (?:tell|say|remember)|wouldn't know)$|^(?:maybe|perhaps|possibly)$`,
  'u',
);

/** No, as a whole clause. Looked for before yes: most ways to say no hold a way to say yes (“不好”, “还没好”). */
export const NO = new RegExp(
  `^(?:我|这个|好像|现在|也|并|都|真的){0,2}(?:不|不是|不行|不能|不可以|不好|不对|不成|没有|没|木有|没好|没用|没效果|不管用|不起作用|没变化|没反应|没改|没改过|没换过?|没动过?|没成功|没解决|没收到|没看到|没找到|没有收到|没有看到|没有找到|没有变化|没有解决|没有改过?|没弹|没试过?|不可|不会|不正常|不同意|没同意|未|否|非|不要|不用|不用了|不需要|不必|先不用|暂时不用|先不要|不想|不了|一样|失败|失败了|登录失败|错误|错的)${TAIL_ZH}$|` +
    `^(?:但|但是|可是|不过|结果|我这边|现在|它)?(?:还是|还在|仍然?|依然|依旧|照样|照旧|仍旧|还不|还没|还未|还有问题|又).{0,14}$|^(?:老样子|没有?变化|跟之前一样|和之前一样|跟刚才一样|和刚才一样|同样的问题|一模一样)${TAIL_ZH}$|` +
    `^(?:no+|nope|nah|n|negative|not (?:yet|really|at all|working|fixed|solved|resolved|now|today|possible|any ?more|good|exactly|quite)|no (?:it|i|we|that|this|they) (?:isn't|doesn't|don't|didn't|haven't|hasn't|can't|won't|am not|is not|does not)|no (?:change|luck|difference|improvement|success|thanks?|thank you|not (?:yet|really)|need)|still (?:not|no|broken|failing|fails|failed|the same|same|doesn't|can't|cannot|isn't|won't|nothing|stuck|asks|asking|wrong|rejected|an error|error)\\b.{0,26}|(?:the |exactly the |it's the )?same(?: (?:as before|problem|error|thing|issue|again|result|message))?|nothing(?: (?:changed|happens|happened|new|arrives|arrived|comes|yet|works))?|(?:unfortunately |sadly |sorry |but |well |no )*(?:it|that|this)(?:'s| is| was)? (?:doesn't|does not|didn't|did not|isn't|is not|still (?:doesn't|does not|can't|won't|isn't|not|no|fails?|failing|broken|asks?|asking|says|shows|the same|rejects?|refuses?|nothing|stuck)|won't|can't|cannot|not|never|hasn't|has not|fails|failed)\\b.{0,28}|(?:it|that)'s (?:not|still|wrong|broken).{0,20}|(?:doesn't|does not|didn't|isn't|don't|won't) (?:work|help|arrive|change|open|load|fetch|connect|think so)\\b.{0,14}|i (?:don't|do not|didn't|did not|haven't|have not|can't|cannot|couldn't|don't have|never)(?: (?:think so|have|had|did|do|get|changed?|see|tried|try|sign|log|receive|it|one|any|yet|so|want to|need|in|that|mail|to|them|access|open))*|never|neither|none|wrong|i wish|failed|no good)$`,
  'u',
);

/** “Can't sign in”: a no where it stands first; behind other words it is what a complaint ends in. */
export const CANNOT = new RegExp(
  `^(?:邮件|邮箱|客户端|手机|网页|电脑|信|我|都|也|根本|完全|一直|就是){0,2}(?:(?:收|发|登录?|连|打|用|进|看|找|改|点|开|弹|装)不(?:到|了|上|出去?|开|通|进去?|来|动|成)|(?:不能|无法|没法|没办法)(?:收|发|登录?|登陆|连接?|打开|使用|用|进去?|看|找|改|正常))(?:了|邮件|信|邮箱|去|来|服务器){0,2}${TAIL_ZH}$|` +
    `^(?:mail|webmail|outlook|they|the app)(?:'s| is| was)? (?:doesn't|does not|didn't|isn't|still (?:doesn't|won't|can't|not|fails|asks)|won't|can't|cannot|not)(?: (?:work|working|help|arrive|arriving|open|load|change|connect|sign in|log in|let me in|yet|now|either|there|at all|any ?more)){0,3}$`,
  'u',
);

/** Yes, as a whole clause. */
export const YES = new RegExp(
  `^(?:我|这个|现在|已经|都|终于|也|应该|真的|邮件|邮箱|网页|客户端|没事|刚刚?){0,2}(?:是|是的|是滴|对|对的|没错|嗯+|恩+|好|好的|好了|好啦|好滴|好嘞|可以|可以了|可以的|行|行了|行的|能|能了|能的|成|成了|成功|成功了|有|有了|有的|要|需要|会|会的|收到|收到了|收得到|收到信了|能收到?了?|能收信了?|能收到?邮件了?|能发了?|能登录?了?|能登上了?|能进去?了?|能打开了?|能用了?|登上了?|登录上了|登得上|进去了|连上了?|连得上|发出去了|正常|正常了|恢复了?|恢复正常了?|没问题|没问题了|好使了?|好用了?|搞定了?|解决了|改过了?|改好了|改了|换过了?|换了|弄好了|删了|删好了|试过了?|做了|做完了|填好了|看到了|找到了|同意|确认|确定|必须的?|当然|中|妥|妥了|ok了?|okay了?)${TAIL_ZH}$|` +
    `^(?:(?:oh|well|ah|hey) )?(?:y|ye|yes+|yep|yeah+|yup|ya|yea|aye|sure(?: thing)?|ok|okay|okey|k|alright|correct|right|that's right|exactly|indeed|absolutely|definitely|certainly|of course|affirmative|true|please do|go ahead|do it|i (?:do|did|have|am|can|think so|believe so|guess so|could|changed it|have it|see it|can now)|(?:yes|yeah|yep|ok|okay) (?:it|i|we|that|they|please|thanks?|thank you|sure|of course)(?: (?:does|did|is|works?|do|have|can|am|worked|helped|arrives|you)(?: (?:now|again|fine))?)?|(?:it|that|this|mail|webmail|everything) ?(?:does|did|is|worked|works?|arrives|arrived|came|comes|helped|'s working|is working|'s fine|is fine|opens|can)(?: (?:in|now|again|fine|well|great|perfectly|there|it|the trick|good))*|works?(?: (?:now|again|fine|great|well|perfectly|there|too))*|working(?: (?:now|again|fine))*|(?:now )?(?:fixed|solved|resolved)(?: (?:now|it))?|all good|good now|all right|great|perfect|(?:that |it )(?:worked|helped|fixed it|did it|did the trick)|got it|received(?: it)?|done|i'm in|success|no problem|sure please|looks good)(?: (?:now|thanks?|thank you|please|sir))?$`,
  'u',
);

/** An answer that opens a clause without a mark behind it (“no it still asks”, “是的我改过”). */
export const HEADS: readonly (readonly [RegExp, 'yes' | 'no'])[] = [
  [/^(?:no|nope|nah) (?:it|i|we|that|this|they|he|she|the|my|still|nothing)\b/u, 'no'],
  [/^(?:没有|不是|不行|不能)(?=我|它|这|那|用|改)/u, 'no'],
  [/^(?:yes|yep|yeah|yup) (?:it|i|we|that|this|they|he|she|the|my|everything|now)\b/u, 'yes'],
  [/^(?:是的|对的|嗯+|有的|可以的|能的)(?=我|它|这|那|改|收|登|昨|今|现|已)/u, 'yes'],
];
