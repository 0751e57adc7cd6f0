import type { Bundle, BundleProblem, Hear, Playbook, PlaybookTest, TestMove } from '../../domain/index.js';
import { MailmedicError, readDuration } from '../../domain/index.js';
import { FINDINGS } from '../../diagnosis/index.js';
import { parseYaml } from '../parse-yaml.js';
import type { Source } from '../source.js';
import { problemAt } from '../source.js';
import type { YamlPath } from '../tree.js';
import type { PlayPorts } from './player.js';
import { Player } from './player.js';

/** What the embedded tests of one playbook came to. */
export interface TestOutcome {
  readonly playbook: string;
  readonly file: string;
  readonly tests: readonly { readonly name: string; readonly line: number; readonly passed: boolean }[];
  readonly steps: number;
  /** Steps that some test reaches. */
  readonly reached: number;
  /** Why tests failed, and steps that no test reaches. */
  readonly problems: readonly BundleProblem[];
}

export interface ProvePorts {
  /** Makes sense of the words of a test, as it does of people's. */
  readonly hear: Hear;
  /** When the tests begin, ISO 8601; a morning of 2026 when absent. */
  readonly now?: string;
  /** Parses a playbook, for the places of problems; right here, when absent. */
  readonly parse?: typeof parseYaml;
}

interface Failure {
  /** Index of the move that failed; the test as a whole when absent. */
  readonly move?: number;
  readonly message: string;
  readonly remedy: string;
}

const NOW = '2026-03-02T02:00:00.000Z';

/**
 * Runs the embedded tests of every playbook (or of the one called `only`) against the engine, with a clock of
 * their own, and sees which steps they reach. Never throws for what a test or playbook does.
 */
export function provePlaybooks(bundle: Bundle, ports: ProvePorts, only?: string): readonly TestOutcome[] {
  const playbooks = [...bundle.playbooks.values()].filter(({ id }) => only === undefined || id === only);
  return playbooks.map((playbook) => provePlaybook(bundle, playbook, ports));
}

/** Runs the embedded tests of one playbook. */
export function provePlaybook(bundle: Bundle, playbook: Playbook, ports: ProvePorts): TestOutcome {
  const reached = new Set<string>();
  const problems: BundleProblem[] = [];
  const tests = playbook.tests.map((test, index) => {
    const failure = play(bundle, playbook, test, ports, reached);
    if (failure) problems.push(asProblem(sourceOf(bundle, playbook, ports), index, test, failure));
    return { name: test.name, line: test.line, passed: !failure };
  });
  for (const { id } of playbook.steps) {
    if (reached.has(id)) continue;
    problems.push(
      problemAt(sourceOf(bundle, playbook, ports), ['steps', id], {
        rule: 'step-untested',
        message: `No test reaches step \`${id}\`.`,
        remedy: 'Add a test to `tests:` that leads there.',
      }),
    );
  }
  const { length: steps } = playbook.steps;
  return { playbook: playbook.id, file: playbook.file, tests, steps, reached: reached.size, problems };
}

/** The file again, for the places of its problems. */
function sourceOf(bundle: Bundle, { file }: Playbook, { parse = parseYaml }: ProvePorts): Source {
  const { tree } = parse(file, bundle.files.get(file) ?? '');
  return { file, tree: tree ?? { kind: 'map', at: { line: 1, column: 1 }, entries: [] } };
}

/** Plays a test; what went wrong first, or nothing. */
function play(
  bundle: Bundle,
  playbook: Playbook,
  test: PlaybookTest,
  ports: ProvePorts,
  reached: Set<string>,
): Failure | undefined {
  const playPorts: PlayPorts = { hear: ports.hear, now: ports.now ?? NOW, severityOf };
  const player = new Player(bundle, playbook, test, playPorts);
  try {
    return playMoves(player, test);
  } catch (error) {
    if (!(error instanceof MailmedicError)) throw error;
    return { message: `The bot can’t go on: ${error.message}.`, remedy: error.remedy };
  } finally {
    for (const step of player.reached) reached.add(step);
  }
}

function playMoves(player: Player, test: PlaybookTest): Failure | undefined {
  const [first] = test.talk;
  const words = first && 'user' in first ? first.user : undefined;
  player.start(words);
  for (const [move, entry] of test.talk.entries()) {
    if (move === 0 && words !== undefined) continue;
    const failure = player.stuck ?? playMove(player, entry);
    if (failure) return { move, ...failure };
  }
  const last = test.talk.length - 1;
  if (player.stuck) return { move: last, ...player.stuck };
  return unlisted(player, last) ?? diagnosedElsewhere(player, test) ?? unasked(player);
}

function playMove(player: Player, move: TestMove): Failure | undefined {
  if ('bot' in move) return compareHeard(player, move.bot);
  if ('end' in move) return compareEnd(player, move.end);
  const before = player.end;
  if (before !== undefined && !('after' in move)) {
    return {
      message: `The person goes on, but it is over: \`${before}\`.`,
      remedy: 'Remove this move, or correct what comes before it.',
    };
  }
  if ('user' in move) player.say(move.user);
  else if ('press' in move) player.press(move.press);
  else player.wait(readDuration(move.after) ?? 0);
  return player.stuck;
}

function compareHeard(player: Player, expected: readonly string[]): Failure | undefined {
  const heard = player.heard;
  player.heard = [];
  if (heard.join(' ') === expected.join(' ')) return undefined;
  return {
    message: `Expected the bot to say ${listed(expected)}, but it said ${listed(heard)}.`,
    remedy: 'Correct the test, or the routes that lead here.',
  };
}

function compareEnd(player: Player, expected: string): Failure | undefined {
  const end = player.end;
  if (end === expected) return undefined;
  const heard = player.heard.length > 0 ? ` (it said ${listed(player.heard)} meanwhile)` : '';
  return {
    message: `Expected it to end with \`${expected}\`, but ${end === undefined ? 'it goes on' : `it ended with \`${end}\``}${heard}.`,
    remedy: 'Correct the test, or the routes that lead here.',
  };
}

function unlisted(player: Player, move: number): Failure | undefined {
  if (player.heard.length === 0) return undefined;
  return {
    move,
    message: `The bot also said ${listed(player.heard)}, which the test does not list.`,
    remedy: 'Add it as `bot: […]` at its place.',
  };
}

/** Results that were left over: the test thinks that more happens than does. */
function unasked(player: Player): Failure | undefined {
  const [first] = player.unused;
  if (!first) return undefined;
  const [key, count] = first;
  return {
    message: `The test gives ${count === 1 ? 'a result' : `${count} results`} for \`${key}\` that nothing asks for.`,
    remedy: `Remove ${count === 1 ? 'it' : 'them'} from \`results:\`, or lead the test to the step that asks.`,
  };
}

/** `diagnose: <cause>` is the cause that it had to be, `undecided` that it had to be none. */
function diagnosedElsewhere(player: Player, test: PlaybookTest): Failure | undefined {
  if (test.diagnose === undefined) return undefined;
  const { diagnosed } = player;
  if (diagnosed === test.diagnose) return undefined;
  return {
    message: `Expected the diagnosis to be \`${test.diagnose}\`, but it was \`${diagnosed}\`.`,
    remedy: 'Correct the test, or the strengths in `opens_on.findings` of the two playbooks.',
  };
}

function asProblem(source: Source, index: number, test: PlaybookTest, failure: Failure): BundleProblem {
  const { move, message, remedy } = failure;
  const path: YamlPath = ['tests', index, ...(move === undefined ? [] : ['talk', move])];
  const where = move === undefined ? '' : `, move ${move + 1}`;
  return problemAt(source, path, {
    rule: 'test-failed',
    message: `Test “${test.name}”${where}: ${message}`,
    remedy,
  });
}

function severityOf(code: string) {
  return FINDINGS.get(code)?.severity ?? 'critical';
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
}
