import type { GlossaryTerm } from '../domain/index.js';

/** Longer messages are complaints that mention a term, not questions about it. */
const LONGEST = 50;

/** The id of the glossary term that a message asks about: “什么是 IMAP？”, “IMAP 是啥”, “what does IMAP mean”. */
export function readAskedTerm(text: string, glossary: ReadonlyMap<string, GlossaryTerm>): string | undefined {
  if ([...text].length > LONGEST) return undefined;
  const subject = subjectOf(text.toLowerCase());
  if (subject === undefined) return undefined;
  let best: { id: string; length: number } | undefined;
  for (const { id, names } of glossary.values()) {
    for (const name of names) {
      const wanted = name.toLowerCase();
      if (subject === wanted && wanted.length > (best?.length ?? 0)) best = { id, length: wanted.length };
    }
  }
  return best?.id;
}

const QUESTIONS: readonly RegExp[] = [
  /^(?:请问|那)?(?:什么是|啥是|何为|解释一下|解释下?|说说)(.+)$/u,
  /^(?:请问|那)?(.+?)(?:是|指的是|指)(?:个)?(?:什么|啥|甚么)(?:意思|东西|玩意儿?|来的|概念)?$/u,
  /^(?:请问|那)?(.+?)(?:什么|啥)意思$/u,
  /^(?:so )?(?:what(?:'s| is| are)|define|explain|tell me about)(?: an?| the)? (.+?)(?: mean| exactly)?$/u,
  /^(?:so )?what (?:does|do)(?: an?| the)? (.+?) (?:mean|stand for|do)$/u,
];

function subjectOf(text: string): string | undefined {
  const said = text
    .replace(/[\s?？。.!！,，]+$/gu, '')
    .replace(/’/gu, "'")
    .trim();
  for (const pattern of QUESTIONS) {
    const subject = pattern.exec(said)?.[1];
    if (subject !== undefined)
      return subject
        .replace(/[“”"'「」]/gu, '')
        .replace(/^(?:个|这个|那个)/u, '')
        .trim();
  }
  return undefined;
}
