import type { Language } from '../../domain/index.js';
import { STYLE } from './style.js';
import { WIDGET_WORDS } from './words.js';

/** The chat on a page of somebody else. */
export interface Widget {
  open(): void;
  close(): void;
}

export interface WidgetSettings {
  /** Origin of the script: the chat is shown from there, and only from there is anything heard. */
  readonly origin: string;
  readonly language: Language;
}

const SVG = 'http://www.w3.org/2000/svg';
const PANEL_ID = 'panel';

/** Puts the launcher on the page. The frame is loaded when it is first opened. */
export function addWidget(page: Document, { origin, language }: WidgetSettings): Widget {
  const view = page.defaultView ?? window;
  const root = page.createElement('div');
  const shadow = root.attachShadow({ mode: 'closed' });
  // A style sheet made by script is allowed where the page's policy forbids inline styles.
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];

  const panel = page.createElement('div');
  panel.className = 'panel';
  panel.id = PANEL_ID;
  panel.hidden = true;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', WIDGET_WORDS.frame[language]);
  const launcher = createLauncher(page, language);
  shadow.append(panel, launcher.button);
  root.lang = language === 'zh' ? 'zh-CN' : 'en';

  let frame: HTMLIFrameElement | undefined;

  function open(): void {
    frame ??= loadFrame();
    panel.hidden = false;
    launcher.show(true);
    frame.focus();
    tell();
  }

  function close(): void {
    if (panel.hidden) return;
    panel.hidden = true;
    launcher.show(false);
    launcher.button.focus();
  }

  function tell(): void {
    frame?.contentWindow?.postMessage({ mailmedic: 'open' }, origin);
  }

  function loadFrame(): HTMLIFrameElement {
    const made = page.createElement('iframe');
    made.title = WIDGET_WORDS.frame[language];
    made.allow = 'clipboard-write';
    made.src = `${origin}/embed?host=${encodeURIComponent(view.location.origin)}&language=${language}`;
    panel.append(made);
    return made;
  }

  launcher.button.addEventListener('click', () => {
    if (panel.hidden) open();
    else close();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  view.addEventListener('message', (event: MessageEvent) => {
    if (!isFromChat(event, origin, frame?.contentWindow)) return;
    const said = event.data as { readonly mailmedic?: unknown } | null;
    if (said?.mailmedic === 'close') close();
    // The chat has loaded after the panel was opened.
    if (said?.mailmedic === 'ready' && !panel.hidden) tell();
  });
  page.body.append(root);
  return { open, close };
}

/** Whether a message comes from the chat itself: from its origin, and from the very frame that was opened. */
export function isFromChat(
  event: Pick<MessageEvent, 'origin' | 'source'>,
  origin: string,
  chat: Window | null | undefined,
): boolean {
  return chat !== null && chat !== undefined && event.origin === origin && event.source === chat;
}

function createLauncher(page: Document, language: Language) {
  const button = page.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.setAttribute('aria-controls', PANEL_ID);
  const picture = page.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 32 32');
  picture.setAttribute('aria-hidden', 'true');
  const label = page.createElement('span');
  button.append(picture, label);

  function show(isOpen: boolean): void {
    button.setAttribute('aria-expanded', String(isOpen));
    label.textContent = WIDGET_WORDS[isOpen ? 'close' : 'open'][language];
    picture.replaceChildren(...(isOpen ? CROSS : MARK).map(draw));
  }

  function draw(d: string): SVGElement {
    const path = page.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    return path;
  }

  show(false);
  return { button, show };
}

const MARK = [
  'M6.5 7h19A3.5 3.5 0 0 1 29 10.5v11a3.5 3.5 0 0 1-3.5 3.5h-19A3.5 3.5 0 0 1 3 21.5v-11A3.5 3.5 0 0 1 6.5 7z',
  'M4.5 16H11l2.5-4.5 4 9L20.5 16h7',
];
const CROSS = ['M9 9l14 14M23 9 9 23'];
