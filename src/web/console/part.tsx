import type { ReactNode } from 'react';

/** One headed part of the facts. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
