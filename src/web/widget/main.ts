import { addWidget, type Widget } from './launcher.js';
import { widgetLanguage } from './words.js';

/**
 * `<script src="https://…/widget.js" defer></script>` puts the chat on a page. `data-language="zh"` or `"en"`
 * chooses its language. The page may call `mailmedic.open()` and `mailmedic.close()`.
 */
declare global {
  interface Window {
    mailmedic?: Widget;
  }
}

/** The script tag this came from: a classic one is told by the browser, a module is looked for by its name. */
function ownScript(): HTMLScriptElement | undefined {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) return currentScript;
  return [...document.scripts].findLast(({ src }) => /\/widget\.js(?:\?|$)/u.test(src));
}

function start(script: HTMLScriptElement): void {
  // Included twice, it is there once.
  if (window.mailmedic) return;
  window.mailmedic = addWidget(document, {
    origin: new URL(script.src).origin,
    language: widgetLanguage(script.dataset['language'], document.documentElement.lang, navigator.language),
  });
}

const script = ownScript();
if (script) {
  // Without `defer`, in the head, there is no body to put it into yet.
  if (document.body === null) {
    document.addEventListener('DOMContentLoaded', () => {
      start(script);
    });
  } else start(script);
}
