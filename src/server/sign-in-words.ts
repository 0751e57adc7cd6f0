import type { CredentialKind, Language, LocalText } from '../domain/index.js';

interface Words {
  /** The language's own name, for the switch. */
  readonly name: string;
  readonly title: string;
  readonly intro: string;
  readonly promises: readonly string[];
  readonly mailbox: string;
  readonly server: string;
  readonly credential: Readonly<Record<CredentialKind, { readonly label: string; readonly note: string }>>;
  readonly show: string;
  readonly hide: string;
  readonly caps: string;
  readonly method: string;
  readonly asTyped: string;
  readonly notTried: string;
  readonly empty: string;
  readonly go: string;
  readonly decline: string;
}

/** The sign-in page in both languages; constants of ours, so they go into the page as they are. */
export const SIGN_IN_WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    name: '中文',
    title: '试登录一次邮箱',
    intro: '用来判断问题出在密码，还是出在客户端的设置。不想填也没关系，点最下面的按钮就好。',
    promises: ['只在下面这台服务器上试一次', '密码不保存，试完就清除', '结果会写回聊天里'],
    mailbox: '邮箱',
    server: '服务器',
    credential: {
      password: { label: '邮箱密码', note: '' },
      'app-password': {
        label: '{provider}专用密码',
        note: '这家邮箱的客户端不用登录密码，要用专用密码。',
      },
      'authorization-code': {
        label: '{provider}授权码',
        note: '这家邮箱的客户端不用登录密码，要用授权码。',
      },
      'oauth-only': { label: '邮箱密码', note: '' },
    },
    show: '显示',
    hide: '隐藏',
    caps: '大写锁定开着。',
    method: '输入法好像开着，请切换到英文再填。',
    asTyped: '我的密码就是这样，照填的试',
    notTried: '还没有试，链接仍然有效。改好再填一次，或者勾选下面一项。',
    empty: '还没有填密码。',
    go: '试登录一次',
    decline: '不想填，回聊天里继续',
  },
  en: {
    name: 'English',
    title: 'Try your mailbox once',
    intro:
      'This tells whether the password is the trouble or the settings of your mail app. You may say no: use the button at the bottom.',
    promises: [
      'It is tried once, on the server below',
      'It is not stored, and is erased after the attempt',
      'The result comes back to the chat',
    ],
    mailbox: 'Mailbox',
    server: 'Server',
    credential: {
      password: { label: 'Mailbox password', note: '' },
      'app-password': {
        label: '{provider} app password',
        note: 'Mail apps need an app password here, not the one of the website.',
      },
      'authorization-code': {
        label: '{provider} authorization code',
        note: 'Mail apps need an authorization code here, not the password of the website.',
      },
      'oauth-only': { label: 'Mailbox password', note: '' },
    },
    show: 'Show',
    hide: 'Hide',
    caps: 'Caps Lock is on.',
    method: 'An input method seems to be on; switch to English first.',
    asTyped: 'My password really is like that; try it as typed',
    notTried: 'Nothing was tried and the link still works. Enter it once more, or tick the box below.',
    empty: 'Nothing was entered yet.',
    go: 'Try it once',
    decline: 'I’d rather not; back to the chat',
  },
};

/** What is told about a typed password before it is tried, by finding code. */
export const TYPED_WORDS: Readonly<Record<string, LocalText>> = {
  'client.typed.spaces': {
    zh: '刚才填的前后多了空格。',
    en: 'There was a space before or after it.',
  },
  'client.typed.line-break': {
    zh: '复制时带进了换行，请只复制密码本身。',
    en: 'A line break was copied along; copy the password alone.',
  },
  'client.typed.full-width': {
    zh: '刚才填的里面有全角字符，多半是输入法没切换到英文。',
    en: 'It held full-width characters; an input method was probably on.',
  },
  'client.typed.input-method': {
    zh: '刚才填的里面有汉字或假名，多半是输入法没关。',
    en: 'It held Chinese, Japanese or Korean characters; an input method was probably on.',
  },
  'client.typed.caps-lock': {
    zh: '刚才填的大小写像是反的，请看一下大写锁定。',
    en: 'Capitals and small letters look swapped; have a look at Caps Lock.',
  },
  'client.typed.address': {
    zh: '刚才填的是邮箱地址，这里要填密码。',
    en: 'That was the email address; the password goes here.',
  },
  'client.typed.code-not-needed': {
    zh: '刚才填的像授权码。这家邮箱在客户端里用的就是登录密码。',
    en: 'That looks like an app code. This mailbox takes its ordinary password in mail apps.',
  },
  'client.typed.not-a-code': {
    zh: '刚才填的不像授权码或专用密码。登录网页的密码，客户端用不了。',
    en: 'That doesn’t look like the code this provider hands out. The password of the website doesn’t work in mail apps.',
  },
};
