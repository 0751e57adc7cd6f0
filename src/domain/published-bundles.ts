/** Where a bundle came from: the watched folder, `mailmedic playbook publish`, or `… rollback`. */
export type BundleSource = 'folder' | 'command' | 'rollback';

/** One bundle as it was published: content that never changes, under a number that is given once. */
export interface PublishedBundle {
  /** 1, 2, 3 …; the highest one is live. */
  readonly number: number;
  /** SHA-256 over all its files. The same content may have been published more than once. */
  readonly hash: string;
  /** ISO 8601, the database's clock. */
  readonly publishedAt: string;
  readonly from: BundleSource;
}

/** What is to become the live bundle. */
export interface NewBundle {
  readonly hash: string;
  readonly files: ReadonlyMap<string, string>;
  readonly from: BundleSource;
  /**
   * Publishes nothing where this is what came from `from` the last time: a folder that did not change does not undo
   * what was published after it in another way.
   */
  readonly onlyIfChanged?: true;
}

/** Every bundle that was ever published. The live one is the one with the highest number, so no two can be. */
export interface PublishedBundles {
  /**
   * Stores the files and makes them live under the next number, in one transaction; content that is live keeps its
   * number. Answers what is live afterwards.
   */
  publish(bundle: NewBundle): Promise<PublishedBundle>;
  live(): Promise<PublishedBundle | undefined>;
  /** Newest first. */
  list(): Promise<readonly PublishedBundle[]>;
  /** How many open and parked problems each bundle is pinned by; hashes without any are absent. */
  problems(): Promise<ReadonlyMap<string, number>>;
}
