import pc from 'picocolors';
import type { BundleChange } from '../bundle/index.js';

const LANGUAGE: Readonly<Record<string, string>> = { zh: 'Chinese', en: 'English' };

/** The changes as a list below each file; a sentence that they say the same where there are none. */
export function drawChanges(changes: readonly BundleChange[], colours: boolean): string {
  if (changes.length === 0) return 'No difference.';
  const paint = pc.createColors(colours);
  const files = [...new Set(changes.map(({ file }) => file))];
  return files
    .map((file) =>
      [
        paint.bold(file),
        ...changes
          .filter((change) => change.file === file)
          .map(({ step, language, text }) => {
            const where = [step, language && (LANGUAGE[language] ?? language)].filter(Boolean).join(', ');
            return `  ${where === '' ? '' : `${paint.cyan(where)}: `}${text}`;
          }),
      ].join('\n'),
    )
    .join('\n\n');
}
