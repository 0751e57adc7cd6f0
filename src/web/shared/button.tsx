import './button.css';

import type { ComponentProps, ReactNode } from 'react';

/** `main`: the one thing to do here · `plain`: an equal choice · `quiet`: always there, never in the way. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}

/** A button of the house; takes everything a `<button>` takes. */
export function Button({ kind = 'plain', small = false, className, ...rest }: ButtonProps): ReactNode {
  return <button type="button" {...rest} className={classOf(kind, small, className)} />;
}

export interface ButtonLinkProps extends ComponentProps<'a'> {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}

/** A link that looks like a {@link Button}: it leads somewhere, it does nothing. */
export function ButtonLink({
  kind = 'plain',
  small = false,
  className,
  ...rest
}: ButtonLinkProps): ReactNode {
  return <a {...rest} className={classOf(kind, small, className)} />;
}

function classOf(kind: ButtonKind, small: boolean, more: string | undefined): string {
  return ['button', `is-${kind}`, small ? 'is-small' : '', more ?? ''].filter(Boolean).join(' ');
}
