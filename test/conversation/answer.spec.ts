import { describe, expect, it } from 'vitest';
import { readAnswer, type Answer } from '../../src/conversation/answer.js';
import { normaliseText } from '../../src/conversation/normalise.js';

const SAID: Readonly<Record<Answer, readonly string[]>> = {
  yes: [
    '是', '是的', '对', '对的', '嗯', '嗯嗯', '好', '好的', '好了', '可以', '可以了', '行', '能', '能了', '有', '有的', '收到了', '能收到了', '能收信了！', '正常了', '没问题', '搞定了', '解决了',
    '可以了，谢谢', '是的，我改过密码', '嗯，可以登录', '能登录', '没错', '当然', '现在好了', '已经可以了', '改过了', '谢谢，可以了', '对啊', 'OK', 'ok了', '是的我昨天改的', '好使了', '邮件收到了', '連上了',
    'yes', 'Yes!', 'yep', 'yeah', 'y', 'sure', 'ok', 'correct', 'it does', 'it works', 'works now', 'It works now, thanks', 'yes please', 'yes, it arrives', 'fixed', 'all good', 'that helped', 'it worked',
    'of course', 'I do', 'I have', 'mail arrives', 'yes it works', "yes, I changed it yesterday", 'no problem', "that's right", 'got it', 'done', 'thanks, it works',
  ],
  no: [
    '不', '不是', '不行', '不能', '没有', '没', '还没', '还没有', '还没好', '还是不行', '还不行', '不好', '不对', '没用', '不管用', '还是老样子', '老样子', '收不到', '登不上', '发不了', '打不开', '依然不行',
    '没变化', '不可以', '没改过', '不行啊', '还是提示密码错误', '没有，我用的是 Foxmail', '好的，还是不行', '不能登录', '无法登录', '不用了', '不用', '没收到', '没解决', '还没解决', '没反应', '不是的', '否', '仍然报错', '一样',
    '没有。', '客户端登不上', '重启了，还是不行', '沒有', '不會', '试了，还是不行',
    'no', 'No.', 'nope', 'nah', 'not yet', 'not really', 'still not', 'still not working', "it doesn't", "doesn't work", "it doesn't work", 'it still fails', 'same error', 'no change', "I don't", "I haven't",
    "no, it still asks", 'no it still asks', 'still the same', 'nothing changed', "it didn't help", 'never', 'not working', "ok, still doesn't work", "unfortunately it doesn't", 'no thanks', "didn't work", "it's not fixed",
    "I can't log in", 'same problem', 'no luck', 'not solved', "it isn't working",
  ],
  unknown: [
    '不知道', '不清楚', '我不知道', '不太清楚', '不确定', '忘了', '忘记了', '我也不知道', '不知道啊', '不知道呢', '没注意', '说不准', '记不清了', '不懂', '不太确定', '看不出来', '我不记得了', '不曉得', '哪个都行',
    "I don't know", 'dont know', 'no idea', 'not sure', "I'm not sure", 'dunno', 'idk', "can't tell", 'I forgot', 'no clue', 'maybe', "sorry, I don't know", "I don't remember", 'not sure', 'hard to say', "I'm not really sure",
  ],
}; // prettier-ignore

const NEITHER: readonly string[] = [
  '好了吗', '可以吗？', '是吗', '能收到吗', '对不起', '不好意思', '是什么', '有什么办法', '可是我登不了怎么办呢，昨天开始的', '993', 'Outlook', '对方服务器拒绝', '好几天收不到邮件了，急', '能不能帮我看看',
  '不知道密码怎么办', '是 QQ 邮箱', '有一个红色感叹号', '行政部的邮箱', '好像是证书', '要多久', '没有权限访问这个邮箱怎么办', '不能收信只能发信是什么原因', '一样的密码在网页上可以登录', '有时候能收到有时候不能',
  'ok?', 'is it?', 'works?', 'yesterday it broke', 'nobody can log in', 'not sure which server to use', 'it asks for a password', 'correct password rejected by server', 'sure that the password is right but outlook rejects it always',
  '从文档里复制的密码带了空格，登不上', '登录记录里有国外的 IP，不是我', '电脑开不了机', 'Only sending is broken, mail still comes in', 'Outlook does not take my password',
  'notebook', 'no password prompt appears in outlook since monday', 'true type fonts', 'received a phishing mail', 'fixed ip', 'Do I need an app password?', '', '!!!',
]; // prettier-ignore

describe('readAnswer', () => {
  describe.each(Object.entries(SAID))('%s', (answer, texts) => {
    it.each(texts)('%s', (text) => {
      expect(readAnswer(normaliseText(text))).toBe(answer);
    });
  });

  it.each(NEITHER)('is none: %s', (text) => {
    expect(readAnswer(normaliseText(text))).toBeUndefined();
  });
});
