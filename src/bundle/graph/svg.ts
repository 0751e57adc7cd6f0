import { emptyGraph, layOut, type Drawn, type Placed, type PlacedEdge } from './layout.js';
import { widthOf, type GraphNode, type NodeKind, type PlaybookGraph } from './playbook-graph.js';

const COLUMN = 7;
const LINE = 17;
const PADDING = 12;
const MARGIN = 24;
const TITLE = 40;
const LABEL_SIZE = 11;
const LONGEST_LABEL = 40;

interface Colours {
  readonly fill: string;
  readonly line: string;
}

const COLOURS: Readonly<Record<NodeKind, Colours>> = {
  start: { fill: '#eef2ff', line: '#4f5fb8' },
  decides: { fill: '#f4f4f6', line: '#7a7a88' },
  asks: { fill: '#ffffff', line: '#3b6ea8' },
  says: { fill: '#ffffff', line: '#b4b9c4' },
  measures: { fill: '#eaf6f1', line: '#2f8361' },
  people: { fill: '#fdf0e3', line: '#b3661a' },
  leaves: { fill: '#f4f4f6', line: '#7a7a88' },
  ends: { fill: '#e9eaee', line: '#565b68' },
};

/** How a node is to be marked: how many got there, and how many of them left. */
export interface Mark {
  readonly reached: number;
  readonly left: number;
}

/** A playbook as a picture of its own: an SVG file without scripts and without anything from elsewhere. */
export function svgOf(graph: PlaybookGraph, marks: ReadonlyMap<string, Mark> = new Map()): string {
  const placed = place(graph, marks);
  const { width = 0, height = 0 } = placed.graph();
  const size = [Math.max(width, graph.title.length * 2 * COLUMN) + 2 * MARGIN, height + 2 * MARGIN + TITLE];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.map(Math.ceil).join(' ')}" width="${Math.ceil(size[0] ?? 0)}" height="${Math.ceil(size[1] ?? 0)}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="13">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#7a7a88"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="${MARGIN + 8}" font-size="17" font-weight="600" fill="#22252e">${escape(graph.title)}</text>`,
    `<g transform="translate(${MARGIN} ${MARGIN + TITLE})">`,
    ...graph.edges.map(({ from, to }) => pathOf(placed.edge(from, to).points ?? [])),
    ...graph.edges.map(({ from, to, outcomes }) => labelOf(outcomes, placed.edge(from, to))),
    ...graph.nodes.map((node) => boxOf(node, placed.node(node.id), marks.get(node.id))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function place(graph: PlaybookGraph, marks: ReadonlyMap<string, Mark>): Drawn {
  const drawn = emptyGraph();
  for (const node of graph.nodes) {
    const lines = linesOf(node, marks.get(node.id));
    // The first line is bold.
    const columns = Math.max(...lines.map((line, index) => columnsOf(line) * (index === 0 ? 1.1 : 1)));
    drawn.setNode(node.id, { width: columns * COLUMN + 2 * PADDING, height: lines.length * LINE + PADDING });
  }
  for (const { from, to, outcomes } of graph.edges) {
    const label = labelText(outcomes);
    drawn.setEdge(from, to, { width: columnsOf(label) * 6 + 8, height: LABEL_SIZE + 5, labelpos: 'c' });
  }
  return layOut(drawn);
}

function linesOf({ name, verb, text }: GraphNode, mark: Mark | undefined): readonly string[] {
  return [
    verb === undefined ? name : `${name} · ${verb}`,
    ...(text === undefined ? [] : [text]),
    ...(mark === undefined ? [] : [markText(mark)]),
  ];
}

function markText({ reached, left }: Mark): string {
  return left === 0 ? `reached ${reached} times` : `reached ${reached} times, ${left} left here`;
}

function boxOf(
  node: GraphNode,
  { x = 0, y = 0, width = 0, height = 0 }: Placed,
  mark: Mark | undefined,
): string {
  const { fill, line } = COLOURS[node.kind];
  const round = node.kind === 'ends' ? height / 2 : node.kind === 'says' ? 10 : 4;
  const [left, top] = [x - width / 2, y - height / 2];
  const texts = linesOf(node, mark).map((text, index) => {
    const weight = index === 0 ? ' font-weight="600"' : '';
    const colour = index === 0 ? '#22252e' : '#4a4f5c';
    return `<text x="${num(x)}" y="${num(top + PADDING + 5 + index * LINE)}" text-anchor="middle" fill="${colour}"${weight}>${escape(text)}</text>`;
  });
  const stroke =
    mark === undefined || mark.reached === 0 ? 1.2 : Math.min(1.2 + Math.log10(mark.reached + 1), 4);
  return `<g><rect x="${num(left)}" y="${num(top)}" width="${num(width)}" height="${num(height)}" rx="${num(round)}" fill="${fill}" stroke="${line}" stroke-width="${num(stroke)}"/>${texts.join('')}</g>`;
}

function pathOf(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const d = `M${num(first.x)} ${num(first.y)}${rest.map(({ x, y }) => `L${num(x)} ${num(y)}`).join('')}`;
  return `<path d="${d}" fill="none" stroke="#a2a6b1" stroke-linejoin="round" marker-end="url(#tip)"/>`;
}

function labelOf(outcomes: readonly string[], { x = 0, y = 0 }: PlacedEdge): string {
  const text = escape(labelText(outcomes));
  // A white line around the letters keeps them readable where arrows cross.
  return `<text x="${num(x)}" y="${num(y + 4)}" text-anchor="middle" font-size="${LABEL_SIZE}" fill="#565b68" stroke="#ffffff" stroke-width="4" paint-order="stroke">${text}</text>`;
}

function labelText(outcomes: readonly string[]): string {
  const whole = outcomes.join(', ');
  if (whole.length <= LONGEST_LABEL) return whole;
  const shown: string[] = [];
  for (const outcome of outcomes) {
    if ([...shown, outcome].join(', ').length > LONGEST_LABEL - 6) break;
    shown.push(outcome);
  }
  return `${shown.join(', ')}, +${outcomes.length - shown.length}`;
}

function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

function num(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
