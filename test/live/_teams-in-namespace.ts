import { ALICE, teamsActivities } from '../fakes/teams-activities.js';
import { APP_ID, APP_PASSWORD, signedToken, TENANT } from '../fakes/teams-tokens.js';
import { startMicrosoft } from './_microsoft.js';
import { startWebHouse } from './_web-house.js';

const SERVICE = 'https://smba.trafficmanager.net/emea/';
const PERSON = { ...ALICE, email: 'alice@expired.example' };

async function main(folder: string): Promise<void> {
  const microsoft = await startMicrosoft(folder, PERSON);
  const house = await startWebHouse({
    MAILMEDIC_TEAMS_APP_ID: APP_ID,
    MAILMEDIC_TEAMS_APP_PASSWORD: APP_PASSWORD,
    MAILMEDIC_TEAMS_TENANT_ID: TENANT,
  });
  const activities = teamsActivities(SERVICE);
  const endpoint = `${house.url}/api/messages`;

  async function knock(activity: unknown, authorization = `Bearer ${signedToken(SERVICE)}`) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
      body: JSON.stringify(activity),
    });
    return { status: answer.status, body: await answer.text() };
  }

  /** Everything people see in this chat, once it holds `words`. */
  async function seeing(words: string): Promise<readonly string[]> {
    for (let tries = 0; tries < 300; tries += 1) {
      const seen = microsoft.connector
        .messages(`a:${PERSON.id}`)
        .map(({ activity }) => JSON.stringify(activity));
      if (seen.some((message) => message.includes(words))) return seen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`nobody said ${words}: ${JSON.stringify(microsoft.connector.messages())}`);
  }

  const stranger = await knock(activities.say(PERSON, 'hi'), '');
  const forged = await knock(
    activities.say(PERSON, 'hi'),
    `Bearer ${signedToken(SERVICE, { signature: 'stranger' })}`,
  );
  const complaint = activities.say(PERSON, '收邮件时 Outlook 弹出证书警告，邮箱 alice@expired.example');
  const said = [await knock(complaint), await knock(complaint)];
  await seeing('imap.expired.example 的证书');
  const card = microsoft.connector
    .messages()
    .findLast(({ activity }) => activity['attachments'] !== undefined);
  const data = /"data":(\{"press":"[^}]+\})/u.exec(JSON.stringify(card?.activity))?.[1] ?? '{}';
  const pressed = await knock(
    activities.execute(PERSON, card?.id ?? '', JSON.parse(data) as Record<string, unknown>),
  );
  await seeing('已选：');
  const calls = microsoft.connector.calls();

  process.stdout.write(
    `\nRESULT ${JSON.stringify({
      strangers: [stranger, forged],
      said: said.map(({ status }) => status),
      pressed: { status: pressed.status, shows: /已选：[^"]+/u.exec(pressed.body)?.[0] },
      typed: calls.some(({ body }) => body['type'] === 'typing'),
      unsigned: calls.filter(({ token }) => !token.startsWith('token-')).length,
      seen: microsoft.connector.messages().map(({ activity, updates }) => [activity['summary'], updates]),
    })}\n`,
  );
  await house.close();
  microsoft.close();
}

await main(process.argv[2] ?? '');
process.exit(0);
