import type { ReactNode } from 'react';

const SHAPES = {
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  send: 'M12 19.5V5M5.5 11 12 4.5 18.5 11',
  attach:
    'm20 11.5-7.8 7.8a5 5 0 0 1-7.1-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.2-7.2',
  fresh:
    'M12.5 4.5H7A2.5 2.5 0 0 0 4.5 7v10A2.5 2.5 0 0 0 7 19.5h10a2.5 2.5 0 0 0 2.5-2.5v-5.5M18.8 3.8a1.7 1.7 0 0 1 2.4 2.4L13 14.4l-3.2.8.8-3.2Z',
  leave: 'M10 4.5H7A2.5 2.5 0 0 0 4.5 7v10A2.5 2.5 0 0 0 7 19.5h3M15.5 16l4-4-4-4M19.5 12H10',
  close: 'm6 6 12 12M18 6 6 18',
  down: 'M12 5v14M5.5 12.5 12 19l6.5-6.5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  file: 'M14 3.5H7.5A2 2 0 0 0 5.5 5.5v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2V8ZM14 3.5V8h4.5M9 13h6M9 16.5h4',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  key: 'M8 19.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM11 12.7l8.5-8.5M16 7.7l2.5 2.5M13.5 10.2l1.8 1.8',
  window:
    'M5.5 5h13a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5ZM4 9h16M9 14h6',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6ZM12 8.5v4M12 15.8v.1',
  lock: 'M7 10.5h10a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 18.5V12A1.5 1.5 0 0 1 7 10.5ZM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3',
  thumbUp:
    'M7.5 11v9H5a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 5 11ZM7.5 11l4-7.5a2 2 0 0 1 2.5 2.4L13.3 9.5h5a2 2 0 0 1 2 2.4l-1.3 6.5a2 2 0 0 1-2 1.6H7.5',
  thumbDown:
    'M16.5 13V4H19a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 19 13ZM16.5 13l-4 7.5a2 2 0 0 1-2.5-2.4l.7-3.6h-5a2 2 0 0 1-2-2.4L5 5.6A2 2 0 0 1 7 4h9.5',
  question:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2 1-1.2 1.8M12 16.4v.1',
} as const;

export type IconName = keyof typeof SHAPES;

/** A line icon beside words or in a labelled button; it has no name of its own. `size` in CSS pixels. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
