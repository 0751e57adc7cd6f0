import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ALICE } from '../../fakes/teams-activities.js';
import { openTeamsHouse, type TeamsHouse } from './_house.js';

describe('Teams, the whole way', () => {
  let house: TeamsHouse;

  beforeEach(async () => {
    house = await openTeamsHouse();
    house.server.addMember(ALICE);
  });

  afterEach(async () => {
    await house.close();
  });

  it('takes a message in a personal chat and answers into it', async () => {
    const activity = house.activities.say(ALICE, '收件服务器密码错误怎么办');

    const answer = await house.knock(activity);
    const [message] = house.received;
    const sent = await house.channel.send({ key: 'k1', address: message!.address, reply: { text: '好的' } });

    expect(answer).toMatchObject({ status: 202, body: '' });
    expect(message).toMatchObject({
      address: { channel: 'teams', conversation: 'a:29:alice' },
      kind: 'message',
      platformId: activity['id'],
      revision: 0,
      text: '收件服务器密码错误怎么办',
      from: {
        id: ALICE.aadObjectId,
        name: ALICE.name,
        address: ALICE.email,
        verified: true,
        language: 'zh',
        timeZone: 'Asia/Shanghai',
      },
    });
    expect(message!.inPrivate).toBeUndefined();
    expect(sent).toMatchObject({ kind: 'sent' });
    expect(house.server.messages('a:29:alice').map(({ activity: { text } }) => text)).toEqual([
      '<p>好的</p>',
    ]);
  });
});
