import type { GiftFile } from '../../domain/index.js';

/** Hands a text file to the browser, which saves it or, on Apple devices, offers to install a profile. */
export function saveFile({ name, mediaType, content }: GiftFile): void {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser fetches it after the click was handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
