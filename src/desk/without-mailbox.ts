const LOCAL_PART = /[^\s@<>"'()[\],;:]+@(?=[^\s@<>"'()[\],;:]+)/gu;

/**
 * Leaves the domain of each mail address in a text: whose mailbox it is concerns nobody who looks at a measurement.
 * `mark` stands where something was cut out.
 */
export function withoutMailbox(text: string, mark = ''): string {
  return text.replace(LOCAL_PART, mark === '' ? '' : `${mark}@`);
}
