import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TeamsInfo,
  type Activity,
  type ConversationParameters,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { AppCredentials, ConnectorClient } from 'botframework-connector';
import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js';

import { TEAMS_CLOUD_PLACES } from '../../domain/index.js';
import type { TeamsActivity } from './activity.js';
import type { ChatReference } from './memory.js';
import { silently } from './silently.js';
import type { TeamsSettings } from './settings.js';

/** Whole time of one call, with a token if one is needed. */
const CALL_MS = 4_800;

// botbuilder 4.23.3 writes entities without their properties (botbuilder-js issue 4902, fixed after the last release).
Object.assign(ConnectorMappers.Entity.type, { additionalProperties: { type: { name: 'Object' } } });

/** A token's checked claims, by name; empty in development, where nothing is signed. */
export type Claims = ReadonlyMap<string, unknown>;

/** How far a call came. Only what was `posted` may have arrived. */
export interface Wire {
  posted: boolean;
  /** `Retry-After` of the last answer. */
  retryAfter?: string;
}

export interface TeamsMember {
  readonly name?: string;
  readonly address?: string;
  /** One of the tenant's own people, neither a guest nor somebody unknown. */
  readonly own: boolean;
}

/** Everything Mailmedic uses of the Bot Framework. The rest of the room does not know its SDK. */
export interface BotFramework {
  /** Throws what botbuilder throws when the token does not hold. */
  claims(activity: TeamsActivity, authorization: string): Promise<Claims>;
  /** Posts an activity, or puts it in the place of another one; its id. `wire` is told how far it came. */
  send(chat: ChatReference, activity: Partial<Activity>, wire: Wire, replaces?: string): Promise<string>;
  member(chat: ChatReference, user: string): Promise<TeamsMember>;
  /** Opens the chat in which a person is alone with the bot; its conversation id. */
  openPrivate(chat: ChatReference, user: string): Promise<string>;
}

export function createBotFramework(settings: TeamsSettings): BotFramework {
  const { identity } = settings;
  const places = TEAMS_CLOUD_PLACES[settings.cloud ?? 'public'];
  const appId = identity.kind === 'app' ? identity.appId : '';
  const authentication = new ConfigurationBotFrameworkAuthentication(
    identity.kind === 'development'
      ? {}
      : {
          MicrosoftAppId: identity.appId,
          MicrosoftAppPassword: identity.password.reveal(),
          MicrosoftAppTenantId: identity.tenantId,
          MicrosoftAppType: 'SingleTenant',
          ...(places === TEAMS_CLOUD_PLACES.public
            ? {}
            : {
                ToChannelFromBotLoginUrl: `${places.login}${identity.tenantId}`,
                ToChannelFromBotOAuthScope: places.audience,
                ToBotFromChannelTokenIssuer: places.issuer,
                ToBotFromChannelOpenIdMetadataUrl: places.metadata,
                ToBotFromEmulatorOpenIdMetadataUrl: places.emulator,
                OAuthUrl: places.oauth,
                ValidateAuthority: true,
              }),
        },
  );
  const adapter = new CloudAdapter(authentication);

  /** Runs one call in a turn that nobody began. */
  async function inChat<T>(
    chat: ChatReference,
    wire: Wire,
    call: (context: TurnContext, client: ConnectorClient) => Promise<T>,
  ): Promise<T> {
    let result: { readonly value: T } | undefined;
    await adapter.continueConversationAsync(appId, asReference(chat), places.audience, async (context) => {
      const client = context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
      tame(client, wire, performance.now() + CALL_MS);
      result = { value: await call(context, client) };
    });
    // The logic above has run when the adapter comes back, or the adapter has thrown.
    return (result as unknown as { readonly value: T }).value;
  }

  return {
    async claims(activity, authorization) {
      const checked = await silently(() =>
        authentication.authenticateRequest(activity as unknown as Activity, authorization),
      );
      return new Map(checked.claimsIdentity.claims.map(({ type, value }) => [type, value as unknown]));
    },

    send: (chat, activity, wire, replaces) =>
      inChat(chat, wire, async (context) => {
        if (replaces !== undefined) {
          await context.updateActivity({ ...activity, id: replaces });
          return replaces;
        }
        return (await context.sendActivity(activity))?.id ?? '';
      }),

    member: (chat, user) =>
      inChat(chat, { posted: false }, async (context) => {
        // TeamsInfo looks here for the team whose roster holds the people of a channel.
        if (chat.team !== undefined) context.activity.channelData = { team: { id: chat.team } };
        const { name, email, userPrincipalName, userRole } = await TeamsInfo.getMember(context, user);
        const address = email || userPrincipalName;
        return {
          ...(name ? { name } : {}),
          ...(address ? { address } : {}),
          own: userRole === undefined || userRole === 'user',
        };
      }),

    openPrivate: (chat, user) =>
      inChat(chat, { posted: false }, async (_context, client) => {
        const opened = await client.conversations.createConversation({
          isGroup: false,
          bot: { id: chat.bot.id },
          members: [{ id: user }],
          ...(chat.tenant === undefined
            ? {}
            : { tenantId: chat.tenant, channelData: { tenant: { id: chat.tenant } } }),
        } as ConversationParameters);
        return opened.id;
      }),
  };
}

function asReference(chat: ChatReference): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl: chat.serviceUrl,
    bot: { id: chat.bot.id, name: chat.bot.name ?? '' },
    user: { id: chat.person.id, name: chat.person.name ?? '' },
    conversation: {
      id: chat.conversation,
      isGroup: chat.kind !== 'personal',
      conversationType: chat.kind,
      name: '',
      ...(chat.tenant === undefined ? {} : { tenantId: chat.tenant }),
    },
  };
}

/** What we use of the connector's HTTP pipeline, which its types keep private. */
interface Pipeline {
  removePolicy(policy: { readonly name: string }): unknown;
  addPolicy(
    policy: {
      readonly name: string;
      sendRequest(
        request: WireRequest,
        next: (request: WireRequest) => Promise<WireAnswer>,
      ): Promise<WireAnswer>;
    },
    place: { readonly beforePolicies?: string[]; readonly afterPolicies?: string[] },
  ): void;
}

interface WireRequest {
  timeout: number;
}

interface WireAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
}

const SIGNING = 'ServiceClientContext_Credentials_SignRequest';

/**
 * One request per call: the connector's own retries (up to four requests, whatever its options say) are taken out.
 * A token that is no longer taken is fetched anew, once. Nothing lasts longer than the deadline.
 */
function tame(client: ConnectorClient, wire: Wire, deadline: number): void {
  const { pipeline } = (client as unknown as { readonly client: { readonly pipeline: Pipeline } }).client;
  const credentials = client.credentials as AppCredentials;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy(
    {
      name: 'mailmedic-one-token-refresh',
      async sendRequest(request, next) {
        const answer = await next(request);
        if (answer.status !== 401 || credentials.appId === undefined) return answer;
        await credentials.getToken(true);
        return next(request);
      },
    },
    // Before its answer is read, where a 401 is thrown; outside the signing, which then takes the new token.
    { afterPolicies: ['deserializationPolicy'], beforePolicies: [SIGNING] },
  );
  pipeline.addPolicy(
    {
      name: 'mailmedic-wire',
      async sendRequest(request, next) {
        request.timeout = Math.max(1, deadline - performance.now());
        wire.posted = true;
        const answer = await next(request);
        const retryAfter = answer.headers.get('retry-after');
        if (retryAfter !== undefined) wire.retryAfter = retryAfter;
        return answer;
      },
    },
    { afterPolicies: [SIGNING] },
  );
}
