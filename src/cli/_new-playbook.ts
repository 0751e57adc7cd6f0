import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mailmedicError } from '../domain/index.js';

const YEAR_MS = 365 * 24 * 60 * 60_000;

/**
 * Writes `playbooks/<id>.yaml` and `intents/<id>.yaml` below `dir`: a small playbook that works and explains itself.
 * Gives the paths below `dir`. Errors: `MM_INPUT` when the id can't be one or one of the files is there already.
 */
export async function writeNewPlaybook(dir: string, id: string, now: Date): Promise<readonly string[]> {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/u.test(id)) {
    throw mailmedicError(
      'MM_INPUT',
      { reason: `“${id}” can’t be the id of a playbook` },
      'Use small letters, digits and hyphens, like: mailmedic playbook new calendar-missing',
    );
  }
  const files = new Map([
    [`playbooks/${id}.yaml`, playbookText(id, new Date(now.getTime() + YEAR_MS))],
    [`intents/${id}.yaml`, intentText(id)],
  ]);
  for (const file of files.keys()) {
    if (!(await exists(join(dir, file)))) continue;
    throw mailmedicError(
      'MM_INPUT',
      { reason: `${file} is there already` },
      'Choose another id, or edit the file; nothing was written.',
    );
  }
  for (const [file, text] of files) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    // Whoever wrote the file since the look above keeps it.
    await writeFile(join(dir, file), text, { flag: 'wx' });
  }
  return [...files.keys()];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function playbookText(id: string, review: Date): string {
  return `# yaml-language-server: $schema=./playbook.schema.json
# The one rule: every step has one verb and yields one outcome; \`on:\` says where each outcome leads.
#   npx mailmedic playbook lint ${id}     what is wrong: file, line, what to do
#   npx mailmedic playbook test ${id}     only the tests below
schema: 1
id: ${id}
owner: mail-team                     # who keeps it right
review_by: ${review.toISOString().slice(0, 10)}                # the owner is reminded when it is past
title: {zh: 只有一台设备收不到信, en: One device gets no mail}
opens_on:
  intent: ${id}                      # what people say, in intents/${id}.yaml
steps:
  where:
    ask:                             # one question a message; the bot adds “Talk to a person” itself
      zh: 只有这台设备收不到信吗？
      en: Is it only this device that gets no mail?
    buttons:                         # the name of the button that is pressed is the outcome
      this-one: {zh: 只有这台, en: Only this one}
      all: {zh: 都收不到, en: All of them}
    on: {this-one: open-again, all: human, unknown: human, gave_up: human}
  open-again:
    say:
      zh: 请先关掉这台设备上的邮件客户端，再打开一次。
      en: Please close the mail app on this device and open it again.
    on: {next: solved}
  solved:
    confirm:                         # yes or no, in anybody's words
      zh: 请收一次信。现在能收到了吗？
      en: Please fetch mail once. Does it arrive now?
    on: {"yes": end:resolved, "no": human, unknown: human, silent: end:assumed}
  human:
    escalate:                        # the person is told only after people have it
      severity: P3
      summary: {zh: 一台设备收不到信, en: One device gets no mail}
    on: {returned: solved}           # they gave it back, with a note
tests:                               # every step must be reached by some test
  - name: opening it again helps
    lang: zh
    talk: [bot: where, press: this-one, bot: [open-again, solved], user: 好了, end: resolved]
  - name: all devices, so people look at it
    lang: en
    talk: [bot: where, press: all, bot: human, end: escalated P3]
`;
}

function intentText(id: string): string {
  return `# What people say when this is the cause, in their own words: 20 or more of each language work well.
# Replace these; a sentence that stands in another file too can't tell the two causes apart.
schema: 1
id: ${id}
examples:
  zh:
    - 只有这台设备收不到信（${id}）
    - 别的设备都正常，就这台收不到（${id}）
  en:
    - only this device gets no mail (${id})
    - mail arrives everywhere but on this device (${id})
`;
}
