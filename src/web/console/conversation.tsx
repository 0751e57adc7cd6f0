import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import type { CaseAnswer } from '../../api/index.js';
import type { CaseEvent, TranscriptLine } from '../../domain/index.js';
import { Markdown } from '../shared/markdown.js';
import { Moment } from '../shared/measured/moment.js';
import { clockTime, dayWords } from '../shared/measured/moments.js';
import { langWhereOther, speak } from '../shared/words.js';
import { CASE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { eventWords } from './event-words.js';
import { threadOf, type ThreadItem } from './thread.js';

const NEAR_PX = 80;

/** All that was said and done, in order of time. Opens at its newest line and stays there while one reads there. */
export function Conversation({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { language, announce } = useRoom();
  const say = speak(CASE_WORDS, language);
  const items = useMemo(() => threadOf(of), [of]);
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const follows = useRef(true);
  const heard = useRef(items.length);
  const name = of.case.person.name ?? say('thePerson');

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [items]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // The desk below grows and shrinks; the newest line stays in sight.
    const observer = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const fresh = items.slice(heard.current);
    heard.current = items.length;
    const isFromPerson = fresh.some((item) => item.kind === 'said' && item.line.who === 'person');
    if (isFromPerson) announce(say('newWords', { who: name }));
  }, [items, announce, say, name]);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    follows.current = isNear;
    setAtEnd(isNear);
  }

  return (
    <section className="conversation" aria-label={say('talk')}>
      {/* It scrolls, so the keyboard must reach it. */}
      <div
        className="thread"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={say('talk')}
      >
        {items.length === 0 && <p className="thread-empty">{say('noWords')}</p>}
        <ol>
          {items.map((item, index) => (
            <Item key={item.key} item={item} before={items[index - 1]} of={of} />
          ))}
        </ol>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          className="to-newest"
          onClick={() => {
            scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' });
          }}
        >
          {say('newest')} <span aria-hidden="true">↓</span>
        </button>
      )}
    </section>
  );
}

interface ItemProps {
  readonly item: ThreadItem;
  readonly before: ThreadItem | undefined;
  readonly of: CaseAnswer;
}

function Item({ item, before, of }: ItemProps): ReactNode {
  const { language } = useRoom();
  const day = dayWords(item.at, language);
  const isNewDay = before === undefined || dayWords(before.at, language) !== day;
  return (
    <>
      {isNewDay && <li className="thread-day">{day}</li>}
      {item.kind === 'said' && <Line line={item.line} of={of} />}
      {item.kind === 'note' && <Note event={item.event} />}
      {item.kind === 'event' && <Event event={item.event} />}
    </>
  );
}

function Line({ line, of }: { readonly line: TranscriptLine; readonly of: CaseAnswer }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  const { who, text, at } = line;
  const name = line.name ?? (who === 'person' ? of.case.person.name : undefined) ?? say(who);
  if (who === 'system') {
    return (
      <li className="thread-event" {...langWhereOther(text, language)}>
        <bdi>{text}</bdi> <Time at={at} />
      </li>
    );
  }
  return (
    <li className={`line is-${who}`}>
      <p className="line-head">
        <bdi className="line-name">{name}</bdi>
        {who !== 'bot' && line.name !== undefined && <span className="line-role">{say(who)}</span>}
        <Time at={at} />
      </p>
      <div className="line-text" {...langWhereOther(text, language)}>
        {/* What a person types is theirs: no star of it becomes bold. */}
        {who === 'person' ? <p className="line-plain">{text}</p> : <Markdown text={text} />}
      </div>
    </li>
  );
}

function Note({ event }: { readonly event: CaseEvent }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  return (
    <li className="line is-note">
      <p className="line-head">
        <bdi className="line-name">{event.by}</bdi>
        <span className="line-role">
          {say('note')} · {say('onlyColleagues')}
        </span>
        <Time at={event.at} />
      </p>
      <div className="line-text" {...langWhereOther(event.text ?? '', language)}>
        <p className="line-plain">{event.text}</p>
      </div>
    </li>
  );
}

function Event({ event }: { readonly event: CaseEvent }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  return (
    <li className="thread-event">
      <bdi>{eventWords(event, language)}</bdi>{' '}
      {event.kind === 'measured' && event.text !== undefined && (
        <a href={`/probe/${encodeURIComponent(event.text)}`} target="_blank" rel="noreferrer">
          {say('openRun')}
        </a>
      )}{' '}
      <Time at={event.at} />
    </li>
  );
}

function Time({ at }: { readonly at: string }): ReactNode {
  const { language } = useRoom();
  return (
    <Moment at={at} language={language}>
      {clockTime(at, language)}
    </Moment>
  );
}
