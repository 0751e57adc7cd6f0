import type { InboundMessage } from '../domain/index.js';
import type { ChatDoor, ChatPerson } from './_chat-door.js';
import type { RunningHouse } from '../main.js';

const LOOK_EVERY_MS = 100;
const MOST_REPLIES = 50;

/** The door to a bot put together in this process, on the configured store. */
export function openLocalDoor(house: RunningHouse, person: ChatPerson): ChatDoor {
  const address = { channel: 'web', conversation: person.conversation };
  let sent = 0;

  async function receive(kind: 'message' | 'press', some: Partial<InboundMessage>): Promise<void> {
    sent += 1;
    const at = new Date().toISOString();
    const { conversation: id, ...who } = person;
    await house.desk.receive({
      address,
      kind,
      platformId: `${id}-${sent}`,
      revision: 0,
      order: at,
      sentAt: at,
      from: { id, ...who },
      ...some,
    });
  }

  return {
    say: (text) => receive('message', { text }),
    press: (press, label) => receive('press', { press, text: label }),
    async news(after, waitMs) {
      const { chat } = house.store;
      const end = Date.now() + waitMs;
      for (;;) {
        const working = await chat.working(address);
        const replies = await chat.delivered(address, after, MOST_REPLIES);
        if (replies.length > 0 || Date.now() >= end || !working) {
          if (replies.length === 0 && !working && Date.now() < end) await pause(LOOK_EVERY_MS);
          return { replies, working, progress: await chat.progress(address) };
        }
        await pause(LOOK_EVERY_MS);
      }
    },
    close: () => house.close(),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
