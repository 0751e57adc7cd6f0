import { describe, expect, it } from 'vitest';
import { mermaidOf, playbookGraph, svgOf } from '../../src/bundle/index.js';
import { GOOD, filesOf, load } from './_folder.js';

const bundle = load(filesOf(GOOD)).bundle!;
const certificate = bundle.playbooks.get('certificate')!;
const graph = playbookGraph(certificate, 'en');

describe('the picture of a playbook', () => {
  it('has every step, and every way out of it with its outcomes, ends and other playbooks too', () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual([
      ...certificate.steps.map(({ id }) => id),
      'playbook:server-outage',
      'end:resolved',
      'end:not-it',
      'end:assumed',
    ]);
    expect(graph.edges).toContainEqual({ from: 'pause', to: 'test', outcomes: ['message', 'elapsed'] });
    expect(graph.edges).toContainEqual({ from: 'solved', to: 'end:not-it', outcomes: ['no', 'unknown'] });
  });

  it('has the way to the step below where no route says otherwise', () => {
    const triage = playbookGraph(bundle.playbooks.get('parts/ask-host')!, 'zh');
    const targets = new Set(triage.edges.map(({ to }) => to));
    expect(triage.nodes.slice(1).every(({ id }) => targets.has(id))).toBe(true);
  });

  it('is Mermaid whose arrows lead from box to box, whatever the texts hold', () => {
    const [step] = graph.nodes;
    const text = mermaidOf({
      ...graph,
      nodes: [{ ...step!, text: '"] --> x["<b>#' }, ...graph.nodes.slice(1)],
    });
    const lines = text.split('\n');
    expect(lines[0]).toBe('flowchart TD');
    expect(lines[1]).toBe('  s0{{"<b>known</b> check<br/>#34;] --#62; x[#34;#60;b#62;#35;"}}');
    expect(lines.filter((line) => line.includes('-->|'))).toHaveLength(graph.edges.length);
  });

  it('is an SVG that holds no markup but its own', () => {
    const [step] = graph.nodes;
    const hostile = '<script>alert(1)</script>&"';
    const svg = svgOf({
      ...graph,
      title: hostile,
      nodes: [{ ...step!, text: hostile }, ...graph.nodes.slice(1)],
    });
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/&(?!#\d+;)/u);
    expect(svg.match(/<rect /gu)).toHaveLength(graph.nodes.length + 1);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/u);
  });

  it('says how many got to a step and how many left there', () => {
    const svg = svgOf(graph, new Map([['expired', { reached: 12, left: 3 }]]));
    expect(svg).toContain('reached 12 times, 3 left here');
  });
});
