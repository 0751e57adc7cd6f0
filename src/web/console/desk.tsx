import { useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';

import type { CaseAnswer, CaseDeed } from '../../api/index.js';
import { Button } from '../shared/button.js';
import { speak } from '../shared/words.js';
import { DESK_WORDS, DONE_WORDS, WHY_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { hindranceOf, type WhyNot } from './deeds.js';
import { DeskFields } from './desk-fields.js';
import { bodyOf, type DraftMode, type DraftStep } from './draft.js';
import { draftOf } from './model.js';
import { deedTroubleWords } from './trouble-words.js';

const MODES: readonly DraftMode[] = ['reply', 'note', 'resolve', 'return'];

/**
 * Where an agent writes. Its mode decides who reads it, so each has a colour and a line of its own that says so,
 * and the button names what it does.
 */
export function Desk({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { store, state, language, user, work, announce } = useRoom();
  const say = speak(DESK_WORDS, language);
  const id = useId();
  const [isMissing, setMissing] = useState(false);
  const { reference, person } = of.case;
  const draft = draftOf(state, reference);
  const { mode } = draft;
  const who = person.name ?? say('thePerson');
  const deed = state.doing[reference];
  const isBusy = deed !== undefined && deed !== 'probe';
  const why = hindranceOf(mode, of, user);
  const failed = state.failed[reference];

  function move(step: DraftStep): void {
    setMissing(false);
    store.dispatch({ kind: 'draft', reference, step });
  }

  async function send(): Promise<void> {
    if (isBusy || why !== undefined) return;
    const body = bodyOf(draft);
    if (!body) return setMissing(true);
    const happened = await work.perform(reference, mode, body);
    if (happened) announce(speak(DONE_WORDS, language)(mode, { who }));
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void send();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  }

  const banner = { reply: 'replyTo', note: 'noteTo', resolve: 'resolveTo', return: 'returnTo' } as const;
  return (
    <section className={`desk is-${mode}`} aria-label={say('desk')}>
      <div className="segments desk-modes" role="group" aria-label={say('modes')}>
        {MODES.map((which) => (
          <button
            key={which}
            type="button"
            className={`is-${which}`}
            aria-pressed={which === mode}
            onClick={() => {
              move({ kind: 'mode', mode: which });
            }}
          >
            {say(which)}
          </button>
        ))}
      </div>
      <form onSubmit={onSubmit} onKeyDown={onKey} aria-describedby={`${id}-to`}>
        <p className="desk-to" id={`${id}-to`}>
          {mode === 'note' && <Lock />}
          <bdi>{say(banner[mode], { who })}</bdi>
        </p>
        <DeskFields
          of={of}
          draft={draft}
          isBusy={isBusy}
          isOutOfReach={isOutOfReach(why)}
          describedBy={`${id}-to`}
          onMove={move}
        />
        <div className="desk-foot">
          <div className="desk-said">
            {why && <p className="desk-why">{whyWords(why)}</p>}
            {!why && isMissing && (
              <p className="desk-trouble" role="alert">
                {say(mode === 'resolve' ? 'missingLesson' : 'missingText')}
              </p>
            )}
            {!why && failed?.deed === mode && !isBusy && (
              <p className="desk-trouble" role="alert">
                {deedTroubleWords(failed.trouble, language)}
              </p>
            )}
            {draft.done && <p className="desk-done">{speak(DONE_WORDS, language)(draft.done, { who })}</p>}
          </div>
          {!why && (
            <Button type="submit" kind="main" aria-disabled={isBusy} title={say('keys')}>
              {isBusy && deed === mode ? (
                say(mode === 'note' ? 'saving' : 'sending')
              ) : (
                <bdi>{sendWords()}</bdi>
              )}
            </Button>
          )}
          {why?.kind === 'claim-first' && <ClaimFirst reference={reference} deed={deed} />}
          {isOutOfReach(why) && mode !== 'note' && (
            <Button
              onClick={() => {
                move({ kind: 'mode', mode: 'note' });
              }}
            >
              {say('writeNote')}
            </Button>
          )}
        </div>
      </form>
    </section>
  );

  function whyWords(given: WhyNot): string {
    return speak(WHY_WORDS, language)(given.kind, given.kind === 'with' ? { who: given.who } : {});
  }

  function sendWords(): string {
    const words = { reply: 'send', note: 'save', resolve: 'close', return: 'give' } as const;
    return say(words[mode], { who });
  }
}

/** True where no claim of one's own would help. */
function isOutOfReach(why: WhyNot | undefined): boolean {
  return why !== undefined && why.kind !== 'claim-first';
}

function ClaimFirst({
  reference,
  deed,
}: {
  readonly reference: string;
  readonly deed: CaseDeed | undefined;
}): ReactNode {
  const { language, work } = useRoom();
  return (
    <Button aria-disabled={deed !== undefined} onClick={() => void work.perform(reference, 'claim', {})}>
      {speak(DESK_WORDS, language)('claim')}
    </Button>
  );
}

function Lock(): ReactNode {
  return (
    <svg className="lock" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <path d="M3 6.5h8v5.5H3zM4.8 6.5V4.4a2.2 2.2 0 0 1 4.4 0v2.1" />
    </svg>
  );
}
