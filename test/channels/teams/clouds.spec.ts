import { afterEach, describe, expect, it } from 'vitest';

import { isAllowedService } from '../../../src/channels/teams/gate.js';
import { TEAMS_CLOUD_PLACES, TEAMS_CLOUDS } from '../../../src/domain/index.js';
import { readSettings } from '../../../src/config/index.js';
import { ALICE } from '../../fakes/teams-activities.js';
import { APP_ID, TENANT } from '../../fakes/teams-tokens.js';
import { openTeamsHouse, type TeamsHouse } from './_house.js';

let house: TeamsHouse | undefined;

afterEach(async () => {
  await house?.close();
  house = undefined;
});

describe.each(['gcc-high', 'dod', 'china'] as const)('in the cloud %s', (cloud) => {
  it('tokens of its own issuer come in, and those of the public one do not', async () => {
    house = await openTeamsHouse({ settings: { cloud } });
    house.server.addMember(ALICE);
    const say = () => house!.activities.say(ALICE, 'hello');

    expect((await house.knock(say(), { claims: { iss: TEAMS_CLOUD_PLACES[cloud].issuer } })).status).toBe(
      202,
    );
    expect((await house.knock(say())).status).toBe(401);
    expect(house.received).toHaveLength(1);
  });

  it('answers go out with a token of its own authority', async () => {
    house = await openTeamsHouse({ settings: { cloud } });
    house.server.addMember(ALICE);
    await house.knock(house.activities.say(ALICE, 'hello'), {
      claims: { iss: TEAMS_CLOUD_PLACES[cloud].issuer },
    });

    const { address } = house.received[0]!;
    const sent = await house.channel.send({ key: 'k1', address, reply: { text: 'Hello' } });

    // Nothing but the hosts of this cloud can be reached here, so the token is of its authority.
    expect(sent).toMatchObject({ kind: 'sent' });
    const [message] = house.server.messages('a:29:alice');
    expect(message?.activity['text']).toBe('<p>Hello</p>');
  });
});

describe('hosts of the connector', () => {
  it('are those of the cloud and of no other', () => {
    const hosts = TEAMS_CLOUDS.flatMap((cloud) =>
      TEAMS_CLOUD_PLACES[cloud].serviceHosts.filter((one) => !one.startsWith('*')),
    );
    for (const cloud of TEAMS_CLOUDS) {
      const identity = { kind: 'app', appId: APP_ID, tenantId: TENANT } as never;
      const taken = hosts.filter((host) =>
        isAllowedService(`https://${host}/teams/`, { identity, cloud, listensOnLoopback: false }),
      );
      expect(taken).toEqual(TEAMS_CLOUD_PLACES[cloud].serviceHosts.filter((one) => !one.startsWith('*')));
    }
  });

  it('must be named for China', () => {
    const app = {
      MAILMEDIC_TEAMS_APP_ID: APP_ID,
      MAILMEDIC_TEAMS_APP_PASSWORD: 'secret',
      MAILMEDIC_TEAMS_TENANT_ID: TENANT,
      MAILMEDIC_TEAMS_CLOUD: 'china',
    };
    expect(() => readSettings(app)).toThrow(/MAILMEDIC_TEAMS_SERVICE_HOSTS/u);
    const hosts = { MAILMEDIC_TEAMS_SERVICE_HOSTS: 'smba.corp.example' };
    expect(readSettings({ ...app, ...hosts }).channels.teams?.cloud).toBe('china');
  });
});
