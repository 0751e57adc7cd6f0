import './mark.css';

import type { ReactNode } from 'react';

/** The mark: an envelope with a pulse. `size` in CSS pixels. A picture beside words, so it has no name of its own. */
export function Mark({ size = 28 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="3" y="7" width="26" height="18" rx="3.5" />
      <path d="M4.5 16H11l2.5-4.5 4 9L20.5 16h7" />
    </svg>
  );
}

/** Mark and name, for the top left of every page. */
export function Brand({ name = 'Mailmedic' }: { readonly name?: string }): ReactNode {
  return (
    <span className="brand">
      <Mark />
      <span translate="no">{name}</span>
    </span>
  );
}
