import type { ReactNode } from 'react';

import type { Language } from '../../../domain/index.js';
import { exactTime } from './moments.js';

export interface MomentProps {
  readonly at: string;
  readonly language: Language;
  readonly children: ReactNode;
}

/** A time in few words; the exact one shows on hover and is what machines read. */
export function Moment({ at, language, children }: MomentProps): ReactNode {
  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {children}
    </time>
  );
}
