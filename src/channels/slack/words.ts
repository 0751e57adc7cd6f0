import type { CauseStanding, Language, LocalText, ProbePhase } from '../../domain/index.js';
import { filled, SHARED_WORDS } from '../words.js';

/** What the Slack channel says itself. What the bot says comes from the bundle. */
export const SLACK_WORDS = {
  ...SHARED_WORDS,
  choose: { zh: '请选择', en: 'Choose' },
  alreadyChosen: {
    zh: '这个问题已经答过了，选的是“{label}”。想改的话，直接在对话里说。',
    en: 'This question was answered with “{label}”. To change it, say so in the chat.',
  },
  notYours: {
    zh: '这个问题是问提问的同事的。您的邮箱也有情况的话，在私信里告诉我。',
    en: 'This question is for the colleague who asked. If your mail acts up, too, tell me in a direct message.',
  },
  helpful: { zh: '有帮助', en: 'Helpful' },
  notHelpful: { zh: '没帮助', en: 'Not helpful' },
  person: { zh: '{name}，IT 同事', en: '{name} from IT' },
  ruledOut: { zh: '已排除：', en: 'Ruled out: ' },
  because: { zh: '依据：', en: 'What shows it: ' },
  measured: { zh: '检查结果，从我这边的网络测得', en: 'What was measured, seen from my network' },
  runPage: { zh: '查看这次检查', en: 'Page of this measurement' },
  port: { zh: '端口 {port}，加密方式 {mode}', en: 'port {port}, encryption {mode}' },
  thinking: { zh: '正在想…', en: 'is thinking…' },
  checking: { zh: '正在检查 {target}…', en: 'is checking {target}…' },
  // Files
  fileNotText: {
    zh: '“{name}”不是文本文件，我读不了。请把里面的报错用文字发过来。',
    en: '“{name}” isn’t a text file, so I can’t read it. Please type the words of the error.',
  },
  fileTooLarge: {
    zh: '“{name}”超过 512 KB。请截取报错前后的部分再发。',
    en: '“{name}” is larger than 512 KB. Send the part around the error.',
  },
  fileNothing: {
    zh: '“{name}”里没有找到报错的行。请把客户端显示的报错粘贴过来。',
    en: 'No line of “{name}” tells of an error. Paste what the app shows instead.',
  },
  fileLost: {
    zh: '“{name}”没有下载下来。请把报错粘贴过来。',
    en: '“{name}” could not be fetched. Paste the error instead.',
  },
  fileNotSent: {
    zh: '配置文件没能发到这里，按上面的内容手动填写，效果一样。',
    en: 'The settings file could not be sent here. Filling in the settings above by hand does the same.',
  },
  // Slash command
  help: {
    zh: '在命令后面说说邮箱的情况，比如：/mailmedic Outlook 老是提示密码错误。我会在私信里回答。密码和授权码不要发给我，我用不着。',
    en: 'Say what your mail does after the command, for example: /mailmedic Outlook keeps asking for my password. I answer in a direct message. Keep passwords and codes out of it; I don’t need them.',
  },
  sentOn: { zh: '收到，我在私信里回答。', en: 'Got it. I answer in our direct message.' },
  writeDirectly: {
    zh: '我没能打开和您的私信。请在“应用”里找到我，直接发消息。',
    en: 'I could not open a direct message with you. Find me under Apps and write there.',
  },
  // App Home
  homeTitle: { zh: '邮箱助手', en: 'Mail helper' },
  homeLead: {
    zh: '提示“密码错误”，原因常常不在密码。到“消息”里说说现在的情况：我会检查邮件服务器的地址、端口和证书，找出原因，一步一步带您修好；修不好的，连同检查结果一起转给 IT。',
    en: '“Wrong password” often isn’t the password. Open Messages and say what you see: I check the mail server’s address, port and certificate, find the cause and walk you through the fix. What I can’t fix goes to IT with the results attached.',
  },
  homeNoSecrets: {
    zh: '密码和授权码不要发到聊天里，我用不着。',
    en: 'Keep passwords and authorization codes out of the chat; I don’t need them.',
  },
  homeOpen: { zh: '正在处理', en: 'Open' },
  homeNoneOpen: { zh: '没有正在处理的工单。', en: 'No ticket is open.' },
  homeRecent: { zh: '最近的工单', en: 'Recent tickets' },
  homeLanguage: { zh: '语言', en: 'Language' },
  homeHeard: {
    zh: '收到，请看“消息”。',
    en: 'Got it: see Messages.',
  },
  withIt: { zh: 'IT 已收到', en: 'IT has it' },
  takenBy: { zh: '{name} 在处理', en: '{name} is on it' },
  withBot: { zh: '由我接着处理', en: 'back with me' },
  closed: { zh: '已解决', en: 'solved' },
  // What is said in a person's name when they press a button of App Home, or the one that stops the bot
  sayTalk: { zh: '找人工', en: 'talk to a person' },
  sayLanguage: { zh: '用中文', en: 'speak English' },
  sayStop: { zh: '停下', en: 'stop' },
  sayHello: { zh: '您好', en: 'hello' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type SlackWord = keyof typeof SLACK_WORDS;

/** One text of ours with its `{values}` filled in. */
export function say(
  word: SlackWord,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return filled(SLACK_WORDS[word], language, values);
}

export const STANDING_MARKS: Readonly<Record<CauseStanding, string>> = {
  measured: '●',
  likely: '◐',
  possible: '○',
  'ruled-out': '–',
};

export const STATUS_MARKS: Readonly<Record<ProbePhase['status'], string>> = {
  ok: '✓',
  warn: '!',
  fail: '✗',
  skip: '–',
};

/** What a person may begin with: shown as suggestions where Slack has its agent view. At most four. */
export const PROMPTS: Readonly<
  Record<Language, readonly { readonly title: string; readonly message: string }[]>
> = {
  zh: [
    { title: 'Outlook 老是要密码', message: 'Outlook 老是弹窗口要密码' },
    { title: '手机收不了 QQ 邮箱', message: 'iPhone 上 QQ 邮箱一直提示密码错误' },
    { title: '收信时弹出证书警告', message: '收信时弹出证书警告' },
    { title: '找人工', message: '找人工' },
  ],
  en: [
    { title: 'Outlook keeps asking', message: 'Outlook keeps asking for my password' },
    { title: 'Wrong password on my phone', message: 'My iPhone says the mail password is wrong' },
    { title: 'Certificate warning', message: 'A certificate warning comes up when I fetch mail' },
    { title: 'Talk to a person', message: 'Talk to a person' },
  ],
};
