import type { GraphNode, NodeKind, PlaybookGraph } from './playbook-graph.js';

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  start: ['{{', '}}'],
  asks: ['[', ']'],
  says: ['(', ')'],
  measures: ['[/', '/]'],
  decides: ['{{', '}}'],
  people: ['[[', ']]'],
  leaves: ['>', ']'],
  ends: ['([', '])'],
};

/** A playbook in the language of Mermaid, which GitLab, GitHub and wikis draw. */
export function mermaidOf({ nodes, edges }: PlaybookGraph): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `s${index}`]));
  return [
    'flowchart TD',
    ...nodes.map((node) => `  ${ids.get(node.id) ?? ''}${boxOf(node)}`),
    ...edges.map(({ from, to, outcomes }) => {
      const label = escape(outcomes.join(', '));
      return `  ${ids.get(from) ?? ''} -->|"${label}"| ${ids.get(to) ?? ''}`;
    }),
  ].join('\n');
}

function boxOf({ kind, name, verb, text }: GraphNode): string {
  const [open, close] = SHAPES[kind];
  const head = verb === undefined ? escape(name) : `<b>${escape(name)}</b> ${escape(verb)}`;
  return `${open}"${head}${text === undefined ? '' : `<br/>${escape(text)}`}"${close}`;
}

/** Mermaid takes HTML entities, written with # in place of &. */
function escape(text: string): string {
  return text.replace(/[#"<>&|{}`]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`);
}
