import type { Words } from '../shared/words.js';

/** What the chat page says itself. What the bot says comes from the server. */
export const CHAT_WORDS = {
  // Header
  talk: { zh: '找人工', en: 'Talk to a person' },
  fresh: { zh: '新对话', en: 'New chat' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  close: { zh: '收起', en: 'Close' },
  signedInAs: { zh: '已登录：{name}', en: 'Signed in as {name}' },

  // Starting over
  freshTitle: { zh: '开始新的对话？', en: 'Start a new chat?' },
  freshText: {
    zh: '这里的内容会从这台设备上消失。已经转给 IT 的工单不受影响。',
    en: 'What is here disappears from this device. Tickets that IT already has stay open.',
  },
  freshYes: { zh: '开始新对话', en: 'Start a new chat' },
  freshNo: { zh: '继续当前对话', en: 'Stay here' },

  // Welcome
  welcome: { zh: '提示“密码错误”，原因常常不在密码', en: '“Wrong password” often isn’t the password' },
  lead: {
    zh: '说说现在的情况。我会检查邮件服务器的地址、端口和证书，找出原因，一步一步带您修好；修不好的，连同检查结果一起转给 IT。',
    en: 'Tell me what you see. I check the mail server’s address, port and certificate, find the cause and walk you through the fix. What I can’t fix goes to IT with the results attached.',
  },
  noSecrets: {
    zh: '密码和授权码不要发到这里，我用不着。',
    en: 'Keep passwords and authorization codes out of this chat; I don’t need them.',
  },
  suggestions: { zh: '可以这样开头', en: 'Ways to begin' },
  suggestQq: {
    zh: 'iPhone 上 QQ 邮箱一直提示密码错误，要用授权码吗？',
    en: 'QQ Mail on my iPhone says wrong password. Do I need an authorization code?',
  },
  suggestOutlook: { zh: 'Outlook 老是弹窗口要密码', en: 'Outlook keeps asking for my password' },
  suggestCertificate: {
    zh: '收信时弹出证书警告',
    en: 'A certificate warning comes up when I fetch mail',
  },
  suggestImap: { zh: 'IMAP 是什么？', en: 'What is IMAP?' },

  // Composer
  message: { zh: '消息', en: 'Message' },
  placeholder: { zh: '说说邮箱的情况', en: 'Say what happens' },
  send: { zh: '发送', en: 'Send' },
  attach: { zh: '添加日志文件', en: 'Add a log file' },
  tip: {
    zh: '报错原文可以直接粘贴；不要发密码和授权码。',
    en: 'Error texts can be pasted. No passwords or codes.',
  },
  tipKeys: { zh: 'Shift + Enter 换行', en: 'Shift + Enter starts a new line' },
  tooLong: {
    zh: '多了 {count} 个字符。一条消息最多 20,000 个；长的报错可以存成文本文件发过来。',
    en: '{count} characters too many. A message holds 20,000; longer errors can come as a text file.',
  },
  left: { zh: '还能输入 {count} 个字符', en: '{count} characters left' },
  drop: { zh: '放到这里，我来找出报错的行', en: 'Drop it here and I’ll look for the lines with errors' },
  dropSmall: { zh: '文本文件，最大 512 KB', en: 'A text file of up to 512 KB' },

  // Files
  fileTooLarge: {
    zh: '“{name}”超过 512 KB。请截取报错前后的部分再发。',
    en: '“{name}” is larger than 512 KB. Send the part around the error.',
  },
  fileBinary: {
    zh: '“{name}”不是文本文件，我读不了。请发客户端的日志，或者把报错粘贴过来。',
    en: '“{name}” isn’t a text file, so I can’t read it. Send the app’s log, or paste the error.',
  },
  fileEmpty: { zh: '“{name}”里没有内容。', en: 'There is nothing in “{name}”.' },
  fileOne: { zh: '一次只能发一个文件，先发了“{name}”。', en: 'One file at a time: “{name}” goes first.' },
  fileReading: { zh: '日志文件，正在找报错的行', en: 'Log file, being searched for errors' },
  fileSize: { zh: '日志文件，{size}', en: 'Log file, {size}' },

  // Sending
  sending: { zh: '正在发送', en: 'Sending' },
  retry: { zh: '再发一次', en: 'Send again' },
  discard: { zh: '删除', en: 'Delete' },
  away: { zh: '没有发出去：连不上服务器。', en: 'Not sent: the server can’t be reached.' },
  busy: { zh: '没有发出去：服务器暂时没有收下。', en: 'Not sent: the server didn’t take it for now.' },
  nothingFound: {
    zh: '这个文件里没有找到报错的行。请把客户端显示的报错粘贴过来。',
    en: 'No line in this file tells of an error. Paste what the app shows instead.',
  },
  refused: { zh: '没有发出去：{reason}', en: 'Not sent: {reason}' },
  signedOut: { zh: '没有发出去：登录已结束。', en: 'Not sent: you are signed out.' },

  // The conversation
  conversation: { zh: '对话', en: 'Conversation' },
  you: { zh: '我', en: 'You' },
  bot: { zh: '邮箱助手', en: 'Mailmedic' },
  person: { zh: 'IT 同事', en: 'from IT' },
  chosen: { zh: '已选', en: 'chosen' },
  options: { zh: '选项：{list}', en: 'Choices: {list}' },
  answers: { zh: '可以这样回答', en: 'Answers' },
  thinking: { zh: '正在想', en: 'Thinking' },
  judge: { zh: '这个回答有帮助吗？', en: 'Did this answer help?' },
  helpful: { zh: '有帮助', en: 'Helpful' },
  notHelpful: { zh: '没帮助', en: 'Not helpful' },
  measured: { zh: '检查结果', en: 'What was measured' },
  fromHere: {
    zh: '从我这边的网络测得，您所在的网络我看不到。',
    en: 'Seen from my network; I can’t see the one you are on.',
  },
  runPage: { zh: '查看这次检查', en: 'Page of this measurement' },
  gifts: { zh: '可以保存的内容', en: 'To save or copy' },
  saveFile: { zh: '下载 {name}', en: 'Download {name}' },
  copyText: { zh: '复制', en: 'Copy' },
  copyLink: { zh: '复制链接', en: 'Copy link' },
  measuring: { zh: '正在检查', en: 'Being measured' },
  newBelow: { zh: '有新消息', en: 'New messages' },
  today: { zh: '今天', en: 'Today' },

  // The line to the server
  opening: { zh: '正在打开对话…', en: 'Opening the chat…' },
  lost: {
    zh: '连接断了，正在重新连接，消息不会丢。',
    en: 'Connection lost; reconnecting. Nothing gets lost.',
  },
  openFailed: { zh: '连不上服务器，正在重试…', en: 'The server can’t be reached; trying again…' },

  // Signing in
  signInTitle: { zh: '先登录，再开始', en: 'Sign in to begin' },
  signInText: {
    zh: '登录后，对话会跟着您的账号，换一台设备也能接着聊。',
    en: 'Once you are signed in, the chat follows your account to any device.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  signInWaiting: {
    zh: '已打开登录窗口，登录完成后这里会自动继续。',
    en: 'A window for signing in is open. This page goes on by itself when you are done.',
  },
} as const satisfies Words;

export type ChatWord = keyof typeof CHAT_WORDS;
