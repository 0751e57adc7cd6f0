import { describe, expect, it } from 'vitest';

import type { CaseEvent, TranscriptLine } from '../../../src/domain/index.js';
import { threadOf } from '../../../src/web/console/thread.js';

function at(minute: number): string {
  return `2026-11-24T08:${String(minute).padStart(2, '0')}:00.000Z`;
}

function event(minute: number, kind: CaseEvent['kind'], text?: string): CaseEvent {
  return {
    id: `${kind}-${minute}`,
    caseId: 'c1',
    at: at(minute),
    by: 'Li Na',
    kind,
    ...(text === undefined ? {} : { text }),
  };
}

function line(minute: number, who: TranscriptLine['who'], text: string): TranscriptLine {
  return { at: at(minute), who, text };
}

function told(transcript: readonly TranscriptLine[], events: readonly CaseEvent[]): readonly string[] {
  return threadOf({ transcript, events }).map((item) =>
    item.kind === 'said' ? `${item.line.who}: ${item.line.text}` : `${item.kind}: ${item.event.kind}`,
  );
}

describe('the thread of a case', () => {
  it('has words, notes and events in order of time', () => {
    const transcript = [line(1, 'person', 'help'), line(9, 'agent', 'done')];
    const events = [
      event(2, 'requested'),
      event(3, 'posted'),
      event(4, 'claimed'),
      event(5, 'noted', 'ask Lei'),
    ];
    expect(told(transcript, events)).toEqual([
      'person: help',
      'event: claimed',
      'note: noted',
      'agent: done',
    ]);
  });

  it('shows an answer at once, and once', () => {
    const replied = event(4, 'replied', 'on its way');
    expect(told([], [replied])).toEqual(['agent: on its way']);
    expect(told([line(5, 'agent', 'on its way ')], [replied])).toEqual(['agent: on its way ']);
  });

  it('keeps the same words said twice', () => {
    const events = [event(4, 'replied', 'ok'), event(6, 'replied', 'ok')];
    expect(told([line(4, 'agent', 'ok')], events)).toHaveLength(2);
  });

  it('does not take the person’s words for the agent’s', () => {
    expect(told([line(3, 'agent', 'ok')], [event(4, 'person-said', 'ok')])).toEqual([
      'agent: ok',
      'person: ok',
    ]);
  });
});
