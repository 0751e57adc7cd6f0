import { MARKS, type ErrorMark } from './marks.js';
import { readOutlookCode } from './outlook-codes.js';

/** What a program or a server wrote, in somebody's words around it. */
export interface QuotedError {
  readonly text: string;
  /** What people recognise of it: its code, else how it begins. */
  readonly mark: string;
  /** The mail app whose way of saying it this is. */
  readonly client?: 'outlook' | 'thunderbird';
  /** The protocol for receiving whose words these are. */
  readonly protocol?: 'imap' | 'pop3';
}

const BORDER = /[\r\n]+|(?<=[。！；])|(?<=[.!;])\s+(?=\p{Lu})/u;
/** Where the person goes on in words of their own: what others say it means is no part of the error. */
const OWN_WORDS =
  /\b(?:I|I'm|I've|I'd|my|me|IT|he|she|they|says?|said|tells?|told|thinks?|means?|meaning|maybe|perhaps|probably|what|why|how|could you|can you|does that|is that|any idea|colleagues?|boss|helpdesk)\b|[?？]|我|咱|同事|领导|网管|听说|据说|[说讲](?:是|密码|账|帐|这)|他们?说|人说|意思|是不是|是否|请问|怎么|为什么|估计|好像|大概|可能是|吗|呢|啥/u;
const LONGEST_MARK = 48;
/** Sentences that belong to an error and hold no mark of their own. */
const MOST_MORE = 2;
/** Eight digits by themselves are an account or a telephone. */
const CODE_ITSELF = /0x|[A-F]/iu;

/**
 * The part of a free message that a program wrote: a known code, a server's line, a text of the given ones. Nothing
 * for what somebody retells: “IT says the password expired” quotes nobody.
 */
export function quotedError(words: string, known: readonly string[] = []): QuotedError | undefined {
  const marks: Mark[] = [];
  const texts: string[] = [];
  let more = 0;
  for (const piece of words.split(BORDER)) {
    const found = marksIn(piece, known);
    const [first] = found;
    if (first) {
      marks.push(...found);
      texts.push(withoutOwnWords(piece.slice(first.at), first.mark.length));
      more = MOST_MORE;
    } else if (more > 0 && !OWN_WORDS.test(piece)) {
      texts.push(piece);
      more -= 1;
    } else more = 0;
  }
  const [first] = marks;
  if (!first) return undefined;
  const client = marks.find((one) => one.client)?.client;
  const protocol = marks.find((one) => one.protocol)?.protocol;
  return {
    text: texts.join('\n'),
    mark: shown(first.mark),
    ...(client && { client }),
    ...(protocol && { protocol }),
  };
}

type Mark = Omit<ErrorMark, 'pattern'> & { readonly at: number; readonly mark: string };

/** What in a piece only a program writes, in its order. */
function marksIn(piece: string, known: readonly string[]): readonly Mark[] {
  const found = MARKS.flatMap(({ pattern, ...whose }): readonly Mark[] => {
    const match = pattern.exec(piece);
    return match ? [{ at: match.index, mark: match[0], ...whose }] : [];
  });
  const outlook = readOutlookCode(piece)?.code;
  if (outlook !== undefined && CODE_ITSELF.test(outlook)) {
    found.push({ at: piece.indexOf(outlook), mark: outlook, client: 'outlook' });
  }
  const said = piece.toLowerCase();
  const refusal = known.find((text) => text !== '' && said.includes(text.toLowerCase()));
  if (refusal !== undefined) found.push({ at: said.indexOf(refusal.toLowerCase()), mark: refusal });
  return found.sort((one, other) => one.at - other.at);
}

function withoutOwnWords(text: string, markLength: number): string {
  const own = OWN_WORDS.exec(text.slice(markLength));
  return own ? text.slice(0, markLength + own.index) : text;
}

function shown(mark: string): string {
  const characters = [...mark.trim()];
  return characters.length > LONGEST_MARK ? `${characters.slice(0, LONGEST_MARK).join('')}…` : mark.trim();
}
