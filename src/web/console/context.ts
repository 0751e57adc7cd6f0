import { createContext, use, type RefObject } from 'react';

import type { Language, WebUser } from '../../domain/index.js';
import type { Deskwork } from './deskwork.js';
import type { ConsoleState } from './model.js';
import type { Place } from './place.js';
import type { ConsoleStore } from './store.js';

/** What every part of the page of cases needs. */
export interface ConsoleRoom {
  readonly store: ConsoleStore;
  readonly state: ConsoleState;
  readonly work: Deskwork;
  readonly language: Language;
  readonly user: WebUser | undefined;
  /** Milliseconds; moves on twice a minute. */
  readonly now: number;
  readonly place: Place;
  readonly go: (to: Place, replace?: boolean) => void;
  /** The case somebody has just gone to by the list; its heading takes the focus once it is there. */
  readonly opened: RefObject<string | undefined>;
  /** Says something to those who listen rather than look. */
  readonly announce: (text: string) => void;
}

export const ConsoleContext = createContext<ConsoleRoom | undefined>(undefined);

/** The {@link ConsoleRoom} around a component. */
export function useRoom(): ConsoleRoom {
  const room = use(ConsoleContext);
  if (room === undefined) throw new TypeError('used outside of the page of cases');
  return room;
}
