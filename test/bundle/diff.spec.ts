import { describe, expect, it } from 'vitest';
import { diffBundles } from '../../src/bundle/index.js';
import { GOOD, filesOf, load } from './_folder.js';

const good = filesOf(GOOD);
const CERTIFICATE = 'playbooks/certificate.yaml';

/** What is said about a change of the good bundle, one line each. */
function told(file: string, ...edits: readonly (readonly [string, string])[]): readonly string[] {
  const files = new Map(good);
  let text = files.get(file) ?? '';
  for (const [old, now] of edits) {
    expect(text, old).toContain(old);
    text = text.replaceAll(old, now);
  }
  files.set(file, text);
  const { bundle, problems } = load(files);
  if (!bundle) throw new Error(JSON.stringify(problems));
  return diffBundles(load(good).bundle!, bundle).map(
    ({ file: where, step, language, text: said }) =>
      `${[where, step, language].filter((part) => part !== undefined).join(' ')}: ${said}`,
  );
}

describe('what differs between two bundles', () => {
  it('is nothing where only comments do', () => {
    expect(told(CERTIFICATE, ['# in the background', '# behind the scenes'])).toEqual([]);
  });

  it('is told by step, as a sentence', () => {
    expect(told(CERTIFICATE, ['wait: 2h ', 'wait: 1h '])).toEqual([
      `${CERTIFICATE} pause: \`wait\` is now 1h, was 2h`,
    ]);
  });

  it('is told by language, and of long texts the part that differs', () => {
    expect(told(CERTIFICATE, ['Shall I tell IT?', 'Shall I let IT know?'])).toEqual([
      `${CERTIFICATE} expired en: \`ask\` is now “…anyway”. Shall I let IT know?”, was “…anyway”. Shall I tell IT?”`,
    ]);
  });

  it('is told of routes: where they lead, which came and went, in which order they match', () => {
    expect(
      told(CERTIFICATE, [
        '{report: human, later: pause, unknown: human',
        '{report: solved, later: pause, unknown: human',
      ]),
    ).toEqual([`${CERTIFICATE} expired: \`report\` now leads to \`solved\`, led to \`human\``]);
    expect(
      told(CERTIFICATE, [
        'tls.expired: expired, tls.name-mismatch: name, tls.untrusted: untrusted, net.*',
        'tls.name-mismatch: name, tls.expired: expired, tls.untrusted: untrusted, net.*',
      ])[0],
    ).toMatch(/certificate\.yaml test: its routes come in another order: tls\.name-mismatch, tls\.expired/u);
  });

  it('is told of steps that are new, and of renamed ones once', () => {
    expect(told(CERTIFICATE, ['clock', 'time-of-day'])).toEqual([
      `${CERTIFICATE} time-of-day: is the step that was called \`clock\``,
      `${CERTIFICATE}: the test “later, reminded, then fixed” expects something else`,
    ]);
    expect(
      told(
        CERTIFICATE,
        [
          '  clock:\n',
          '  hint:\n    say: {zh: 证书没有问题。, en: The certificate is in order.}\n    on: {next: clock}\n  clock:\n',
        ],
        ['net.*: playbook:server-outage, ok: clock', 'net.*: playbook:server-outage, ok: hint'],
        ['test, clock', 'test, hint, clock'],
      ),
    ).toEqual(
      expect.arrayContaining([
        `${CERTIFICATE} hint: is new: \`say\`, after \`untrusted\``,
        `${CERTIFICATE} test: \`ok\` now leads to \`hint\`, led to \`clock\``,
      ]),
    );
  });

  it('is told of a head and of every other file', () => {
    expect(told(CERTIFICATE, ['tls.untrusted: medium', 'tls.untrusted: weak'])).toEqual([
      `${CERTIFICATE}: \`opens_on.findings.tls.untrusted\` is now weak, was medium`,
    ]);
    expect(told('playbooks/bundle.yaml', ['P2: 4h', 'P2: 2h'])).toEqual([
      'playbooks/bundle.yaml: `queues.mail.answers.P2` is now 2h, was 4h',
    ]);
  });
});
