/** Words of talk: asking, wanting a person, when it began. */
export const TALK_TERMS = {
  person:
    'human | agent | real person | live person | representative | operator | talk to someone | speak to | speak with | talk to a person | someone call | call me | call back | callback | phone number | telephone number | phone support | customer service | customer support | live chat | hotline | contact you | helpdesk number | ring me | technician | someone from it | in person | walk me through | 人工 | 客服 | 真人 | 人工客服 | 人工服务 | 转人工 | 给我打电话 | 打电话 | 热线 | 客服电话 | 联系电话 | 联系人 | 找个人 | 工程师 | 网管 | 运维 | 值班 | 座机 | 活人 | 接线员 | 回电 | 找谁 | 分机 | 上门 | 服务台',
  bot: 'bot | robot | chatbot | machine | automated | 机器人 | 自动回复 | 智能客服',
  what_is:
    'what is | what are | what does | whats | difference between | mean | means | meaning | explain | definition | stand for | what kind | why do i need | is it safe | 什么是 | 是什么 | 区别 | 什么意思 | 有什么用 | 解释 | 介绍 | 含义 | 干嘛用 | 有何不同 | 哪个好 | 是啥 | 啥意思 | 干什么用',
  how_to:
    'how do i | how to | how can i | where do i | where can i | where is | instructions | steps to | guide | which one | what should i | tutorial | 怎么 | 如何 | 怎样 | 哪里 | 在哪 | 教程 | 步骤 | 去哪 | 哪儿 | 咋 | 怎么样 | 请教 | 求教',
  please:
    'please help | help me | help | please | assist | assistance | 帮忙 | 帮我 | 求助 | 麻烦 | 请帮 | 帮看 | 请协助 | 救命',
  today:
    'today | this morning | since yesterday | yesterday | suddenly | all of a sudden | just now | tonight | last night | since this | this afternoon | all day | for hours | for days | 今天 | 昨天 | 突然 | 今早 | 早上 | 刚才 | 刚刚 | 下午 | 忽然 | 昨晚 | 从昨天 | 半天 | 一上午',
  error:
    'error | error message | error code | message says | says | 错误代码 | 错误信息 | 提示 | 报 | 显示 | 代码',
  first_time:
    'install | installed | reinstall | reinstalled | reload | just downloaded | 安装 | 重装 | 重新安装 | 下载了 | 刚装',
  upgrade:
    'update | updated | upgrade | upgraded | upgrading | latest version | new version | 更新 | 升级 | 新版 | 新版本',
  greeting:
    'hello there | good morning | hi there | how are you | good afternoon | 你好 | 您好 | 在吗 | 早上好 | 嗨 | 在么 | 哈喽',
  thanks: 'thanks | thank you | cheers | bye | goodbye | 谢谢 | 多谢 | 感谢 | 再见 | 拜拜 | 辛苦了',
  solved: 'solved | fixed now | works now | all good | resolved | 解决了 | 好了 | 搞定 | 没事了 | 没有问题了',
  user_report: 'user | the user | customer | employee | staff | caller | 用户 | 员工 | 客户 | 来电',
  colleague_mailbox: 'shared mailbox | delegate | on behalf | 公共邮箱 | 共享邮箱 | 公用邮箱',
} as const;
