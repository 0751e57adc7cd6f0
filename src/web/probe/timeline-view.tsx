import { useMemo, useState, type ReactNode } from 'react';

import type { ProbeRunAnswer } from '../../api/index.js';
import type { Language } from '../../domain/index.js';
import { speak } from '../shared/words.js';
import { PROBE_WORDS } from './probe-words.js';
import { TimelinePicture } from './timeline-picture.js';
import { TimelineTable } from './timeline-table.js';
import { timelineOf } from './timeline.js';

export interface TimelineViewProps {
  readonly results: ProbeRunAnswer['results'];
  readonly language: Language;
}

/** How long every step took, as a picture or as a table that says the same. */
export function TimelineView({ results, language }: TimelineViewProps): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const timeline = useMemo(() => timelineOf(results), [results]);
  return (
    <section className={`sheet timeline shows-${view}`} aria-labelledby="timeline">
      <div className="timeline-head">
        <h2 id="timeline">{say('timeline')}</h2>
        <div className="segments" role="group" aria-label={say('view')}>
          {(['picture', 'table'] as const).map((which) => (
            <button
              key={which}
              type="button"
              aria-pressed={which === view}
              onClick={() => {
                setView(which);
              }}
            >
              {say(which)}
            </button>
          ))}
        </div>
      </div>
      <TimelinePicture timeline={timeline} language={language} />
      <TimelineTable timeline={timeline} language={language} />
    </section>
  );
}
