import type { ReactNode } from 'react';

/** `P1` as a filled tag, `P2` outlined, all others plain: read before any colour is. */
export function Severity({ severity }: { readonly severity: string }): ReactNode {
  const kind = severity === 'P1' ? 'is-p1' : severity === 'P2' ? 'is-p2' : 'is-p3';
  return <span className={`severity ${kind}`}>{severity}</span>;
}
