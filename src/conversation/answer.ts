import { clausesOf, type Clause } from './clauses.js';
import { CANNOT, HEADS, NO, UNKNOWN, YES } from './answers.js';

/** Yes, no or “I don't know”, when that is what a short message says. */
export type Answer = 'yes' | 'no' | 'unknown';

/** More characters than this say more than yes or no. */
const LONGEST = 48;

/**
 * Reads an answer to “does it work now?” and other yes-or-no questions. A question is none (“好了吗”).
 * “No” weighs more than “yes” within a message (“好的，还是不行”); an answer up front may be followed by
 * details (“没有，我用的是 Foxmail”).
 */
export function readAnswer(text: string): Answer | undefined {
  if ([...text].length > LONGEST) return undefined;
  const clauses = clausesOf(text);
  if (!clauses) return undefined;
  const answers = answersOf(clauses);
  const [first] = answers;
  if (answers.includes('no')) return first === undefined && clauses.length > 2 ? undefined : 'no';
  if (answers.includes('unknown')) return 'unknown';
  // A yes somewhere in the middle belongs to the story (“我昨天改了密码，好的”).
  return first ?? (clauses.length === 1 ? undefined : afterPoliteness(clauses, answers));
}

function answersOf(clauses: readonly Clause[]): readonly (Answer | undefined)[] {
  const answers: (Answer | undefined)[] = [];
  for (const clause of clauses) {
    const isOpening = answers.every((answer) => answer !== undefined);
    answers.push(answerIn(clause) ?? (isOpening ? openingOf(clause) : undefined));
  }
  return answers;
}

function afterPoliteness(
  clauses: readonly Clause[],
  answers: readonly (Answer | undefined)[],
): Answer | undefined {
  const first = clauses[0]?.said ?? '';
  return /^(?:谢谢(?:您|你)?|您好|你好|请问|thanks?|thank you|hi|hello|hey|sorry)$/u.test(first)
    ? answers[1]
    : undefined;
}

function answerIn({ said, asks }: Clause): Answer | undefined {
  // Question words end sayings of “I don't know” too (“不知道呢”); “没有” asks only behind something else.
  if (UNKNOWN.test(said)) return 'unknown';
  if (asks && !/^(?:还|也)?没有$/u.test(said)) return undefined;
  if (NO.test(said)) return 'no';
  return YES.test(said) ? 'yes' : undefined;
}

/** What counts as an answer only where a message begins, or behind another answer. */
function openingOf({ said, asks }: Clause): Answer | undefined {
  if (asks) return undefined;
  if (CANNOT.test(said)) return 'no';
  return HEADS.find(([pattern]) => pattern.test(said))?.[1];
}
