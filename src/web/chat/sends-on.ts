/** The part of a keyboard event that {@link sendsOn} reads. */
export type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'shiftKey' | 'altKey'>;

/**
 * Whether this key sends. Enter does, alone or with Ctrl or Command; Shift and Alt start a new line. While an input
 * method composes, Enter belongs to it: Safari ends the composition first and tells it only by key code 229.
 */
export function sendsOn({ key, isComposing, keyCode, shiftKey, altKey }: Key): boolean {
  return key === 'Enter' && !isComposing && keyCode !== 229 && !shiftKey && !altKey;
}
