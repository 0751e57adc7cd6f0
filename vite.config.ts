import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('src/web', import.meta.url));

/** The pages. Built into the package: `dist/web/<page>.html`, everything they load under `dist/web/assets`. */
export default defineConfig({
  root,
  plugins: [react()],
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
      },
    },
  },
});
