import type { ReactNode } from 'react';

/** Hours and minutes where the reader is. `at` as ISO 8601. */
export function Clock({ at }: { readonly at: string }): ReactNode {
  const shown = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  return (
    <time className="clock" dateTime={at}>
      {shown}
    </time>
  );
}
