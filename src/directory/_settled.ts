/**
 * Says when a file may be read again: when it looks other than when it was read, and looked the same the time before.
 * A file that is still being written may well be readable, only shorter. `read`: how it looked when it was read.
 */
export function createSettled(read: string): (looks: string) => boolean {
  let done = read;
  let before = read;
  return (looks) => {
    const isQuiet = looks === before;
    before = looks;
    if (!isQuiet || looks === done) return false;
    done = looks;
    return true;
  };
}
