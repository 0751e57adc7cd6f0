import type { CaseAnswer } from '../../api/index.js';
import type { CaseEvent, TranscriptLine } from '../../domain/index.js';

/** One thing in the course of a case: something said, a note among colleagues, or something that happened. */
export type ThreadItem =
  | { readonly kind: 'said'; readonly key: string; readonly at: string; readonly line: TranscriptLine }
  | { readonly kind: 'note'; readonly key: string; readonly at: string; readonly event: CaseEvent }
  | { readonly kind: 'event'; readonly key: string; readonly at: string; readonly event: CaseEvent };

/**
 * Transcript, notes and events in one order of time. What an event and the transcript both tell is shown once:
 * an answer just sent is an event before the conversation has written it down.
 */
export function threadOf({
  transcript,
  events,
}: Pick<CaseAnswer, 'transcript' | 'events'>): readonly ThreadItem[] {
  const said = transcript.map((line, index): ThreadItem => ({
    kind: 'said',
    key: `line-${index}`,
    at: line.at,
    line,
  }));
  const told = countWords(transcript);
  const happened = events.flatMap((event): readonly ThreadItem[] => {
    const { id: key, at } = event;
    switch (event.kind) {
      case 'noted':
        return [{ kind: 'note', key, at, event }];
      case 'replied':
      case 'person-said':
        return isTold(told, event) ? [] : [{ kind: 'said', key, at, line: lineOf(event) }];
      // The agent sees by the case itself that it was written and has a place.
      case 'requested':
      case 'posted':
        return [];
      case 'claimed':
      case 'returned':
      case 'resolved':
      case 'probing':
      case 'measured':
      case 'may-not-have-arrived':
      case 'not-delivered':
        return [{ kind: 'event', key, at, event }];
    }
  });
  return [...said, ...happened].sort((one, other) => one.at.localeCompare(other.at));
}

function speakerOf(event: CaseEvent): 'agent' | 'person' {
  return event.kind === 'replied' ? 'agent' : 'person';
}

function lineOf(event: CaseEvent): TranscriptLine {
  const who = speakerOf(event);
  return { at: event.at, who, text: event.text ?? '', ...(who === 'agent' ? { name: event.by } : {}) };
}

function countWords(transcript: readonly TranscriptLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { who, text } of transcript) {
    const key = `${who} ${text.trim()}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isTold(told: Map<string, number>, event: CaseEvent): boolean {
  const key = `${speakerOf(event)} ${(event.text ?? '').trim()}`;
  const left = told.get(key) ?? 0;
  if (left === 0) return false;
  told.set(key, left - 1);
  return true;
}
