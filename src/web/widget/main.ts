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

function start(script: HTMLScriptElement): void {
  // Included twice, it is there once.
  if (window.mailmedic) return;
  window.mailmedic = addWidget(document, {
    origin: new URL(script.src).origin,
    language: widgetLanguage(script.dataset['language'], document.documentElement.lang, navigator.language),
  });
}

// A module has no current script: this is loaded by a plain tag, which needs no CORS headers either.
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  // Without `defer`, in the head, there is no body to put it into yet.
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => {
      start(script);
    });
  } else start(script);
}
