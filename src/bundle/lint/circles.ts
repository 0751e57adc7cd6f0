/**
 * The groups of nodes that lead to each other (strongly connected; a node by itself is a group too), each behind
 * all groups that it leads to. Tarjan's algorithm, with a stack of its own: graphs of authors can be deep.
 */
export function circlesIn(
  nodes: Iterable<string>,
  after: (node: string) => readonly string[],
): readonly ReadonlySet<string>[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const trail: string[] = [];
  const onTrail = new Set<string>();
  const groups: ReadonlySet<string>[] = [];

  function open(node: string): { node: string; left: string[] } {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    trail.push(node);
    onTrail.add(node);
    return { node, left: [...after(node)] };
  }

  function close(node: string): void {
    if (lowest.get(node) !== order.get(node)) return;
    const group = new Set(trail.splice(trail.lastIndexOf(node)));
    for (const member of group) onTrail.delete(member);
    groups.push(group);
  }

  function lower(node: string, to: number | undefined): void {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, to ?? 0));
  }

  for (const start of nodes) {
    if (order.has(start)) continue;
    const visits = [open(start)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.left.pop();
      if (next === undefined) {
        close(visit.node);
        visits.pop();
        const above = visits.at(-1);
        if (above) lower(above.node, lowest.get(visit.node));
      } else if (!order.has(next)) visits.push(open(next));
      else if (onTrail.has(next)) lower(visit.node, order.get(next));
    }
  }
  return groups;
}
