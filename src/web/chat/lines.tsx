import './lines.css';

import { Fragment, type ReactNode } from 'react';

import type { Language, ProgressRow, ReplyButton, Verdict } from '../../domain/index.js';
import { LANG_TAGS, speak } from '../shared/words.js';
import type { OwnLine, Shown } from './chat-state.js';
import { OwnMessage, SaidMessage } from './own-line.js';
import { Measuring, Thinking } from './measuring.js';
import { ReplyLine } from './reply-line.js';
import { CHAT_WORDS } from './words.js';

export interface LinesProps {
  readonly shown: readonly Shown[];
  readonly pressed: ReadonlySet<string>;
  readonly progress: readonly ProgressRow[];
  readonly isAwaited: boolean;
  readonly language: Language;
  readonly onPress: (button: ReplyButton) => void;
  readonly onRetry: (own: OwnLine) => void;
  readonly onDiscard: (id: string) => void;
  readonly onJudge: (key: string, verdict: Verdict) => Promise<void>;
}

/** The conversation, oldest first, with what is happening right now at its end. */
export function Lines(props: LinesProps): ReactNode {
  const { shown, progress, isAwaited, language } = props;
  const say = speak(CHAT_WORDS, language);
  let day = '';
  return (
    <section className="lines" aria-label={say('conversation')}>
      <ol>
        {shown.map((one) => {
          const at = timeOf(one);
          const before = day;
          day = dayOf(at, language);
          return (
            <Fragment key={keyOf(one)}>
              {day !== before && (
                <li className="lines-day">
                  <time dateTime={at}>{isToday(at) ? say('today') : day}</time>
                </li>
              )}
              <li className={classOf(one)}>{draw(one, props)}</li>
            </Fragment>
          );
        })}
      </ol>
      {progress.length > 0 ? (
        <Measuring progress={progress} language={language} />
      ) : (
        isAwaited && <Thinking language={language} />
      )}
    </section>
  );
}

function draw(
  one: Shown,
  { pressed, language, onPress, onRetry, onDiscard, onJudge }: LinesProps,
): ReactNode {
  switch (one.kind) {
    case 'said':
      return <SaidMessage text={one.text} at={one.at} language={language} />;
    case 'own':
      return <OwnMessage own={one.own} language={language} onRetry={onRetry} onDiscard={onDiscard} />;
    case 'reply':
      return (
        <ReplyLine
          line={one.line}
          isLive={one.isLive}
          starts={one.starts}
          pressed={pressed}
          language={language}
          onPress={onPress}
          onJudge={onJudge}
        />
      );
  }
}

function classOf(one: Shown): string {
  return one.kind === 'reply' && one.starts ? 'line is-reply is-start' : `line is-${one.kind}`;
}

/** A line keeps its place on the page when the server tells it back. */
function keyOf(one: Shown): string {
  switch (one.kind) {
    case 'reply':
      return `reply ${one.line.id}`;
    case 'said':
      return `said ${one.id}`;
    case 'own':
      return `said ${one.own.id}`;
  }
}

function timeOf(one: Shown): string {
  switch (one.kind) {
    case 'reply':
      return one.line.at;
    case 'said':
      return one.at;
    case 'own':
      return one.own.at;
  }
}

function dayOf(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LANG_TAGS[language], {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(new Date(at));
}

function isToday(at: string): boolean {
  return new Date(at).toDateString() === new Date().toDateString();
}
