import type { CaseDeed } from '../../api/index.js';
import type { CaseEvent, CaseState, LocalText } from '../../domain/index.js';
import type { Words } from '../shared/words.js';
import type { StateFilter } from './case-filter.js';
import type { WhyNot } from './deeds.js';

/** The frame of the page and its list. */
export const PAGE_WORDS = {
  title: { zh: '工单', en: 'Cases' },
  list: { zh: '工单列表', en: 'List of cases' },
  help: { zh: '快捷键', en: 'Shortcuts' },
  offline: {
    zh: '连接断开，正在重连。现在看到的可能不是最新的。',
    en: 'Connection lost, reconnecting. What you see may be out of date.',
  },
  skip: { zh: '跳到工单内容', en: 'Skip to the case' },
  all: { zh: '全部', en: 'All' },
  mine: { zh: '我的', en: 'Mine' },
  unclaimed: { zh: '待接手', en: 'Unclaimed' },
  whose: { zh: '谁的工单', en: 'Whose cases' },
  find: { zh: '查找', en: 'Find' },
  findHint: { zh: '编号、姓名、内容', en: 'Number, name, words' },
  queue: { zh: '队列', en: 'Queue' },
  severity: { zh: '级别', en: 'Severity' },
  state: { zh: '状态', en: 'State' },
  group: { zh: '分组', en: 'Group by' },
  anyQueue: { zh: '所有队列', en: 'Any queue' },
  anySeverity: { zh: '所有级别', en: 'Any severity' },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  filters: { zh: '筛选', en: 'Filters' },
  filtersOn: { zh: '筛选（{count}）', en: 'Filters ({count})' },
  awaits: { zh: '等回复', en: 'Awaits answer' },
  somebody: { zh: '未留姓名', en: 'No name given' },
  noCases: { zh: '现在没有打开的工单。', en: 'No open cases right now.' },
  noMatch: { zh: '没有符合筛选条件的工单。', en: 'No case fits these filters.' },
  noClosed: { zh: '还没有已关闭的工单。', en: 'No closed cases yet.' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  again: { zh: '再试一次', en: 'Try again' },
  pick: { zh: '选一个工单查看。', en: 'Choose a case to look at.' },
  pickAwaiting: { zh: '{count} 个工单在等回复。', en: '{count} cases await an answer.' },
  pickOne: { zh: '1 个工单在等回复。', en: '1 case awaits an answer.' },
  pickNone: { zh: '没有人在等回复。', en: 'Nobody waits for an answer.' },
  signIn: { zh: '登录', en: 'Sign in' },
  signInFirst: { zh: '登录后才能看工单。', en: 'Sign in to see the cases.' },
  byLink: {
    zh: '在运行 Mailmedic 的机器上执行这条命令，再打开它给出的链接。',
    en: 'Run this on the machine that Mailmedic runs on, then open the link that it prints.',
  },
  noRole: { zh: '这个账号没有 agent 角色', en: 'This account lacks the role “agent”' },
  noRoleWhy: {
    zh: '工单页面只给有 agent 角色的人看。请让管理身份系统的同事把它加给{who}。',
    en: 'Cases are shown to people with the role “agent”. Ask whoever runs your identity provider to give it to {who}.',
  },
  thisAccount: { zh: '这个账号', en: 'this account' },
  otherAccount: { zh: '换一个账号登录', en: 'Sign in with another account' },
} as const satisfies Words;

/** One case. */
export const CASE_WORDS = {
  back: { zh: '返回列表', en: 'Back to the list' },
  views: { zh: '显示', en: 'Show' },
  talk: { zh: '对话', en: 'Conversation' },
  facts: { zh: '检查与原因', en: 'Facts' },
  since: { zh: '已打开 {age}', en: 'open for {age}' },
  justNow: { zh: '刚刚打开', en: 'opened just now' },
  opened: { zh: '打开于 {time}', en: 'opened {time}' },
  withYou: { zh: '由我处理', en: 'With you' },
  with: { zh: '由 {who} 处理', en: 'With {who}' },
  claim: { zh: '接手', en: 'Claim' },
  claiming: { zh: '正在接手…', en: 'Claiming…' },
  quicker: { zh: '{who} 先一步接手了。', en: '{who} was a moment quicker.' },
  writes: { zh: '用{language}', en: 'writes {language}' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  reasonAsked: { zh: '本人要找人工', en: 'asked for a person' },
  reasonStuck: { zh: '机器人没听懂', en: 'the bot did not understand' },
  reasonFailed: { zh: '机器人出错，已转人工', en: 'the bot failed and handed over' },
  measured: { zh: '检查', en: 'Checks' },
  causes: { zh: '可能的原因', en: 'What it could be' },
  noCauses: { zh: '还判断不了原因。', en: 'No cause stands out yet.' },
  findings: { zh: '查到的情况', en: 'Findings' },
  noFindings: { zh: '还没有检查过服务器。', en: 'No server has been checked yet.' },
  known: { zh: '已知信息', en: 'Known' },
  tried: { zh: '机器人走过的步骤', en: 'What the bot tried' },
  history: { zh: '经过', en: 'History' },
  historyCount: { zh: '经过（{count}）', en: 'History ({count})' },
  closedAs: { zh: '结论', en: 'Lesson' },
  cause: { zh: '原因', en: 'Cause' },
  fix: { zh: '处理', en: 'Fix' },
  run: { zh: '{time} 的检查', en: 'Check at {time}' },
  allRuns: { zh: '各次检查', en: 'All checks' },
  openRun: { zh: '打开检查页面', en: 'Open its page' },
  runGone: { zh: '最近一次检查的详情已过期。', en: 'The details of the last check are no longer kept.' },
  checkedAt: { zh: '{age}前检查', en: 'checked {age} ago' },
  checkedNow: { zh: '刚刚检查', en: 'checked just now' },
  checkAgain: { zh: '再检查一次', en: 'Check again' },
  checking: { zh: '正在检查…', en: 'Checking…' },
  newest: { zh: '看最新', en: 'Newest' },
  newWords: { zh: '{who}说了新的内容', en: 'New words from {who}' },
  thePerson: { zh: '对方', en: 'the person' },
  person: { zh: '用户', en: 'Person' },
  bot: { zh: '机器人', en: 'Bot' },
  agent: { zh: 'IT', en: 'IT' },
  system: { zh: '系统', en: 'System' },
  note: { zh: '内部备注', en: 'Internal note' },
  onlyColleagues: { zh: '只有同事能看到', en: 'only colleagues see this' },
  noWords: { zh: '还没有对话。', en: 'Nothing was said yet.' },
  unknown: { zh: '没有 {reference} 这个工单。', en: 'There is no case {reference}.' },
} as const satisfies Words;

/** The desk below the conversation, where agents write. */
export const DESK_WORDS = {
  desk: { zh: '处理工单', en: 'Work on this case' },
  modes: { zh: '要做什么', en: 'What to do' },
  reply: { zh: '回复', en: 'Reply' },
  note: { zh: '内部备注', en: 'Internal note' },
  resolve: { zh: '解决', en: 'Resolve' },
  return: { zh: '交还机器人', en: 'Give back' },
  replyTo: { zh: '写给{who}', en: 'To {who}' },
  noteTo: { zh: '只有同事能看到，{who}看不到', en: 'Only colleagues see this; {who} does not' },
  resolveTo: {
    zh: '{who}会收到“已关闭”的消息；原因和处理只留给同事和以后的判断。',
    en: '{who} is told that the case is closed. Cause and fix stay with colleagues and teach the bot.',
  },
  returnTo: {
    zh: '机器人接着和{who}对话。写下做了什么，留在工单里。',
    en: 'The bot goes on with {who}. Say what was done; it stays with the case.',
  },
  thePerson: { zh: '对方', en: 'the person' },
  replyHint: { zh: '写给对方的话', en: 'Your words to the person' },
  noteHint: { zh: '给同事的备注', en: 'A note for colleagues' },
  returnHint: { zh: '例如：已解锁，请再收一次信', en: 'For instance: unlocked, have them fetch mail once' },
  returnLabel: { zh: '做了什么', en: 'What was done' },
  causeLabel: { zh: '原因是什么', en: 'What was it?' },
  otherCause: { zh: '其他原因', en: 'Something else' },
  otherCauseLabel: { zh: '其他原因，写一句', en: 'The other cause, in a line' },
  fixLabel: { zh: '怎么解决的', en: 'What helped?' },
  claim: { zh: '接手', en: 'Claim' },
  send: { zh: '发送给{who}', en: 'Send to {who}' },
  save: { zh: '保存备注', en: 'Save note' },
  close: { zh: '解决并关闭', en: 'Resolve and close' },
  give: { zh: '交还机器人', en: 'Give back to the bot' },
  sending: { zh: '正在发送…', en: 'Sending…' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  keys: { zh: 'Ctrl + Enter', en: 'Ctrl + Enter' },
  writeNote: { zh: '写内部备注', en: 'Write an internal note' },
  missingText: { zh: '先写点内容。', en: 'Write something first.' },
  missingLesson: { zh: '原因和处理都要写。', en: 'Both the cause and the fix are needed.' },
} as const satisfies Words;

/** Said after a deed. */
export const DONE_WORDS = {
  claim: { zh: '已接手，{who}会看到是谁在处理。', en: 'Claimed; {who} is told who has it.' },
  reply: { zh: '已发送给{who}。', en: 'Sent to {who}.' },
  note: { zh: '备注已保存。现在又是写给{who}。', en: 'Note saved. You are writing to {who} again.' },
  return: { zh: '已交还机器人。', en: 'Back with the bot.' },
  resolve: { zh: '已解决并关闭。', en: 'Resolved and closed.' },
  probe: { zh: '已开始检查，结果会自己出现在这里。', en: 'Checking; the result will appear here by itself.' },
} as const satisfies Words<CaseDeed>;

/** Why a deed can't be done now. */
export const WHY_WORDS = {
  role: { zh: '需要 agent 角色。', en: 'This needs the role “agent”.' },
  'claim-first': { zh: '先接手，免得两个人同时回复。', en: 'Claim it first, so that nobody answers twice.' },
  yours: { zh: '已由我接手。', en: 'You have it already.' },
  with: {
    zh: '这个工单由 {who} 处理。有话要说，写内部备注。',
    en: '{who} has this case. An internal note reaches them.',
  },
  returned: { zh: '工单已交还机器人。', en: 'The bot has this case again.' },
  closed: { zh: '工单已关闭。', en: 'This case is closed.' },
  measuring: { zh: '正在检查，结果还没回来。', en: 'A check is under way.' },
  'nothing-to-measure': {
    zh: '还不知道邮箱地址或服务器，没有可检查的。',
    en: 'No address or server is known, so there is nothing to check.',
  },
} as const satisfies Words<WhyNot['kind']>;

export const STATE_WORDS = {
  requested: { zh: '待接手', en: 'Unclaimed' },
  posted: { zh: '待接手', en: 'Unclaimed' },
  claimed: { zh: '已接手', en: 'Claimed' },
  active: { zh: '处理中', en: 'In progress' },
  returned: { zh: '机器人在处理', en: 'Back with the bot' },
  closed: { zh: '已关闭', en: 'Closed' },
} as const satisfies Words<CaseState>;

export const STATE_FILTER_WORDS = {
  open: { zh: '未关闭', en: 'All open' },
  waiting: { zh: '待接手', en: 'Unclaimed' },
  claimed: STATE_WORDS.claimed,
  active: STATE_WORDS.active,
  returned: STATE_WORDS.returned,
  closed: STATE_WORDS.closed,
} as const satisfies Words<StateFilter>;

/** What happened, for the history and the lines in the conversation. */
export const EVENT_WORDS = {
  requested: { zh: '工单建立', en: 'Case opened' },
  posted: { zh: '已通知同事', en: 'Colleagues told' },
  claimed: { zh: '{who} 接手', en: '{who} claimed it' },
  replied: { zh: '{who} 回复', en: '{who} replied' },
  noted: { zh: '{who} 写了备注', en: '{who} wrote a note' },
  returned: { zh: '{who} 交还机器人', en: '{who} gave it back to the bot' },
  resolved: { zh: '{who} 解决并关闭', en: '{who} resolved it' },
  'person-said': { zh: '{who} 说', en: '{who} wrote' },
  probing: { zh: '{who} 要求再检查一次', en: '{who} had it checked again' },
  measured: { zh: '检查完成', en: 'Check finished' },
  'may-not-have-arrived': { zh: '这条消息可能没送到：{text}', en: 'This may not have arrived: {text}' },
  'not-delivered': {
    zh: '这条消息送不到对方，请换个方式联系：{text}',
    en: 'This can’t be delivered; reach them another way: {text}',
  },
} as const satisfies Words<CaseEvent['kind']>;

/** Values that the shipped playbooks know, by slot; a slot of IT's own shows its id. */
export const KNOWN_WORDS: Words = {
  address: { zh: '邮箱地址', en: 'Email address' },
  host: { zh: '收件服务器', en: 'Incoming server' },
  port: { zh: '服务器端口', en: 'Server port' },
  'port-in-app': { zh: '客户端里的端口', en: 'Port in the app' },
  provider: { zh: '服务商', en: 'Provider' },
  client: { zh: '客户端', en: 'Mail app' },
  error: { zh: '错误提示', en: 'Error text' },
  scope: { zh: '影响范围', en: 'Who is affected' },
};

/** What a trouble of the server means here; other codes show the server's own words. */
export const TROUBLE_WORDS: Words = {
  unreachable: {
    zh: '连不上服务器，请检查网络后再试。',
    en: 'The server can’t be reached. Check your network, then try again.',
  },
  MM_UNAVAILABLE: {
    zh: '服务器暂时没有接收，什么都没改。过一分钟再试。',
    en: 'The server took nothing for now. Try again in a minute.',
  },
  MM_SIGN_IN_NEEDED: {
    zh: '登录已过期，重新登录后再试。',
    en: 'Your sign-in ran out. Sign in again, then retry.',
  },
  MM_FORBIDDEN: { zh: '这个账号不能做这件事。', en: 'This account may not do that.' },
  MM_CASE_UNKNOWN: { zh: '没有这个工单。', en: 'There is no such case.' },
  MM_CASE_TAKEN: { zh: '这个工单已在别人手里。', en: 'Somebody else has this case.' },
  MM_CASE_STATE: {
    zh: '工单的状态刚变过，请看上面的最新情况。',
    en: 'The case has just changed; look at it again above.',
  },
};

/** A deed went out and no answer came. */
export const LOST_WORDS: LocalText = {
  zh: '没收到服务器的答复，内容还在。先看上面有没有，再决定要不要重发。',
  en: 'No answer from the server; your words are kept. Look above whether it arrived before you send again.',
};

export const HELP_WORDS = {
  title: { zh: '快捷键', en: 'Shortcuts' },
  move: { zh: '上一个、下一个工单', en: 'Next and previous case' },
  open: { zh: '打开工单', en: 'Open the case' },
  find: { zh: '查找', en: 'Find' },
  claim: { zh: '接手', en: 'Claim' },
  reply: { zh: '写回复', en: 'Write a reply' },
  note: { zh: '写内部备注', en: 'Write an internal note' },
  send: { zh: '发送', en: 'Send' },
  back: { zh: '返回列表', en: 'Back to the list' },
  help: { zh: '这个窗口', en: 'This window' },
  use: { zh: '使用单键快捷键', en: 'Use single-key shortcuts' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Words;
