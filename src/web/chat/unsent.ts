import { keep, kept } from '../shared/storage.js';
import type { OwnLine } from './chat-state.js';

// For this tab only: what somebody typed should not lie about on the device.
function nameOf(conversation: string): string {
  return `mailmedic.unsent.${conversation}`;
}

/** Keeps what the server has not told back yet, so that a reload loses nothing. Files are too large for that. */
export function keepUnsent(conversation: string, own: readonly OwnLine[]): void {
  const lines = own.filter(({ sending }) => sending.kind !== 'file');
  keep(nameOf(conversation), lines.length > 0 ? JSON.stringify(lines) : undefined, 'tab');
}

/** What was on its way when the page was left. */
export function keptUnsent(conversation: string): readonly OwnLine[] {
  try {
    const lines: unknown = JSON.parse(kept(nameOf(conversation), 'tab') ?? '[]');
    return Array.isArray(lines) ? (lines as OwnLine[]) : [];
  } catch {
    return [];
  }
}
