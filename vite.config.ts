import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('src/web', import.meta.url));

/**
 * `widget.js` is loaded by pages of others, by a plain script tag: none of its names may become one of theirs, and
 * it has nothing to load. What it shares with the pages are types.
 */
const widgetStandsAlone: Plugin = {
  name: 'mailmedic-widget-stands-alone',
  generateBundle(_options, bundle) {
    const widget = bundle['widget.js'];
    if (widget?.type !== 'chunk') return this.error('widget.js is missing');
    if (widget.imports.length > 0) return this.error(`widget.js would load ${widget.imports.join(', ')}`);
    widget.code = `(()=>{${widget.code}})();\n`;
  },
};

/** Every file beside a compressed copy of it, which the server prefers where the browser takes it. */
const compressed: Plugin = {
  name: 'mailmedic-compressed',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      if (!/\.(?:js|css|svg)$/u.test(fileName)) continue;
      const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 });
      this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source });
    }
  },
};

/**
 * The pages. Built into the package: `dist/web/<page>.html`, everything they load under
 * `dist/web/assets`, and `dist/web/widget.js`.
 */
export default defineConfig({
  root,
  plugins: [react(), widgetStandsAlone, compressed],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // A strict policy allows no data: URL for scripts, styles and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        chat: `${root}/chat.html`,
        console: `${root}/console.html`,
        probe: `${root}/probe.html`,
        widget: `${root}/widget/main.ts`,
      },
      output: {
        entryFileNames: ({ name }) => (name === 'widget' ? 'widget.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
