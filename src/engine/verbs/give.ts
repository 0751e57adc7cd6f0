import { z } from 'zod';
import type { GiftServer, Language, LocalText, ReplyGift } from '../../domain/index.js';
import { knownServers } from '../known-servers.js';
import { sayStep, stepKey } from '../says.js';
import { settingsFiles } from '../settings-files.js';
import { fillSetting, inert, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, stepSchema } from './_schema.js';

const schema = stepSchema({
  give: z.enum(['settings', 'template']),
  text: localText,
  template: localText.optional(),
}).refine((give) => (give.give === 'template') === (give.template !== undefined), {
  error: '`template:` holds the text to hand over; it belongs to `give: template`, and only there',
});
type Options = z.output<typeof schema>;

/**
 * `give`: hands something over with a text. `settings`: the servers that are known, as lines, a table and, where there
 * is one to receive and one to send, files for Apple devices and for Thunderbird. `template`: a text to copy. `none` when there is
 * nothing for certain to hand over.
 */
export const give = defineVerb<Options>({
  name: 'give',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ named: ['none'], fallThrough: 'done' }),
  texts: (options) => [
    { path: 'text', kind: 'text', text: options.text },
    ...(options.template ? [{ path: 'template', kind: 'summary' as const, text: options.template }] : []),
  ],
  mentions: () => mentions({}),
  enter: (options, world) =>
    options.template
      ? giveTemplate(options.text, options.template, world)
      : giveSettings(options.text, world),
});

function giveSettings(text: LocalText, world: StepWorld): Move {
  const servers = knownServers(world);
  const [first] = servers;
  if (!first) return { kind: 'outcome', outcome: 'none' };
  const { language } = world.run;
  const lines = [...servers.map((server) => serverLine(server, language)), userLine(first, language)];
  const files = settingsFiles(servers, world);
  const gift: ReplyGift = { kind: 'settings', servers, ...(files.length > 0 && { files }) };
  const said = `${renderText(text, textWorld(world))}\n${lines.join('\n')}`;
  return {
    kind: 'outcome',
    outcome: 'done',
    effects: [{ kind: 'say', step: stepKey(world), reply: { text: said, gift } }],
  };
}

function giveTemplate(text: LocalText, template: LocalText, world: StepWorld): Move {
  const content = fillSetting(template[world.run.language], textWorld(world));
  if (content === undefined) return { kind: 'outcome', outcome: 'none' };
  const file = { name: 'template.txt', mediaType: 'text/plain', content };
  const effect = sayStep(world, text, { gift: { kind: 'template', files: [file] } });
  return { kind: 'outcome', outcome: 'done', effects: [effect] };
}

const PROTOCOLS = { imap: 'IMAP', pop3: 'POP3', smtp: 'SMTP' } as const;
const MODES = { implicit: 'SSL/TLS', starttls: 'STARTTLS' } as const;

function serverLine({ protocol, host, port, tls }: GiftServer, language: Language): string {
  const name = inert(host);
  const kind = PROTOCOLS[protocol];
  if (language === 'zh') {
    const use = protocol === 'smtp' ? '发件服务器' : '收件服务器';
    return `- ${use}（${kind}）：${name}，端口 ${port}，加密方式 ${MODES[tls]}`;
  }
  const use = protocol === 'smtp' ? 'Outgoing mail server' : 'Incoming mail server';
  return `- ${use} (${kind}): ${name}, port ${port}, encryption ${MODES[tls]}`;
}

function userLine({ userName: { form, value } }: GiftServer, language: Language): string {
  const whole = form === 'full-address';
  const words =
    language === 'zh'
      ? { label: '用户名：', form: whole ? '完整的邮箱地址' : '邮箱地址 @ 前面的部分' }
      : {
          label: 'User name: ',
          form: whole ? 'the whole email address' : 'the part of the address before the @',
        };
  return `- ${words.label}${value === undefined ? words.form : inert(value)}`;
}
