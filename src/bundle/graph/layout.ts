import * as dagre from '@dagrejs/dagre';

export interface Placed {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface PlacedEdge extends Placed {
  readonly points?: readonly { readonly x: number; readonly y: number }[];
}

/** A graph whose boxes get their places from `layout`. */
export interface Drawn {
  setGraph(how: Readonly<Record<string, string | number>>): void;
  graph(): Placed;
  setNode(id: string, size: Placed): void;
  node(id: string): Placed;
  setEdge(from: string, to: string, label: Placed & { readonly labelpos: string }): void;
  edge(from: string, to: string): PlacedEdge;
}

/** The library's own types lead to a package whose types its exports hide. */
const { graphlib, layout } = dagre as unknown as {
  readonly graphlib: { readonly Graph: new () => Drawn };
  readonly layout: (graph: Drawn) => void;
};

/** An empty graph that is laid out from top to bottom. */
export function emptyGraph(): Drawn {
  const drawn = new graphlib.Graph();
  drawn.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 44, edgesep: 14 });
  return drawn;
}

/** Gives everything in the graph its place. */
export function layOut(drawn: Drawn): Drawn {
  layout(drawn);
  return drawn;
}
