import type { LocalText } from './language.js';
import type { ToldKind } from './told.js';

/** How strongly a finding speaks for a cause: likelihood ratio 20, 6 or 2; `against` is the inverse of medium. */
export type Strength = 'strong' | 'medium' | 'weak' | 'against';

/**
 * Where an outcome leads: a step of the same file, another playbook, or an end.
 * `end` holds the name behind `end:` (`resolved`, `not-it`, `assumed`, `abandoned`, or a part's own outcome).
 */
export type Target =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'playbook'; readonly playbook: string }
  | { readonly kind: 'end'; readonly end: string };

/** One line of `on:`; `outcome` may be a prefix such as `net.*`. File order decides, the first match wins. */
export interface Route {
  readonly outcome: string;
  readonly target: Target;
}

/**
 * One step: one verb, one outcome. `options` is what the verb's own schema made of its YAML
 * (checked when the bundle is loaded), so only that verb reads it.
 */
export interface Step {
  readonly id: string;
  readonly verb: string;
  readonly options: unknown;
  readonly on: readonly Route[];
  readonly otherwise?: Target;
  readonly atMost?: number;
  /** The step below it in the file, where `next`, `given`, `done` and `elapsed` fall to. */
  readonly next?: string;
  /** 1-based line of the step's key in its file. */
  readonly line: number;
}

/** How a person gets into a playbook. */
export interface OpensOn {
  readonly intent?: string;
  readonly findings: ReadonlyMap<string, Strength>;
  /** Goes straight there from the first words, without triage. */
  readonly atOnce: boolean;
}

/** One embedded test. `talk` keeps the YAML entries in order, each with exactly one key. */
export interface PlaybookTest {
  readonly name: string;
  readonly lang: 'zh' | 'en';
  readonly given: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, readonly unknown[]>>;
  /** `diagnose: <cause>` of the test: where `diagnose` must go. */
  readonly diagnose?: string;
  /** The causes that `diagnose` weighs in this test; all of the bundle when absent. */
  readonly among?: readonly string[];
  readonly talk: readonly TestMove[];
  readonly line: number;
}

export type TestMove =
  | { readonly user: string }
  | { readonly press: string }
  | { readonly after: string }
  | { readonly bot: readonly string[] }
  | { readonly end: string };

/** One playbook or part. `id` is the path below `playbooks/` without `.yaml` (`certificate`, `parts/server-settings`). */
export interface Playbook {
  readonly id: string;
  readonly file: string;
  readonly part: boolean;
  readonly owner: string;
  readonly reviewBy?: string;
  readonly title: LocalText;
  readonly opensOn: OpensOn;
  readonly needs: readonly string[];
  /** Term of this file's own -> `glossary:<id>`. */
  readonly asides: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
  readonly tests: readonly PlaybookTest[];
}

/** How a mail provider lets clients in. */
export type CredentialKind = 'password' | 'app-password' | 'authorization-code' | 'oauth-only';

/** A text that this provider's servers answer with, and the finding that it means. */
export interface Refusal {
  readonly text: string;
  readonly finding: string;
}

/** One screen of a guide, shown alone with “done” and “stuck”. */
export interface Guide {
  readonly topic: string;
  readonly screens: readonly LocalText[];
  readonly verifiedAt: string;
  readonly source: string;
}

export interface ProviderServer {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
  /** Where this server wants another form than the provider's `user_name` quirk says. */
  readonly userName?: UserNameForm;
}

/** What a server wants for a user name: the whole address, or what stands before its `@`. */
export type UserNameForm = 'full-address' | 'local-part';

/** What a provider gives out for mail apps in place of the password of its website. */
export interface ProviderCode {
  /** As the provider calls it on its own pages. */
  readonly name: LocalText;
  /** Its form, where all codes have the same; spaces and hyphens between groups don't count. */
  readonly shape?: CodeShape;
}

/** `letters`: small Latin letters only. */
export interface CodeShape {
  readonly length: number;
  readonly of: 'letters' | 'letters-and-digits';
}

/** Where a provider tells its own troubles, and in which shape. */
export interface ProviderStatus {
  readonly feed: 'google-incidents' | 'statuspage' | 'component-rss';
  readonly url: string;
  /** Names of its products or components that mail means; empty: all that it tells about. */
  readonly about: readonly string[];
  readonly verifiedAt: string;
  readonly source: string;
}

export interface Provider {
  readonly id: string;
  readonly name: LocalText;
  /** Other names that people use for it. */
  readonly names?: readonly string[];
  readonly kind: 'public' | 'hosted' | 'own';
  readonly domains: readonly string[];
  /** Host name patterns of MX records, `*.l.google.com` style. */
  readonly mx: readonly string[];
  readonly servers: readonly ProviderServer[];
  /** Absent where it differs from mailbox to mailbox, or nobody knows. */
  readonly credential?: CredentialKind;
  readonly code?: ProviderCode;
  readonly webmail?: string;
  readonly status?: ProviderStatus;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly quirks: ReadonlyMap<string, string>;
  /** Words of its servers -> finding code. */
  readonly refusals: readonly Refusal[];
}

/** A mail app, by the names people use for it. */
export interface MailClient {
  readonly id: string;
  readonly name: LocalText;
  readonly names: readonly string[];
  readonly guides: ReadonlyMap<string, Guide>;
}

export type SlotKind =
  | 'email'
  | 'hostname'
  | 'port'
  | 'number'
  | 'date'
  | 'choice'
  | 'text'
  | 'error'
  | 'provider'
  | 'client'
  | 'client-version'
  | 'since'
  | ToldKind;

/** Something that can be known about a problem. `part` is the file that asks for it. */
export interface SlotDefinition {
  readonly id: string;
  readonly kind: SlotKind;
  readonly from: readonly ('profile' | 'words' | 'probe' | 'question')[];
  readonly part?: string;
  readonly label: LocalText;
}

export interface GlossaryTerm {
  readonly id: string;
  readonly names: readonly string[];
  readonly text: LocalText;
}

/** One file of `intents/`. */
export interface Intent {
  readonly id: string;
  readonly examples: Readonly<Record<'zh' | 'en', readonly string[]>>;
  readonly not: readonly string[];
  /** Literal error codes and fragments that make a short message certain. */
  readonly patterns: readonly string[];
}

export interface Queue {
  readonly id: string;
  readonly name: LocalText;
  /** `Mon-Fri 09:00-18:00` in `timeZone`. */
  readonly hours: string;
  readonly timeZone: string;
  /** Working time until an answer is promised, per severity (`P1: 30m`). */
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Something that operations registered for `act` to call. Where it is called and the key that signs the call come
 * from the environment.
 */
export interface ActionDefinition {
  readonly id: string;
  readonly label: LocalText;
  /** Changes something, so the person is asked first. */
  readonly changes: boolean;
  /** Outcomes beside `ok`, `failed`, `unknown` and `none`. */
  readonly outcomes: readonly string[];
  /** Placeholders that it may fill: `unlock.until`. */
  readonly facts: readonly string[];
}

/** One answer to a question of `diagnose`; what is only read needs no label. */
export interface AnswerDefinition {
  readonly id: string;
  readonly label?: LocalText;
  /** What it says, as a reason for or against a cause. */
  readonly means: LocalText;
  /** Cause -> how strongly the answer speaks for it. */
  readonly says: ReadonlyMap<string, Strength>;
  /** Words of a first message that give this answer, as its label does, where the slot takes words. */
  readonly words?: readonly string[];
  /** Finding codes: an error text that is read so gives this answer, where the slot takes words. */
  readonly shownBy?: readonly string[];
}

/** A question or measurement that tells causes apart. */
export interface QuestionDefinition {
  readonly id: string;
  /** A question; of a `probe` or `sign_in` what is shown meanwhile; absent for what is only read. */
  readonly text?: LocalText;
  /** What it costs the person, where one tap is 1. */
  readonly cost: number;
  readonly measure?: 'probe' | 'sign_in' | 'paste-error';
  /** Never asked: the answer is the provider's own property. */
  readonly read?: 'provider.id' | 'provider.kind' | 'provider.credential';
  /** Probes of a `measure: probe`. */
  readonly probes: readonly string[];
  /** The slot that keeps the answer: a playbook that asks into it does not ask again. */
  readonly into?: string;
  readonly answers: readonly AnswerDefinition[];
  /** Finding codes that a measurement may bring. */
  readonly finds: readonly string[];
}

/** When one fault of several people is an incident: `incidents:` of `playbooks/bundle.yaml`. */
export interface IncidentRule {
  /** So many different people … */
  readonly people: number;
  /** … within this time. */
  readonly within: string;
  /** How often the server is measured again while anybody waits for it. */
  readonly lookEvery: string;
  /** Of the one case for IT; the bundle's default queue where none is named. */
  readonly queue?: string;
  readonly severity: string;
  /** The playbook that asks everyone whether it works again. */
  readonly then: string;
  /** Findings that are a fault of the server and nobody's own, the telling ones first. */
  readonly findings: readonly string[];
}

/** `playbooks/bundle.yaml`. */
export interface BundleSettings {
  readonly languages: readonly ('zh' | 'en')[];
  readonly address: string;
  readonly defaultQueue: string;
  readonly queues: ReadonlyMap<string, Queue>;
  /** Facts of the organisation, as placeholders `{org.<key>}`. */
  readonly org: Readonly<Record<string, string>>;
  /** How sure the words must be to offer a switch (`switch`), how sure a cause must be (`sure`). */
  readonly thresholds: { readonly sure: number; readonly switch: number };
  /** Log-odds-free prior weight per cause; 1 where nothing is said. */
  readonly priors: ReadonlyMap<string, number>;
  readonly idle: { readonly remind: string; readonly abandon: string };
  /** Absent: everybody's trouble stays their own. */
  readonly incidents?: IncidentRule;
}

/**
 * Everything IT can change, as one immutable thing. Built from `files` alone, so a stored bundle can be
 * rebuilt from the database; `hash` is SHA-256 over their bytes.
 */
export interface Bundle {
  readonly hash: string;
  readonly files: ReadonlyMap<string, string>;
  readonly settings: BundleSettings;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly playbooks: ReadonlyMap<string, Playbook>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clients: ReadonlyMap<string, MailClient>;
  readonly slots: ReadonlyMap<string, SlotDefinition>;
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
  /** The bot's own words: greeting, not-understood, masked-password, handed-over … */
  readonly phrases: ReadonlyMap<string, LocalText>;
  /** What `act` may call; nothing where the bundle has no `actions.yaml`. */
  readonly actions?: ReadonlyMap<string, ActionDefinition>;
  /** What `diagnose` may ask and measure, in file order; nothing where the bundle has no `questions.yaml`. */
  readonly questions?: ReadonlyMap<string, QuestionDefinition>;
}

/** What is wrong with a bundle: where, what, and what to do about it. */
export interface BundleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly step?: string;
  /** Stable name of the rule, kebab-case. */
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
}
