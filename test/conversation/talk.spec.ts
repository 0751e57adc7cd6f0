import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/conversation/normalise.js';
import { readTalk } from '../../src/conversation/talk.js';
import type { Talk } from '../../src/domain/index.js';

const SAID: Readonly<Record<Exclude<Talk['kind'], 'language'>, readonly string[]>> = {
  greeting: [
    '你好', '您好！', '在吗', '在吗？', '有人吗', '早上好', '下午好呀', '哈喽', '嗨～', '你好，在吗？', '您好，请问有人在吗',
    'hi', 'Hello!', 'hey there', 'good morning', 'Good afternoon!', 'hi bot', 'anyone there?', 'helo', 'hello, anybody here?',
  ],
  thanks: [
    '谢谢', '谢谢！', '谢谢您', '非常感谢', '好的，谢谢', '好的谢谢', '多谢了', '谢啦', '辛苦了', '太感谢了', '感谢您的帮助', '謝謝',
    'thanks', 'Thank you!', 'thx', 'thanks a lot', 'ok thanks', 'Thank you so much for your help', 'thnaks', 'many thanks', 'great, thanks', 'cheers',
  ],
  solved: [
    '解决了', '好了好了 能收了', '问题解决了', '已经解决了', '搞定了', '好了，解决了', '解决了，谢谢', '谢谢，问题已经解决了', '修好了', '恢复正常了', '没问题了',
    '我自己解决了', '解決了', '已解决', '可以用了', '能用了，谢谢', '邮箱好了，谢谢', '解决了，可以关单了',
    'solved', 'fixed', "it's fixed", 'problem solved', 'The issue is resolved, thanks!', 'it works again', "it's working now", 'sloved', 'I fixed it myself',
    'never mind, I fixed it', 'all sorted', 'the problem is gone', 'that fixed it, thank you',
  ],
  cancel: [
    '算了', '算了吧', '取消', '取消吧', '不弄了', '先不弄了，谢谢', '算了，不修了', '先这样吧', '停', '我想取消', '帮我取消一下', '不需要了', '退出',
    'cancel', 'Cancel please', 'never mind', 'nevermind', 'forget it', 'stop', 'please stop this', 'cancle', 'I give up', 'can you cancel it', 'quit',
  ],
  human: [
    '转人工', '人工', '人工客服', '找人工', '我要人工', '请转人工客服', '帮我转人工', '能不能转人工？', '可以转人工吗', '我想找真人', '转接人工服务', '有没有真人',
    '找个人来帮我', '叫IT的人来', '我要找 IT 同事', '人工人工', '还是不行，转人工吧', '轉人工', '麻烦帮我转人工', '我不想跟机器人说话', '你好，转人工，谢谢', '找管理员',
    'human', 'talk to a human', 'I want to speak to a person', 'can I talk to someone please?', 'agent', 'real person', 'connect me to an agent', 'get me a human',
    'talk to a persn', '我想跟 IT 同事聊', '帮我联系管理员', '能不能找个工程师帮我看看', 'still not working, talk to a person', 'speak to IT', 'I need a real human', 'is there a human I can talk to?', 'please transfer me to support', 'escalate this',
  ],
  news: [
    '有进展吗', '有进展吗？', '有什么进展', '有消息了吗', '有结果了吗？', '我的工单怎么样了', '处理得怎么样了', '进度如何', '到哪一步了', '好了吗？', '修好了吗', '还要多久',
    '什么时候能好', '解决了吗？', '解决了没有', '请问有进展了吗', '现在怎么样了？', '工单有回复了吗',
    'any news?', 'any news on my case?', 'any update', 'Any updates on my ticket?', 'any progress yet?', "what's the status?", 'status', 'is it fixed yet?', 'hi, any news?', 'how long will it take?',
    'any updaet on my ticket?', 'when will it be fixed?',
  ],
  wait: [
    '稍等', '稍等一下', '等一下', '等等', '等我一下', '我看看', '让我想想', '我试试', '好的，我试一下', '马上', '等会儿', '稍等我找找',
    '等我找一下', '稍等我去开下电脑', '先去开个会 一会儿回来', '等会儿我发给你', 'hang on let me look', 'im in a meeting back in 5', 'wait a sec let me grab my phone',
    'one moment', 'just a second', 'wait', 'hold on', 'hang on a sec', 'give me a minute', 'let me check', "ok, I'll try", 'one momnet', 'brb', 'wait a minute please',
  ],
  repeat: [
    '再说一遍', '请再说一遍', '重复一遍', '你刚才说什么？', '没看清', '再说一次', '能再说一遍吗？', '刚才问的什么来着',
    '没看懂你说啥', '没看懂', '啥？', '什么意思', 'huh?', 'sorry what?', 'i didnt get that', 'what do you mean?',
    'repeat', 'say that again', 'can you repeat that?', 'repeat the question please', 'come again?', 'pardon?', 'what did you say?', 'could you repeat please',
  ],
  refuse: [
    '不想说', '我不想告诉你', '不方便透露', '这个不方便说', '凭什么告诉你', '这是隐私', '跳过', '跳过这个', '换个问题吧', '别问这个了',
    "I'd rather not say", 'id rather not say', "that's private", "I won't tell you", 'dont want to say', 'skip', 'skip this one please', 'next question', 'no comment',
  ],
  why: [
    '为什么要问这个？', '为啥', '要这个干嘛', '问这个干什么', '为什么要知道我的邮箱地址',
    'why?', 'why do you need that?', 'why do you ask', 'what for', "what's that for", 'why do u need my email',
  ],
}; // prettier-ignore

const CONTENT: readonly string[] = [
  '计算了一下，密码肯定没错', '预算了很久', '取消勾选 SSL 后还是不行', '取消订阅邮件太多', '管理员说密码过期了', '人工智能邮件分类', '客服邮箱登不上', '没有解决',
  '还没解决', '还没有解决', '怎么解决', '怎么解决？', '如何解决', '没解决', '解决不了', '解决方法', '不是已经解决了吗，怎么又来了', '解决了，但是今天又弹出来了', '问题没解决，谢谢',
  '谢谢，但还是收不到信', '你好，Outlook 提示密码错误', '您好我的邮箱登不上', '等一下就断开连接', '稍等几分钟后又提示密码错误', '我试试改密码还是报错', '停用的账号怎么恢复',
  '停电后连不上服务器', '英文界面里找不到设置', '中文邮件乱码', '邮箱有人登录过', '真人头像不显示', '同事的邮箱也登不上', 'IT 说证书过期了', '恢复出厂设置后收不到信',
  '请联系管理员', '收到消息提醒但打不开', '结果还是一样', '没消息提醒', '重复收到同样的邮件', '重复提示密码错误', '谢谢你的回复不过密码还是错', '早上好好的，下午就登不上了', '不行，谢谢',
  'not solved yet', 'it is not solved', "it isn't fixed", 'not fixed', 'how do I solve this?', 'please solve this', 'solve it', 'is not working now', 'the fixed IP changed',
  'thanks but it still fails', 'thank you, but outlook still asks for a password', 'hello, my outlook rejects the password', 'human resources mailbox is locked', 'my agent mailbox cannot log in',
  'the admin said my password expired', 'cancel button does nothing', 'I cancelled the SSL option and it still fails', 'stop asking for my password every minute', 'wait times out', 'it stops at the second step',
  'outlook keeps saying wait', 'repeat password prompt', 'it keeps repeating the prompt', 'news letters do not arrive', 'status shows disconnected', 'english keyboard layout', 'the moment I open it, it fails',
  'someone logged into my mailbox', 'a person at support told me to reset it', 'help my password is wrong', 'start tls error', 'fixed it yesterday but it is back', 'works again on webmail but not in outlook',
  '为什么收不到信', '等我改完密码还是不行', '等了半天还是连不上', 'why does outlook ask for a password', 'what does this error mean', 'skip the password window and it works',
  'no, not solved, thanks', 'mail stopped', '', '？', '👍', '993',
]; // prettier-ignore

describe('readTalk', () => {
  describe.each(Object.entries(SAID))('%s', (kind, texts) => {
    it.each(texts)('%s', (text) => {
      expect(readTalk(normaliseText(text))).toEqual({ kind });
    });
  });

  it.each([
    '说中文',
    '中文',
    '请用中文',
    '能说中文吗？',
    '换成中文',
    'speak Chinese',
    'Chinese please',
    'can you speak chinese?',
  ])('switches to Chinese: %s', (text) => {
    expect(readTalk(normaliseText(text))).toEqual({ kind: 'language', language: 'zh' });
  });

  it.each([
    'English please',
    'in english',
    'speak English',
    'can you speak English?',
    '用英文',
    '请说英语',
    '切换成英文',
    'switch to english',
    'englsh please',
  ])('switches to English: %s', (text) => {
    expect(readTalk(normaliseText(text))).toEqual({ kind: 'language', language: 'en' });
  });

  it.each(CONTENT)('leaves content alone: %s', (text) => {
    expect(readTalk(normaliseText(text))).toBeUndefined();
  });
});
