/** What keeps channels from sending, by channel; nothing of one whose platform takes its token. */
export interface ChannelTroubles {
  readonly all: ReadonlyMap<string, string>;
  /** `undefined`: it works again. */
  note(channel: string, reason: string | undefined): void;
}

export function createChannelTroubles(): ChannelTroubles {
  const all = new Map<string, string>();
  return {
    all,
    note(channel, reason) {
      if (reason === undefined) all.delete(channel);
      else all.set(channel, reason);
    },
  };
}
