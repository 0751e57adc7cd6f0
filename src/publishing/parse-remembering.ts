import type { ParsedYaml } from '../bundle/index.js';
import { parseApart } from './parse-apart.js';

type Parse = (file: string, text: string) => ParsedYaml;

/**
 * Parses files apart, and keeps what each file was parsed into: the next time only those whose text is another one
 * cost anything, and what was made of all others is recognised as the same. Files that are gone are forgotten.
 */
export function createRememberingParser(
  parse: (files: ReadonlyMap<string, string>) => Promise<Parse> = parseApart,
): (files: ReadonlyMap<string, string>) => Promise<Parse> {
  let known = new Map<string, { readonly text: string; readonly result: ParsedYaml }>();

  return async (files) => {
    const before = known;
    const changed = new Map([...files].filter(([file, text]) => before.get(file)?.text !== text));
    const parseChanged = changed.size > 0 ? await parse(changed) : undefined;
    const now = new Map<string, { readonly text: string; readonly result: ParsedYaml }>();
    for (const [file, text] of files) {
      const old = before.get(file);
      const result = old?.text === text ? old.result : parseChanged?.(file, text);
      if (result) now.set(file, { text, result });
    }
    known = now;
    return (file, text) => {
      const result = now.get(file);
      return result?.text === text ? result.result : (parseChanged ?? unseen)(file, text);
    };
  };
}

function unseen(file: string): ParsedYaml {
  throw new TypeError(`${file} was not among the files to parse.`);
}
