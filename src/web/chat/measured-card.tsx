import { useMemo, type ReactNode } from 'react';

import type { Language, ReplyMeasurement } from '../../domain/index.js';
import { ButtonLink } from '../shared/button.js';
import { CopyButton } from '../shared/measured/copy-button.js';
import { traceOfResults } from '../shared/trace-model.js';
import { Trace } from '../shared/trace.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface MeasuredCardProps {
  readonly measured: ReplyMeasurement;
  readonly language: Language;
}

/** What was measured before a reply: its trace, and the way to its page. */
export function MeasuredCard({ measured, language }: MeasuredCardProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const rows = useMemo(() => traceOfResults(measured.results), [measured]);
  const path = `/probe/${encodeURIComponent(measured.run)}`;
  return (
    <section className="reply-part is-trace" aria-label={say('measured')}>
      <Trace rows={rows} language={language} />
      <div className="measured-foot">
        <p>{say('fromHere')}</p>
        <div className="measured-deeds">
          <ButtonLink kind="quiet" small href={path} target="_blank" rel="noopener">
            {say('runPage')}
          </ButtonLink>
          <CopyButton
            text={new URL(path, window.location.origin).href}
            language={language}
            label={say('copyLink')}
          >
            {say('copyLink')}
          </CopyButton>
        </div>
      </div>
    </section>
  );
}
