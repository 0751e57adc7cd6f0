import type { Block } from './blocks.js';

/**
 * Slack's limits, in characters unless they count things. From the descriptions in `@slack/types` 3.2 and
 * https://docs.slack.dev/reference/block-kit; the last two are not in the documentation of blocks.
 */
export const LIMITS = {
  messageBlocks: 50,
  homeBlocks: 100,
  blockId: 255,
  actionId: 255,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  contextActionsElements: 5,
  buttonText: 75,
  buttonValue: 2_000,
  options: 100,
  optionText: 75,
  optionValue: 75,
  placeholder: 150,
  url: 3_000,
  /** chat.postMessage cuts `text` here. */
  text: 40_000,
  /** JSON of a message's blocks: beyond about 13,200 Slack answers `msg_blocks_too_long` (bolt-js#2509). */
  blocksJson: 12_500,
} as const;

/** True when these blocks are small enough for one message together. */
export function fitsOneMessage(blocks: readonly Block[]): boolean {
  return blocks.length <= LIMITS.messageBlocks && JSON.stringify(blocks).length <= LIMITS.blocksJson;
}

/** Every limit of Slack that these blocks break, in words; empty when they are fine. */
export function checkBlocks(blocks: readonly Block[], surface: 'message' | 'home' = 'message'): string[] {
  const problems: string[] = [];
  const most = surface === 'home' ? LIMITS.homeBlocks : LIMITS.messageBlocks;
  if (blocks.length > most) problems.push(`${blocks.length} blocks, at most ${most}`);
  if (surface === 'message' && JSON.stringify(blocks).length > LIMITS.blocksJson) {
    problems.push('the blocks are too large together');
  }
  const blockIds = new Set<string>();
  for (const [at, block] of blocks.entries()) {
    const tell = (problem: string) => void problems.push(`block ${at}, ${block.type}: ${problem}`);
    if ('block_id' in block && block.block_id !== undefined) {
      length(block.block_id, LIMITS.blockId, 'block_id', tell);
      if (blockIds.has(block.block_id)) tell('block_id is taken');
      blockIds.add(block.block_id);
    }
    checkBlock(block, tell);
  }
  return problems;
}

type Tell = (problem: string) => void;

function checkBlock(block: Block, tell: Tell): void {
  switch (block.type) {
    case 'divider':
      return;
    case 'header':
      return length(block.text.text, LIMITS.headerText, 'text', tell);
    case 'section':
      if (!block.text && !block.fields) tell('needs a text or fields');
      if (block.text) length(block.text.text, LIMITS.sectionText, 'text', tell);
      if (block.fields) count(block.fields.length, LIMITS.fields, 'fields', tell);
      for (const field of block.fields ?? []) length(field.text, LIMITS.fieldText, 'field', tell);
      return;
    case 'context':
      count(block.elements.length, LIMITS.contextElements, 'elements', tell);
      for (const { text } of block.elements) length(text, LIMITS.fieldText, 'element', tell);
      return;
    case 'rich_text':
      return checkRichText(block, tell);
    case 'actions':
      return checkActions(block, tell);
    case 'context_actions':
      count(block.elements.length, LIMITS.contextActionsElements, 'elements', tell);
      for (const { positive_button: yes, negative_button: no } of block.elements) {
        length(yes.text.text, LIMITS.buttonText, 'positive text', tell);
        length(no.text.text, LIMITS.buttonText, 'negative text', tell);
      }
      return;
  }
}

function checkRichText(block: Extract<Block, { type: 'rich_text' }>, tell: Tell): void {
  count(block.elements.length, Number.POSITIVE_INFINITY, 'elements', tell);
  for (const element of block.elements) {
    const sections = element.type === 'rich_text_list' ? element.elements : [element];
    count(sections.length, Number.POSITIVE_INFINITY, 'items', tell);
    for (const section of sections) {
      count(section.elements.length, Number.POSITIVE_INFINITY, 'pieces of text', tell);
      for (const inline of section.elements) {
        length(inline.text, Number.POSITIVE_INFINITY, 'text', tell);
        if (inline.type === 'link') length(inline.url, LIMITS.url, 'url', tell);
      }
    }
  }
}

function checkActions(block: Extract<Block, { type: 'actions' }>, tell: Tell): void {
  count(block.elements.length, LIMITS.actionsElements, 'elements', tell);
  const ids = new Set<string>();
  for (const element of block.elements) {
    length(element.action_id, LIMITS.actionId, 'action_id', tell);
    if (ids.has(element.action_id)) tell('action_id is taken');
    ids.add(element.action_id);
    if (element.type === 'button') {
      length(element.text.text, LIMITS.buttonText, 'button text', tell);
      length(element.value, LIMITS.buttonValue, 'button value', tell);
      continue;
    }
    length(element.placeholder.text, LIMITS.placeholder, 'placeholder', tell);
    count(element.options.length, LIMITS.options, 'options', tell);
    for (const option of element.options) {
      length(option.text.text, LIMITS.optionText, 'option text', tell);
      length(option.value, LIMITS.optionValue, 'option value', tell);
    }
  }
}

function length(text: string, limit: number, what: string, tell: Tell): void {
  if (text.length === 0) tell(`${what} is empty`);
  if (text.length > limit) tell(`${what} has ${text.length} characters, at most ${limit}`);
}

function count(number: number, limit: number, what: string, tell: Tell): void {
  if (number === 0) tell(`no ${what}`);
  if (number > limit) tell(`${number} ${what}, at most ${limit}`);
}
