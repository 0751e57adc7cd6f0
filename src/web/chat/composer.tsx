import './composer.css';

import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';

import type { Language } from '../../domain/index.js';
import { Icon } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { sendsOn } from './sends-on.js';
import { CHAT_WORDS } from './words.js';

const LONGEST = 20_000;
/** From here on the rest is told. */
const NEARLY = 19_000;

export interface ComposerHandle {
  focus(): void;
}

export interface ComposerProps {
  readonly ref: Ref<ComposerHandle>;
  readonly language: Language;
  /** Something about a file that was not taken. */
  readonly notice: string;
  readonly onSend: (text: string) => void;
  readonly onFile: (files: readonly File[]) => void;
}

/** Where one writes. It grows with the text; what is too long is told, and never cut. */
export function Composer({ ref, language, notice, onSend, onFile }: ComposerProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }), []);

  useLayoutEffect(() => {
    const field = area.current;
    if (!field) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }, [text]);

  // A touch screen would lose half of the page to its keyboard.
  useLayoutEffect(() => {
    if (window.parent === window && window.matchMedia('(hover: hover)').matches) area.current?.focus();
  }, []);

  const excess = text.length - LONGEST;
  const canSend = text.trim() !== '' && excess <= 0;

  function submit(): void {
    if (!canSend) return;
    onSend(text.trim());
    setText('');
    area.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (!sendsOn(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={excess > 0 ? 'composer-field is-over' : 'composer-field'}>
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          accept=".log,.txt,text/plain"
          tabIndex={-1}
          aria-label={say('attach')}
          onChange={({ currentTarget }) => {
            onFile([...(currentTarget.files ?? [])]);
            // So that the same file can be picked again.
            currentTarget.value = '';
          }}
        />
        <button
          type="button"
          className="composer-tool"
          aria-label={say('attach')}
          title={say('attach')}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
        </button>
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label={say('message')}
          aria-describedby="composer-tip composer-notice"
          aria-invalid={excess > 0}
          placeholder={say('placeholder')}
          autoComplete="off"
          enterKeyHint="send"
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="composer-send"
          aria-label={say('send')}
          title={say('send')}
          aria-disabled={!canSend}
        >
          <Icon name="send" />
        </button>
      </div>
      <p id="composer-notice" className="composer-notice" role="status">
        {excess > 0 ? say('tooLong', { count: excess }) : notice}
      </p>
      <p id="composer-tip" className="composer-tip">
        {text.length > NEARLY && excess <= 0 ? say('left', { count: -excess }) : say('tip')}
        <span className="composer-keys">{say('tipKeys')}</span>
      </p>
    </form>
  );
}
