import type { MailProtocol } from './mailbox.js';
import type { UserNameForm } from './playbook.js';
import type { ProbePhase, ProbeStatus } from './probe.js';

/** A button; `press` is the opaque token that comes back when it is pressed. It works once. */
export interface ReplyButton {
  readonly id: string;
  readonly label: string;
  readonly press: string;
}

/** How sure a cause is, in the four words of the bot: measured, most likely, may be, ruled out. */
export type CauseStanding = 'measured' | 'likely' | 'possible' | 'ruled-out';

/** One line of the differential: a cause, where it stands and why. */
export interface DifferentialLine {
  readonly cause: string;
  readonly title: string;
  readonly standing: CauseStanding;
  readonly because: readonly string[];
}

/** What was measured just before a reply: for a picture of it, and the way to its page. */
export interface ReplyMeasurement {
  /** Id of the {@link ProbeRun}; `/probe/<run>` shows it. */
  readonly run: string;
  readonly results: readonly {
    readonly probe: string;
    readonly target: string;
    readonly status: ProbeStatus;
    readonly ms: number;
    readonly phases: readonly ProbePhase[];
  }[];
}

/** One row of a table of settings. */
export interface GiftServer {
  readonly protocol: MailProtocol;
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
  /** The user name: as it must be typed when the address is known, else only its form. */
  readonly userName: { readonly form: UserNameForm; readonly value?: string };
}

/** A file to save or install; `content` is text. */
export interface GiftFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
  /** What it is for and what to expect of it, in the language of the reply. */
  readonly note?: string;
}

/** Something handed over with a reply. It never holds a secret. */
export interface ReplyGift {
  readonly kind: 'settings' | 'template';
  readonly servers?: readonly GiftServer[];
  readonly files?: readonly GiftFile[];
}

/**
 * What the bot says, free of any channel. `text` is a small Markdown (bold, lists, code) and always complete:
 * a channel that can't draw the rest shows the text alone.
 */
export interface Reply {
  readonly text: string;
  /** At most five; a channel shows more as a menu. */
  readonly buttons?: readonly ReplyButton[];
  /** Longer choices, shown as a menu. */
  readonly choices?: readonly ReplyButton[];
  /** The text says the same in words, as far as a cause is found. */
  readonly differential?: readonly DifferentialLine[];
  readonly measured?: ReplyMeasurement;
  readonly gift?: ReplyGift;
  /** Said while something is measured; replaced by what follows where the channel can. */
  readonly progress?: boolean;
  /** A problem ended with this answer, which the step of its playbook gave: worth asking what people think of it. */
  readonly finished?: { readonly playbook: string; readonly step: string };
  /** Who speaks, when it is not the bot: an agent's name. */
  readonly speaker?: string;
}
