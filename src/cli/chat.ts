import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { LANGUAGES, type GiftFile, type Language, type Reply, type ReplyButton } from '../domain/index.js';
import type { ChatDoor, ChatPerson } from './_chat-door.js';
import { drawProgress, drawReply, optionsOf } from './_chat-draw.js';
import { saveFiles } from './_save-files.js';

const WAIT_MS = 1_000;
const SCRIPT_LIMIT_MS = 60_000;

/** Opens the door to a bot: a running server if one answers, else one in this process. */
export type OpenDoor = (
  person: ChatPerson,
  server: string | undefined,
  /** One playbook is opened at once, in this process: which, and its folder if not the configured one. */
  trial?: { readonly playbook: string; readonly bundle?: string },
) => Promise<ChatDoor>;

const options = z.object({
  language: z.enum(LANGUAGES).optional(),
  script: z.string().optional(),
  server: z.string().optional(),
  address: z.string().optional(),
  name: z.string().optional(),
  playbook: z.string().optional(),
  bundle: z.string().optional(),
});

/** `mailmedic chat`: the bot in the terminal, for a person or for a script. */
export function addChatCommand(program: Command, openDoor: OpenDoor): void {
  program
    .command('chat')
    .description('talk to the bot in the terminal')
    .option('--language <zh|en>', 'language to start in (otherwise that of your first words)')
    .option('--script <file>', 'play the lines of a file and print each answer as JSON')
    .option(
      '--server <url>',
      'a running server (default: the local one if it answers, else one in this process)',
    )
    .option('--address <mail>', 'your mail address, as a chat platform would vouch for it')
    .option('--name <name>', 'your name')
    .option('--playbook <id>', 'open this playbook at once, in this process; cases and actions go nowhere')
    .option('--bundle <dir>', 'with --playbook: the folder that holds intents/ and playbooks/')
    .action(async (raw: unknown) => {
      const { script, server, playbook, bundle, ...who } = options.parse(raw);
      const person = { conversation: randomBytes(16).toString('base64url'), ...defined(who) };
      const trial =
        playbook === undefined ? undefined : { playbook, ...(bundle !== undefined && { bundle }) };
      const door = await openDoor(person, server, trial);
      try {
        if (script !== undefined) await playScript(door, await readScript(script), playbook);
        else await converse(door, who.language);
      } finally {
        await door.close();
      }
    });
}

function defined(who: {
  language?: Language | undefined;
  address?: string | undefined;
  name?: string | undefined;
}) {
  return {
    ...(who.language === undefined ? {} : { language: who.language }),
    ...(who.address === undefined ? {} : { address: who.address }),
    ...(who.name === undefined ? {} : { name: who.name }),
  };
}

/** Lines of a script: words to say, or `/press <button id or label>`. Blank lines and `#` lines are left out. */
async function readScript(file: string): Promise<readonly string[]> {
  const text = file === '-' ? await readAll() : await readFile(file, 'utf8');
  return text.split(/\r?\n/u).filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function playScript(door: ChatDoor, lines: readonly string[], playbook?: string): Promise<void> {
  let seen = 0;
  let buttons: readonly ReplyButton[] = [];
  if (playbook !== undefined) {
    const { replies, last } = await settled(door, seen);
    seen = last;
    buttons = replies.flatMap(optionsOf);
    process.stdout.write(`${JSON.stringify({ playbook, replies })}\n`);
  }
  for (const line of lines) {
    const pressed = /^\/press\s+(.+)$/u.exec(line)?.[1];
    const button = pressed === undefined ? undefined : findOption(buttons, pressed);
    if (pressed !== undefined && !button) {
      process.stdout.write(`${JSON.stringify({ input: line, error: `no button “${pressed}” is shown` })}\n`);
      process.exitCode = 1;
      return;
    }
    if (button) await door.press(button.press, button.label);
    else await door.say(line);
    const { replies, last } = await settled(door, seen);
    seen = last;
    buttons = replies.flatMap(optionsOf);
    process.stdout.write(`${JSON.stringify({ input: line, replies })}\n`);
  }
}

function findOption(buttons: readonly ReplyButton[], wanted: string): ReplyButton | undefined {
  return buttons.find(({ id, label }) => id === wanted || label === wanted);
}

/** Everything the bot says until it has nothing more to do. */
async function settled(door: ChatDoor, after: number): Promise<{ replies: Reply[]; last: number }> {
  const replies: Reply[] = [];
  let last = after;
  const end = Date.now() + SCRIPT_LIMIT_MS;
  while (Date.now() < end) {
    const news = await door.news(last, WAIT_MS);
    for (const { id, reply } of news.replies) {
      replies.push(reply);
      last = id;
    }
    if (!news.working && news.replies.length === 0) break;
  }
  return { replies, last };
}

async function converse(door: ChatDoor, language: Language | undefined): Promise<void> {
  process.stdout.write(`${pc.dim(opening(door.server, language))}\n\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: pc.bold('> ') });
  const screen = createScreen(door, () => {
    terminal.prompt(true);
  });
  terminal.prompt();
  for await (const line of terminal) {
    const text = line.trim();
    if (text === '/quit') break;
    if (text === '/save') {
      process.stdout.write(`${pc.dim(await saveFiles(screen.files(), process.cwd()))}\n`);
      terminal.prompt();
      continue;
    }
    const option = /^\d$/u.test(text) ? screen.options()[Number(text) - 1] : undefined;
    if (option) await door.press(option.press, option.label);
    else if (text !== '') await door.say(text);
    terminal.prompt();
  }
  await screen.close();
  terminal.close();
}

/** Prints what arrives while the person may be typing. */
function createScreen(door: ChatDoor, prompt: () => void) {
  let open = true;
  let shown: readonly ReplyButton[] = [];
  let files: readonly GiftFile[] = [];
  let progress = '';

  async function watch(): Promise<void> {
    let after = 0;
    while (open) {
      const news = await door.news(after, WAIT_MS);
      const line = drawProgress(news.progress);
      if (line !== progress && line !== '') process.stdout.write(`\r\u001b[2K  ${line}\n`);
      progress = line;
      for (const { id, reply } of news.replies) {
        after = id;
        process.stdout.write(`\r\u001b[2K${drawReply(reply, Math.min(process.stdout.columns || 80, 100))}\n`);
        shown = optionsOf(reply);
        files = reply.gift?.files ?? files;
      }
      if (news.replies.length > 0) prompt();
    }
  }
  const watching = watch();
  return {
    options: () => shown,
    /** The newest that were handed over. */
    files: () => files,
    async close() {
      open = false;
      await watching;
    },
  };
}

function opening(server: string | undefined, language: Language | undefined): string {
  const place = server === undefined ? '' : ` (${server})`;
  if (language === 'zh')
    return `Mailmedic${place}：直接输入问题，输入编号按按钮，输入 /save 把给出的文件存到当前文件夹，输入 /quit 退出。`;
  return `Mailmedic${place}: type your problem; a number presses a button; /save keeps the files you were given in this folder; /quit leaves.`;
}
