import { z } from 'zod';
import { mailmedicError, reasonOf } from '../domain/index.js';
import type { ChatDoor, ChatNews, ChatPerson } from './_chat-door.js';

const button = z.object({ id: z.string(), label: z.string(), press: z.string() });
const news = z.object({
  working: z.boolean(),
  replies: z.array(
    z.object({
      id: z.number(),
      reply: z.looseObject({
        text: z.string(),
        buttons: z.array(button).exactOptional(),
        choices: z.array(button).exactOptional(),
        speaker: z.string().exactOptional(),
        gift: z
          .looseObject({
            kind: z.enum(['settings', 'template']),
            files: z
              .array(
                z.object({
                  name: z.string(),
                  mediaType: z.string(),
                  content: z.string(),
                  note: z.string().exactOptional(),
                }),
              )
              .exactOptional(),
          })
          .exactOptional(),
        differential: z
          .array(
            z.object({
              cause: z.string(),
              title: z.string(),
              standing: z.enum(['measured', 'likely', 'possible', 'ruled-out']),
              because: z.array(z.string()),
            }),
          )
          .exactOptional(),
      }),
    }),
  ),
  progress: z.array(
    z.object({
      taskId: z.string(),
      updatedAt: z.string(),
      lines: z.array(
        z.looseObject({
          probe: z.string(),
          target: z.string(),
          phase: z.string(),
          status: z.enum(['running', 'ok', 'warn', 'fail', 'skip']),
        }),
      ),
    }),
  ),
});

/** True when a server answers at this address. */
export async function serverAnswers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(800) })).ok;
  } catch {
    return false;
  }
}

/** The door to a running server. Errors: `MM_SERVER_UNREACHABLE`, `MM_INPUT` with the server's own words. */
export function openHttpDoor(url: string, person: ChatPerson): ChatDoor {
  let sent = 0;

  async function call(path: string, body?: unknown): Promise<unknown> {
    const address = new URL(`/api/chat/${person.conversation}/${path}`, url);
    let response: Response;
    try {
      response = await fetch(address, {
        signal: AbortSignal.timeout(35_000),
        ...(body === undefined
          ? {}
          : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    } catch (error) {
      throw mailmedicError(
        'MM_SERVER_UNREACHABLE',
        { url, reason: reasonOf(error) },
        'Start it with npm start, or leave out --server to run the bot in this process.',
        error,
      );
    }
    const answer: unknown = await response.json();
    if (response.status === 401) {
      throw mailmedicError('MM_SIGN_IN_NEEDED', {}, `A terminal can't sign in; open ${url} in a browser.`);
    }
    if (!response.ok)
      throw mailmedicError('MM_INPUT', { reason: wordsOf(answer) }, 'Mend it and say it again.');
    return answer;
  }

  function nextId(): string {
    sent += 1;
    return `${person.conversation}-${sent}`;
  }

  const from = {
    ...(person.name ? { name: person.name } : {}),
    ...(person.address ? { address: person.address } : {}),
  };
  return {
    server: url,
    async say(text) {
      await call('messages', { id: nextId(), text, from });
    },
    async press(token, label) {
      await call('presses', { id: nextId(), press: token, label });
    },
    async news(after, waitMs): Promise<ChatNews> {
      const wait = Math.ceil(waitMs / 1000);
      return news.parse(await call(`replies?after=${after}&wait=${wait}`));
    },
    close: () => Promise.resolve(),
  };
}

function wordsOf(answer: unknown): string {
  const error = z.object({ error: z.object({ message: z.string() }) }).safeParse(answer);
  return error.success ? error.data.error.message : JSON.stringify(answer).slice(0, 200);
}
