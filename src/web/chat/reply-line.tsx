import './reply-line.css';

import type { ReactNode } from 'react';

import type { DeliveredReply, DifferentialLine, Language, ReplyButton, Verdict } from '../../domain/index.js';
import { Differential } from '../shared/differential.js';
import { Icon } from '../shared/icons.js';
import { Mark } from '../shared/mark.js';
import { Markdown } from '../shared/markdown.js';
import { langWhereOther, languageOf, speak } from '../shared/words.js';
import { Answers } from './answers.js';
import { Clock } from './clock.js';
import { GiftFiles } from './gift-files.js';
import { Judge } from './judge.js';
import { MeasuredCard } from './measured-card.js';
import { CHAT_WORDS } from './words.js';

export interface ReplyLineProps {
  readonly line: DeliveredReply;
  /** Whether its buttons still work: true for the newest reply. */
  readonly isLive: boolean;
  /** Whether it is the first of its speaker in a row. */
  readonly starts: boolean;
  readonly pressed: ReadonlySet<string>;
  readonly language: Language;
  readonly onPress: (button: ReplyButton) => void;
  readonly onJudge: (key: string, verdict: Verdict) => Promise<void>;
}

/** What the bot, or a person of IT, said. */
export function ReplyLine({
  line,
  isLive,
  starts,
  pressed,
  language,
  onPress,
  onJudge,
}: ReplyLineProps): ReactNode {
  const { reply, at, key } = line;
  const { speaker, differential = [], measured, gift, buttons = [], choices = [] } = reply;
  // All of a reply speaks the language of its words, whatever the page is in now.
  const spoken = languageOf(reply.text) ?? language;
  const kind = speaker !== undefined ? 'is-person' : reply.progress === true ? 'is-progress' : 'is-bot';
  return (
    <div className={`reply ${kind}`}>
      {starts && <ReplyHead at={at} language={language} {...(speaker === undefined ? {} : { speaker })} />}
      <div className="reply-card" {...langWhereOther(reply.text, language)}>
        {!saysItself(differential) && (
          <div className="reply-text">
            <Markdown text={reply.text} />
          </div>
        )}
        {gift && <GiftFiles gift={gift} language={spoken} />}
        {measured && <MeasuredCard measured={measured} language={spoken} />}
        {differential.length > 0 && (
          <div className="reply-part">
            <Differential lines={differential} language={spoken} />
          </div>
        )}
      </div>
      <Answers
        buttons={buttons}
        choices={choices}
        isLive={isLive}
        pressed={pressed}
        language={language}
        onPress={onPress}
      />
      {reply.finished && <Judge language={language} onJudge={(verdict) => onJudge(key, verdict)} />}
    </div>
  );
}

/** Where a cause is found, the picture of the causes says all that the words say; undecided, the words say more. */
function saysItself(differential: readonly DifferentialLine[]): boolean {
  return differential.some(({ standing }) => standing === 'measured' || standing === 'likely');
}

interface ReplyHeadProps {
  readonly at: string;
  readonly speaker?: string;
  readonly language: Language;
}

function ReplyHead({ at, speaker, language }: ReplyHeadProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  return (
    <p className="reply-head">
      <span className="reply-face">
        {speaker === undefined ? <Mark size={18} /> : <Icon name="person" size={16} />}
      </span>
      <strong>
        <bdi>{speaker ?? say('bot')}</bdi>
      </strong>
      {speaker !== undefined && <span className="reply-role">{say('person')}</span>}
      <Clock at={at} />
    </p>
  );
}
