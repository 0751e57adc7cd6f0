/**
 * The look of launcher and frame, in a shadow root: neither touches the page around it. It repeats a few values of
 * the pages' tokens, which can't be seen from here.
 */
export const STYLE = `
:host { all: initial; color-scheme: light dark; }
.launcher, .panel { position: fixed; z-index: 2147483000; box-sizing: border-box; }
.launcher {
  right: max(1.25rem, env(safe-area-inset-right)); bottom: max(1.25rem, env(safe-area-inset-bottom));
  display: inline-flex; align-items: center; gap: .55rem; min-height: 3rem; padding: 0 1.15rem 0 .95rem;
  border: 1px solid transparent; border-radius: 99px; background: #0b6e5b; color: #fff;
  font: 600 .9375rem/1.2 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
  box-shadow: 0 2px 6px rgb(23 32 29 / 18%), 0 10px 30px rgb(23 32 29 / 20%); cursor: pointer;
}
.launcher:hover { background: #085546; }
.launcher:focus-visible { outline: 3px solid #0b6e5b; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
.launcher svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.launcher[aria-expanded='true'] { min-height: 2.75rem; width: 2.75rem; padding: 0; justify-content: center; }
.launcher[aria-expanded='true'] span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.panel {
  right: max(1.25rem, env(safe-area-inset-right)); bottom: calc(max(1.25rem, env(safe-area-inset-bottom)) + 3.5rem);
  width: min(26rem, calc(100vw - 2.5rem)); height: min(42rem, calc(100dvh - 6.5rem));
  border: 1px solid rgb(23 32 29 / 16%); border-radius: 16px; overflow: hidden; background: Canvas;
  box-shadow: 0 4px 12px rgb(23 32 29 / 12%), 0 18px 60px rgb(23 32 29 / 26%);
}
.panel[hidden] { display: none; }
.panel iframe { display: block; width: 100%; height: 100%; border: 0; }
@media (max-width: 32rem), (max-height: 26rem) {
  .panel { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
  .launcher[aria-expanded='true'] { display: none; }
}
@media (forced-colors: active) { .launcher { border-color: ButtonText; } }
@media print { .launcher, .panel { display: none; } }
`;
