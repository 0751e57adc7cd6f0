import { APP_ID, TENANT } from './teams-tokens.js';

/** Somebody who writes in Teams. */
export interface TeamsPerson {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

export const ALICE: TeamsPerson = {
  id: '29:alice',
  aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'Alice 王',
  email: 'alice@corp.example',
  locale: 'zh-CN',
};

export const BOB: TeamsPerson = {
  id: '29:bob',
  aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000002',
  name: 'Bob Lee',
  email: 'bob@corp.example',
  locale: 'en-US',
};

export const BOT = { id: `28:${APP_ID}`, name: 'Mailmedic' };

type Fields = Readonly<Record<string, unknown>>;

let sent = 0;

/** Activities as Teams sends them to one connector. */
export function teamsActivities(serviceUrl: string) {
  function base(from: TeamsPerson, conversation: Fields): Fields {
    sent += 1;
    return {
      id: `1758${String(sent).padStart(9, '0')}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
      recipient: BOT,
      conversation: { tenantId: TENANT, ...conversation },
      channelData: { tenant: { id: TENANT } },
      locale: from.locale,
      localTimezone: 'Asia/Shanghai',
      entities: [{ type: 'clientInfo', locale: from.locale, platform: 'Web', timezone: 'Asia/Shanghai' }],
    };
  }

  function personal(from: TeamsPerson): Fields {
    return base(from, { conversationType: 'personal', id: `a:${from.id}` });
  }

  function shared(from: TeamsPerson, kind: 'groupChat' | 'channel', id: string, mention: boolean): Fields {
    const plain = base(from, { conversationType: kind, isGroup: true, id });
    const at = { type: 'mention', mentioned: BOT, text: `<at>${BOT.name}</at>` };
    return {
      ...plain,
      ...(mention ? { entities: [...(plain['entities'] as Fields[]), at] } : {}),
      channelData: {
        tenant: { id: TENANT },
        ...(kind === 'channel' ? { team: { id: '19:team@thread.tacv2' } } : {}),
      },
    };
  }

  return {
    say: (from: TeamsPerson, text: string, over: Fields = {}): Fields => ({
      ...personal(from),
      type: 'message',
      textFormat: 'plain',
      text,
      ...over,
    }),
    /** In a thread of a channel or a group chat. */
    sayAmongOthers: (
      from: TeamsPerson,
      text: string,
      {
        mention = true,
        kind = 'channel',
        id = '19:general@thread.tacv2;messageid=1',
      }: { mention?: boolean; kind?: 'groupChat' | 'channel'; id?: string } = {},
    ): Fields => ({
      ...shared(from, kind, id, mention),
      type: 'message',
      text: mention ? `<at>${BOT.name}</at>&nbsp;${text}` : text,
    }),
    edit: (from: TeamsPerson, id: string, text: string): Fields => ({
      ...personal(from),
      type: 'messageUpdate',
      id,
      text,
      channelData: { tenant: { id: TENANT }, eventType: 'editMessage' },
    }),
    erase: (from: TeamsPerson, id: string): Fields => ({
      ...personal(from),
      type: 'messageDelete',
      id,
      channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' },
    }),
    install: (from: TeamsPerson, action: 'add' | 'remove' = 'add'): Fields => ({
      ...personal(from),
      type: 'installationUpdate',
      action,
    }),
    react: (from: TeamsPerson): Fields => ({
      ...personal(from),
      type: 'messageReaction',
      reactionsAdded: [{ type: 'like' }],
    }),
    execute: (from: TeamsPerson, message: string, data: Fields, over: Fields = {}): Fields => ({
      ...personal(from),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: message,
      value: { action: { type: 'Action.Execute', verb: 'press', data }, trigger: 'manual' },
      ...over,
    }),
    submit: (from: TeamsPerson, message: string, data: Fields): Fields => ({
      ...personal(from),
      type: 'message',
      replyToId: message,
      value: data,
    }),
    judge: (from: TeamsPerson, message: string, reaction: string, words: string): Fields => ({
      ...personal(from),
      type: 'invoke',
      name: 'message/submitAction',
      replyToId: message,
      value: {
        actionName: 'feedback',
        actionValue: { reaction, feedback: JSON.stringify({ feedbackText: words }) },
      },
    }),
  };
}
