const LIMITS = {
  settings: { length: 64 * 1024, elements: 1_000 },
  feed: { length: 512 * 1024, elements: 5_000 },
};
const DEEPEST = 12;

type Kind = keyof typeof LIMITS;

/** An element with the text directly in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: Open[];
  text: string;
}

const TEXT = /[^<]+/uy;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/uy;
const COMMENT = /<!--[^]*?-->/uy;
const DECLARATION = /<\?xml\s[^<>]{0,200}\?>/uy;
const INSTRUCTION = /<\?[^<>]{0,500}\?>/uy;
const END = /<\/([A-Za-z_][\w.:-]{0,63})\s*>/uy;
const START =
  /<([A-Za-z_][\w.:-]{0,63})((?:\s+[A-Za-z_][\w.:-]{0,63}\s*=\s*(?:"[^"<]{0,1000}"|'[^'<]{0,1000}'))*)\s*(\/?)>/uy;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the small XML of strangers: elements, attributes and text. Anything with a document type, an entity beyond
 * XML's own five, a character reference or a CDATA section is refused as a whole, as is what is too long, too deep or not
 * well-formed. `undefined`: refused. A `feed` may be longer, and may have CDATA sections and character references, which news
 * are full of.
 */
export function readXml(text: string, kind: Kind = 'settings'): XmlElement | undefined {
  const limit = LIMITS[kind];
  if (text.length > limit.length) return undefined;
  const top: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [top];
  let elements = 0;
  let at = text.startsWith('\u{FEFF}') ? 1 : 0;

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return undefined;
    at = pattern.lastIndex;
    return match;
  }

  take(DECLARATION);
  while (at < text.length) {
    const inner = open.at(-1);
    if (!inner) return undefined;
    const run = take(TEXT);
    if (run) {
      const plain = withoutEntities(run[0], kind);
      if (plain === undefined) return undefined;
      inner.text += plain;
      continue;
    }
    const section = kind === 'feed' ? take(CDATA) : undefined;
    if (section) {
      inner.text += section[1] ?? '';
      continue;
    }
    if (take(COMMENT) || take(INSTRUCTION)) continue;
    const end = take(END);
    if (end) {
      if (open.length === 1 || end[1] !== inner.name) return undefined;
      open.pop();
      continue;
    }
    const start = take(START);
    if (!start) return undefined;
    const attributes = attributesOf(start[2] ?? '', kind);
    elements += 1;
    if (!attributes || elements > limit.elements || open.length > DEEPEST) return undefined;
    const element: Open = { name: start[1] ?? '', attributes, children: [], text: '' };
    inner.children.push(element);
    if (start[3] === '') open.push(element);
  }
  const [root, ...others] = top.children;
  const isOne = open.length === 1 && others.length === 0 && top.text.trim() === '';
  return isOne ? root : undefined;
}

function attributesOf(text: string, kind: Kind): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = withoutEntities(double ?? single ?? '', kind);
    if (value === undefined || attributes.has(name)) return undefined;
    attributes.set(name, value);
  }
  return attributes;
}

function withoutEntities(text: string, kind: Kind): string | undefined {
  let isKnown = true;
  const plain = text.replace(/&([^;&]{0,8};?)/gu, (_whole, name: string) => {
    const value = name.endsWith(';') ? valueOf(name.slice(0, -1), kind) : undefined;
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? plain : undefined;
}

function valueOf(entity: string, kind: Kind): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/iu.exec(entity) ?? [];
  if (hex === undefined && decimal === undefined) return ENTITIES[entity];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return kind === 'feed' && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
