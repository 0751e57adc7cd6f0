/** The part of Block Kit that we use. Limits: check-blocks.ts. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export interface RichStyle {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
}

export type RichInline =
  | { readonly type: 'text'; readonly text: string; readonly style?: RichStyle }
  | { readonly type: 'link'; readonly url: string; readonly text: string };

export interface RichSection {
  readonly type: 'rich_text_section';
  readonly elements: readonly RichInline[];
}

export type RichElement =
  | RichSection
  | {
      readonly type: 'rich_text_list';
      readonly style: 'bullet' | 'ordered';
      /** Items before the first one, for a list that begins above 1. */
      readonly offset?: number;
      readonly elements: readonly RichSection[];
    }
  | {
      readonly type: 'rich_text_preformatted';
      readonly elements: readonly { readonly type: 'text'; readonly text: string }[];
    };

export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

export type ActionElement =
  | {
      readonly type: 'button';
      readonly action_id: string;
      readonly text: PlainText;
      readonly value: string;
    }
  | {
      readonly type: 'static_select';
      readonly action_id: string;
      readonly placeholder: PlainText;
      readonly options: readonly Option[];
    };

export interface FeedbackButtons {
  readonly type: 'feedback_buttons';
  readonly action_id: string;
  readonly positive_button: { readonly text: PlainText; readonly value: string };
  readonly negative_button: { readonly text: PlainText; readonly value: string };
}

export type Block =
  | { readonly type: 'rich_text'; readonly block_id?: string; readonly elements: readonly RichElement[] }
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'divider' }
  | { readonly type: 'section'; readonly text?: PlainText; readonly fields?: readonly PlainText[] }
  | { readonly type: 'context'; readonly elements: readonly (PlainText | Mrkdwn)[] }
  | {
      readonly type: 'actions';
      readonly block_id?: string;
      readonly elements: readonly ActionElement[];
    }
  | {
      readonly type: 'context_actions';
      readonly block_id?: string;
      readonly elements: readonly FeedbackButtons[];
    };

/** Text that Slack shows letter by letter: no markup, no mentions, no emoji names. Never empty, at most `limit`. */
export function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: shorten(text, limit) || '–', emoji: false };
}

/** At most `limit` UTF-16 units, cut between characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit - 1;
  const code = text.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** Letters that would be markup in a `text` or `mrkdwn` field. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}
