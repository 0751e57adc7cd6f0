import type { ChannelMemory, Clock, Directory, Log, Receive } from '../../domain/index.js';

/** What somebody thinks of an answer. */
export interface TeamsFeedback {
  readonly conversation: string;
  /** Teams' id of the message. */
  readonly message: string | undefined;
  readonly person: string;
  readonly reaction: 'like' | 'dislike';
  /** In their own words; may be empty. */
  readonly text: string;
}

/** What the channel needs from the rest of the house. */
export interface TeamsPorts {
  readonly receive: Receive;
  readonly memory: ChannelMemory;
  readonly directory?: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** Without it Teams does not ask what people think. */
  readonly feedback?: (feedback: TeamsFeedback) => Promise<void>;
  /** The lines of a text file that matter; `undefined` when none do. Without it they are looked for here. */
  readonly tellingLines?: (name: string, text: string) => string | undefined;
  /** Told when Microsoft does not take the app's id and secret (with why) and when it does again (`undefined`). */
  readonly onTrouble?: (reason: string | undefined) => void;
  /** 0 to 1, for jitter; `Math.random` unless told. */
  readonly chance?: () => number;
}
