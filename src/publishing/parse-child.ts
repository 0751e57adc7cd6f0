import { parseYaml } from '../bundle/index.js';

/*
 * The program of a child process: parses one file at a time. It has no environment and little memory; a file that
 * makes the parser run wild costs this process and nothing else.
 */

process.on('disconnect', () => process.exit(0));

process.on('message', (message) => {
  const { file, text } = message as { readonly file: string; readonly text: string };
  process.send?.(parseYaml(file, text), undefined, undefined, () => undefined);
});

process.send?.('ready');
