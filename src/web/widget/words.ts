import type { Language, LocalText } from '../../domain/index.js';

// Not said by the shared `speak`: the widget is one file that a page of somebody else loads.
export const WIDGET_WORDS = {
  open: { zh: '邮箱助手', en: 'Mail help' },
  frame: { zh: '邮箱助手的对话', en: 'Chat with the mail helper' },
  close: { zh: '收起邮箱助手', en: 'Close mail help' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** The language asked for by the script tag, else the page's own, else the browser's. */
export function widgetLanguage(asked: string | undefined, page: string, browser: string): Language {
  const first = [asked, page, browser].find((one) => one !== undefined && one !== '') ?? '';
  return first.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
