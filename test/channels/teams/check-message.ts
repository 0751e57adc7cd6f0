import type { Activity } from 'botbuilder';

/** What an activity may hold, written down apart from the code that draws it. */
const LARGEST = 28 * 1_024;

/** Read as plain text, never as Markdown, unlike TextBlock and FactSet. */
const ELEMENTS = new Set(['RichTextBlock', 'TextRun', 'Container', 'ColumnSet', 'Column', 'Input.ChoiceSet']);
const ACTIONS = new Set(['Action.Execute', 'Action.Submit', 'Action.OpenUrl']);
const TAGS = new Set(['p', 'br', 'strong', 'code', 'pre', 'ul', 'ol', 'li', 'a']);

type Thing = Readonly<Record<string, unknown>>;

/** Everything that Teams would refuse, cut or read as markup. */
export function checkMessage(activity: Partial<Activity>, personal: boolean): readonly string[] {
  const json = JSON.stringify(activity);
  const cards = (activity.attachments ?? []).map(({ content }) => content as Thing);
  return [
    ...(Math.max(Buffer.byteLength(json), json.length * 2) < LARGEST ? [] : [`${json.length} characters`]),
    ...(/\\ud[89a-f]/iu.test(json) ? ['half a character'] : []),
    ...(activity.summary ? [] : ['no summary']),
    ...(cards.length > 0 || activity.text ? [] : ['neither text nor card']),
    ...(cards.length > 0 && activity.text ? ['text is shown beside the card'] : []),
    ...checkText(activity),
    ...(activity.suggestedActions && !personal ? ['suggestions among others'] : []),
    ...cards.flatMap(checkCard),
  ];
}

function checkText({ text, entities, textFormat }: Partial<Activity>): readonly string[] {
  if (text === undefined) return [];
  const mentions = (entities ?? []).map((entity) => String((entity as unknown as Thing)['text']));
  const rest = mentions.reduce((words, mention) => words.replace(mention, ''), text);
  const open: string[] = [];
  const problems = textFormat === 'xml' ? [] : ['not read as markup of our own'];
  for (const [, close, name = '', attributes = '', alone] of rest.matchAll(
    /<(\/?)([^\s/>]*)([^>]*?)(\/?)>/gu,
  )) {
    if (!TAGS.has(name)) problems.push(`tag ${name}`);
    if (attributes !== '' && !/^ (?:href="https:\/\/[^"<>]+"|start="\d+")$/u.test(attributes)) {
      problems.push(`attributes ${attributes}`);
    }
    if (alone) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) problems.push(`</${name}> closes nothing`);
  }
  if (open.length > 0) problems.push(`${open.join(', ')} not closed`);
  if (/[<>]/u.test(rest.replace(/<\/?[a-z]+(?: [^<>]*)?\/?>/gu, ''))) problems.push('a bare bracket');
  return problems;
}

function checkCard(card: Thing): readonly string[] {
  const problems: string[] = [];
  if (card['type'] !== 'AdaptiveCard' || card['version'] !== '1.5')
    problems.push('not a card of version 1.5');
  if (!card['fallbackText']) problems.push('no fallback text');
  const actions = (card['actions'] ?? []) as Thing[];
  if (actions.length > 6) problems.push(`${actions.length} actions`);
  for (const action of actions) {
    const { title, fallback, data } = action as { title: string; fallback: Thing; data: unknown };
    if (title.trim() === '' || title.length > 80) problems.push('title of an action');
    if (fallback['type'] !== 'Action.Submit') problems.push('no fallback');
    if (JSON.stringify(fallback['data']) !== JSON.stringify(data))
      problems.push('a fallback of its own mind');
  }
  for (const part of [...everyPart(card['body']), ...everyPart(actions)]) problems.push(...checkPart(part));
  return problems;
}

function checkPart(part: Thing): readonly string[] {
  const type = String(part['type']);
  if (!ELEMENTS.has(type) && !ACTIONS.has(type)) return [`element ${type}`];
  if (type === 'Action.OpenUrl' && !/^https:\/\//u.test(String(part['url'])))
    return ['a link that is not https'];
  if (type === 'RichTextBlock' && (part['inlines'] as unknown[]).length === 0) return ['an empty line'];
  if (type !== 'Input.ChoiceSet') return [];
  const choices = part['choices'] as { title: string; value: string }[];
  const bad = choices.some(({ title, value }) => title.trim() === '' || title.length > 80 || value === '');
  return [...(bad ? ['a choice'] : []), ...(choices.length === 0 ? ['an empty menu'] : [])];
}

function everyPart(value: unknown): readonly Thing[] {
  if (Array.isArray(value)) return value.flatMap(everyPart);
  if (typeof value !== 'object' || value === null) return [];
  const thing = value as Thing;
  return [
    ...(typeof thing['type'] === 'string' ? [thing] : []),
    ...Object.entries(thing).flatMap(([key, inside]) => (key === 'data' ? [] : everyPart(inside))),
  ];
}
