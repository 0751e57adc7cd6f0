import { describe, expect, it } from 'vitest';

import { Secret } from '../../src/domain/index.js';
import { createIdentityProvider } from '../../src/identity/index.js';
import { mockHttp } from '../fakes/http.js';

const ORIGIN = 'https://login.microsoftonline.com';

describe('Entra ID', () => {
  const mock = mockHttp();

  function begin(tenant: string, issuer: string): Promise<{ readonly url: string }> {
    mock(ORIGIN)
      .get(`/${tenant}/v2.0/.well-known/openid-configuration`)
      .reply(200, {
        issuer,
        authorization_endpoint: `${ORIGIN}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${ORIGIN}/${tenant}/oauth2/v2.0/token`,
      });
    return createIdentityProvider({
      issuer: `${ORIGIN}/${tenant}/v2.0`,
      clientId: 'mailmedic',
      clientSecret: new Secret('secret'),
      scopes: 'openid',
      groupsClaim: 'groups',
      roles: [],
      redirectUri: 'https://mailmedic.corp.example/sign-in/callback',
    }).begin();
  }

  it('of one tenant is taken', async () => {
    const tenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

    expect((await begin(tenant, `${ORIGIN}/${tenant}/v2.0`)).url).toContain(`/${tenant}/`);
  });

  it('of all tenants is not: anybody with an account anywhere would be let in', async () => {
    await expect(begin('common', `${ORIGIN}/{tenantid}/v2.0`)).rejects.toMatchObject({
      code: 'MM_SIGN_IN',
      facts: { why: 'untrusted' },
    });
  });
});
