import { mailmedicError, type BundleProblem, type MailmedicError } from '../domain/index.js';

/** The error for files that were not made a bundle: how many problems, and the first of them. */
export function brokenBundle(folder: string, problems: readonly BundleProblem[]): MailmedicError {
  const errors = errorsOf(problems);
  const first = errors[0];
  return mailmedicError(
    'MM_BUNDLE_BROKEN',
    {
      folder,
      count: String(errors.length),
      first: first ? `${first.file}:${first.line}:${first.column} ${first.message}` : 'no error was named',
    },
    first ? `${first.remedy} All of them: npx mailmedic playbook lint` : 'Run npx mailmedic playbook lint.',
  );
}

export function errorsOf(problems: readonly BundleProblem[]): readonly BundleProblem[] {
  return problems.filter(({ level }) => level === 'error');
}
