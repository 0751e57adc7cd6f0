import { defineConfig } from 'vitest/config';

const report = process.env['VITEST_JSON'];

/** `unit` needs nothing but Node; `live` starts real servers from Debian packages and skips loudly without them. */
export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          name: 'unit',
          // Colours are on by themselves where CI is set.
          env: { NO_COLOR: '1' },
          // The probes' tests measure real sockets within short deadlines; a shared machine can be slower than those.
          retry: 2,
          include: ['test/**/*.spec.ts'],
          exclude: ['test/live/**', 'node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/live/**/*.spec.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
