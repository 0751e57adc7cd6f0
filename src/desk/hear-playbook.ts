import type { BundleProblem, InboxRow, Speaker } from '../domain/index.js';
import { playbookIn } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/** So many problems of a playbook are told; the linter on its author's machine tells all. */
const TOLD = 8;

/**
 * A playbook came instead of words: whoever may write playbooks has it checked, anybody else hears where they are
 * published. It is no complaint, whatever stands in it. True when the message was one.
 */
export function hearPlaybook(draft: TurnDraft, row: InboxRow): boolean {
  const yaml = playbookIn(row.text ?? '');
  if (yaml === undefined) return false;
  const words = `(a playbook, ${yaml.trim().split('\n').length} lines)`;
  draft.heardPerson(words);
  if (botIsSilent(draft)) {
    passOnToPeople(draft, words);
    return true;
  }
  if (!mayAuthor(draft, row.from)) {
    draft.sayPhrase('playbook-elsewhere');
    return true;
  }
  const token = draft.nextId('y');
  draft.tasks.push({ id: `${draft.snapshot.key}:${token}`, token, work: { kind: 'check-playbook', yaml } });
  return true;
}

function mayAuthor(draft: TurnDraft, from: Speaker | undefined): boolean {
  if (from?.mayAuthor === true) return true;
  const { address, verified } = from ?? {};
  return (
    verified === true && address !== undefined && draft.tools.authors?.has(address.toLowerCase()) === true
  );
}

type Told = Pick<BundleProblem, 'file' | 'line' | 'level' | 'message' | 'remedy'>;

/** The report on a playbook: what is wrong where, and what to do. `undefined`: it could not be checked. */
export function tellOfPlaybook(draft: TurnDraft, problems: readonly Told[] | undefined, count: number): void {
  if (problems === undefined) draft.sayPhrase('playbook-unchecked');
  else if (problems.length === 0) draft.sayPhrase('playbook-good');
  else {
    const lines = problems.map(({ file, line, message, remedy }) => `- ${file}:${line} ${message} ${remedy}`);
    const rest = count > problems.length ? [`\n${problems.length}/${count}`] : [];
    draft.sayPhrase('playbook-problems', {}, {}, 'bot', [...lines, ...rest].join('\n'));
  }
}

/** The worst problems first, as many as are told. */
export function toTell(problems: readonly BundleProblem[]): Told[] {
  const [errors, warnings] = ['error', 'warning'].map((level) =>
    problems.filter((one) => one.level === level),
  );
  return [...(errors ?? []), ...(warnings ?? [])]
    .slice(0, TOLD)
    .map(({ file, line, level, message, remedy }) => ({ file, line, level, message, remedy }));
}
