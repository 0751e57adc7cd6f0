/** Below this there is no room to close and reopen a code block, and its fences are cut like other text. */
const ROOM_FOR_FENCES = 100;
/** A better place to cut counts only if the piece still fills this share of its room. */
const WORTH = 1 / 3;

/** A line that opens or closes a code block. Longer info strings are text. */
const FENCE = /^ {0,3}(`{3,10})[^`\n]{0,40}$/u;

interface Fence {
  readonly marker: string;
  /** Where its opening line begins and its content begins. */
  readonly line: number;
  readonly content: number;
}

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, for platforms that take no longer ones: between
 * paragraphs, else lines, else sentences (of Chinese and English), else words, else anywhere but inside a character.
 * Only blanks at the cuts are lost. A code block that is cut is closed in one piece and opened again in the next.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const { head, tail } = cutOnce(rest, limit);
    if (head.trim() !== '') pieces.push(head);
    rest = tail;
  }
  if (pieces.length === 0 || rest.trim() !== '') pieces.push(...closed(rest, limit));
  return pieces;
}

/** The last piece; a code block that its author left open is closed when there is room. */
function closed(rest: string, limit: number): readonly string[] {
  const open = openFence(rest, rest.length);
  if (open === undefined || limit < ROOM_FOR_FENCES) return [rest];
  const whole = `${rest}\n${open.marker}`;
  if (whole.length <= limit) return [whole];
  const { head, tail } = cutOnce(rest, limit);
  return [head, ...closed(tail, limit)];
}

function cutOnce(text: string, limit: number): { readonly head: string; readonly tail: string } {
  if (limit < ROOM_FOR_FENCES) return plainCut(text, placeToCut(text, limit));
  const cut = besideFenceLine(text, placeToCut(text, limit), limit);
  const fence = openFence(text, cut);
  if (fence === undefined) return plainCut(text, cut);
  // Nothing of the block is in the piece yet: it can move to the next one whole.
  if (fence.line > 0 && text.slice(fence.content, cut).trim() === '') return plainCut(text, fence.line);

  const room = limit - fence.marker.length - 1;
  const inside = besideFenceLine(text, cut <= room ? cut : placeInCode(text, room), room);
  if (openFence(text, inside) === undefined) return plainCut(text, inside);
  return {
    head: `${text.slice(0, inside).trimEnd()}\n${fence.marker}`,
    tail: `${fence.marker}\n${text.slice(inside).replace(/^\n/u, '')}`,
  };
}

function plainCut(text: string, cut: number): { readonly head: string; readonly tail: string } {
  const tail = text.slice(cut);
  const blankLines = /^(?:[ \t]*\n)+/u.exec(tail)?.[0] ?? /^[ \t]+/u.exec(tail)?.[0] ?? '';
  return { head: text.slice(0, cut).trimEnd(), tail: tail.slice(blankLines.length) };
}

/** The best place at or before `room`; always above zero. */
function placeToCut(text: string, room: number): number {
  const window = text.slice(0, room + 1);
  const least = Math.max(1, Math.floor(room * WORTH));
  for (const place of [window.lastIndexOf('\n\n'), window.lastIndexOf('\n'), lastSentenceEnd(window, room)]) {
    if (place >= least) return place;
  }
  const word = Math.max(window.lastIndexOf(' '), window.lastIndexOf('\t'));
  return word >= least ? word : besideSurrogates(text, room);
}

function placeInCode(text: string, room: number): number {
  const line = text.slice(0, room + 1).lastIndexOf('\n');
  return line >= Math.floor(room * WORTH) ? line : besideSurrogates(text, room);
}

/** A full stop ends a sentence only before a blank: `imap.corp.example` has none. */
function lastSentenceEnd(window: string, room: number): number {
  const ends = /[。！？]+[”’」』）)"'*]*|[.!?]+[”’)"'*]*(?=\s)/gu;
  let last = -1;
  for (const match of window.matchAll(ends)) {
    const end = match.index + match[0].length;
    if (end <= room) last = end;
  }
  return last;
}

function besideSurrogates(text: string, at: number): number {
  if (at <= 1) return (text.codePointAt(0) ?? 0) > 0xff_ff && at === 1 ? 2 : 1;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  const splits = before >= 0xd8_00 && before <= 0xdb_ff && after >= 0xdc_00 && after <= 0xdf_ff;
  return splits ? at - 1 : at;
}

/** A cut never goes through the line of a fence. Before it only if that leaves a piece, so that each cut gets on. */
function besideFenceLine(text: string, cut: number, room: number): number {
  const begin = text.lastIndexOf('\n', cut - 1) + 1;
  const newline = text.indexOf('\n', begin);
  const end = newline === -1 ? text.length : newline;
  if (cut === begin || cut >= end || !FENCE.test(text.slice(begin, end))) return cut;
  return begin >= room * WORTH ? begin : end;
}

/** The code block that is open before `end`. */
function openFence(text: string, end: number): Fence | undefined {
  let open: Fence | undefined;
  let begin = 0;
  while (begin < end) {
    const newline = text.indexOf('\n', begin);
    const next = newline === -1 || newline > end ? end : newline;
    const line = text.slice(begin, next);
    const marker = FENCE.exec(line)?.[1];
    if (marker !== undefined) open = afterFence(open, { marker, line: begin, content: next }, line);
    begin = next + 1;
  }
  return open;
}

function afterFence(open: Fence | undefined, fence: Fence, line: string): Fence | undefined {
  if (open === undefined) return fence;
  const closes = line.trim() === fence.marker && fence.marker.length >= open.marker.length;
  return closes ? undefined : open;
}
