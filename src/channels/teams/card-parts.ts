import type { Language } from '../../domain/index.js';

/**
 * The elements of Adaptive Cards 1.5 that our cards are built of. https://adaptivecards.io/explorer/
 * Words stand in `RichTextBlock` only: its runs are never read as Markdown, so that what people and servers wrote
 * stays what it is.
 */
export type CardElement =
  | RichTextBlock
  | {
      readonly type: 'Container';
      readonly style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
      readonly bleed?: boolean;
      readonly spacing?: Spacing;
      readonly separator?: boolean;
      readonly items: readonly CardElement[];
    }
  | {
      readonly type: 'ColumnSet';
      readonly spacing?: Spacing;
      readonly columns: readonly CardColumn[];
    }
  | {
      readonly type: 'Input.ChoiceSet';
      readonly id: string;
      readonly style: 'compact' | 'filtered';
      readonly label?: string;
      readonly placeholder?: string;
      readonly isRequired: true;
      readonly errorMessage: string;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    };

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large';

export interface CardColumn {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch' | `${number}px`;
  readonly verticalContentAlignment?: 'top' | 'center';
  readonly items: readonly CardElement[];
}

export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly spacing?: Spacing;
  readonly horizontalAlignment?: 'left' | 'center' | 'right';
  readonly inlines: readonly TextRun[];
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'bolder';
  readonly size?: 'small' | 'medium';
  readonly isSubtle?: boolean;
  readonly fontType?: 'monospace';
  readonly color?: 'good' | 'warning' | 'attention' | 'accent';
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

/** What comes back when a button is pressed: the token, and its words for the transcript. */
export type PressData = { readonly press: string; readonly label: string } | Readonly<Record<string, never>>;

/** `fallback` is for clients that know no Action.Execute. */
export interface CardAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: 'press' | 'choose';
  readonly data: PressData;
  readonly style?: 'positive';
  readonly associatedInputs?: 'auto' | 'none';
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: PressData;
    readonly associatedInputs?: 'auto' | 'none';
  };
}

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: string;
  /** Shown by clients that can't draw the card. */
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardAction[];
}

/** What a card needs beside the reply. */
export interface CardContext {
  readonly language: Language;
  /** Origin of our pages; without one there are no links to them. */
  readonly publicUrl?: string;
}

export type RunStyle = Omit<TextRun, 'type' | 'text'>;

export function run(text: string, style: RunStyle = {}): TextRun {
  return { type: 'TextRun', text, ...style };
}

/** A line of text, or several runs in one line. */
export function line(
  text: string | readonly TextRun[],
  style: RunStyle = {},
  spacing?: Spacing,
): RichTextBlock {
  return {
    type: 'RichTextBlock',
    ...(spacing === undefined ? {} : { spacing }),
    inlines: typeof text === 'string' ? [run(text, style)] : text,
  };
}

/** Side by side; each column as wide as told. */
export function columns(
  parts: readonly (readonly [CardColumn['width'], ...CardElement[]])[],
  spacing: Spacing = 'small',
): CardElement {
  return {
    type: 'ColumnSet',
    spacing,
    columns: parts.map(([width, ...items]) => ({ type: 'Column', width, items })),
  };
}
