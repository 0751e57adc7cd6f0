import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { traceOfProgress, traceOfResults, type Measured } from '../../src/web/shared/trace-model.js';
import { doingWords, stationWords, verdictWords } from '../../src/web/shared/trace-words.js';
import { Trace } from '../../src/web/shared/trace.js';

type Phase = Measured['phases'][number];

function phases(text: string): readonly Phase[] {
  return text.split(' ').map((one) => {
    const [name = '', status = 'ok'] = one.split(':');
    return { name, status: status as Phase['status'], ms: 10 };
  });
}

function result(probe: string, target: string, text: string): Measured {
  return { probe, target, status: 'measured', phases: phases(text) };
}

function line(row: { stations: readonly { phase: string; state: string }[] } | undefined): string {
  return row?.stations.map(({ phase, state }) => `${phase}:${state}`).join(' ') ?? '';
}

describe('the trace of a measurement', () => {
  it('puts the probes of one server on one line, in the order a client passes', () => {
    const [row, ...rest] = traceOfResults([
      result('dns', 'imap.corp.example', 'dns'),
      result('imap', 'imap.corp.example:993', 'dns connect tls greeting capabilities'),
      result('tls', 'imap.corp.example:993', 'dns connect tls'),
    ]);
    expect(rest).toEqual([]);
    expect(line(row)).toBe('dns:ok connect:ok tls:ok greeting:ok capabilities:ok');
    expect(row?.verdict).toBe('through');
  });

  it('breaks where it broke and shows what was not reached', () => {
    const [row] = traceOfResults([
      result('tls', 'imap.corp.example:993', 'dns connect tls:fail certificate'),
      result('imap', 'imap.corp.example:993', 'dns connect tls:fail'),
    ]);
    expect(line(row)).toBe('dns:ok connect:ok tls:fail greeting:unreached capabilities:unreached');
    expect(row).toMatchObject({ verdict: 'broken', at: { phase: 'tls' } });
    expect(row?.asides.map(({ phase }) => phase)).toEqual(['certificate']);
  });

  it('lets the worse of two looks tell', () => {
    const [row] = traceOfResults([
      result('tls', 'h.example:993', 'dns connect tls:warn'),
      result('imap', 'h.example:993', 'dns connect tls greeting capabilities'),
    ]);
    expect(row).toMatchObject({ verdict: 'wavering', at: { phase: 'tls' } });
  });

  it('knows that STARTTLS comes after the greeting', () => {
    const [row] = traceOfResults([result('imap', 'h.example:143', 'dns connect greeting starttls:fail')]);
    expect(line(row)).toBe('dns:ok connect:ok greeting:ok starttls:fail');
    const [early] = traceOfResults([result('imap', 'h.example:143', 'dns connect:fail')]);
    expect(line(early)).toBe('dns:ok connect:fail greeting:unreached starttls:unreached');
  });

  it('puts the most telling target first', () => {
    const rows = traceOfResults([
      result('discover', 'corp.example', 'mx:skip srv guess:skip'),
      result('imap', 'a.example:993', 'dns connect tls greeting capabilities'),
      result('imap', 'b.example:993', 'dns connect:fail'),
    ]);
    expect(rows.map(({ target, verdict }) => [target, verdict])).toEqual([
      ['b.example:993', 'broken'],
      ['corp.example', 'through'],
      ['a.example:993', 'through'],
    ]);
  });

  it('says that nothing was measured rather than that all is well', () => {
    const [unstarted] = traceOfResults([
      { probe: 'tls', target: 'corp.example', status: 'failed', phases: phases('tls:skip') },
    ]);
    expect(unstarted?.verdict).toBe('unmeasured');
    expect(line(unstarted)).toBe('tls:skip');
    const [refused] = traceOfResults([
      { probe: 'tls', target: '10.0.0.1:993', status: 'refused', phases: phases('target:fail') },
    ]);
    expect(refused?.verdict).toBe('refused');
    expect(line(refused)).toBe('target:fail');
  });

  it('takes a cross-check for no good news, and a look over the other family for a warning', () => {
    const [found] = traceOfResults([result('discover', 'corp.example', 'srv:skip guess:skip witness')]);
    expect(found?.verdict).toBe('unmeasured');
    const [six] = traceOfResults([
      result('tls', 'h.example:993', 'dns connect tls tls-1.2:fail tls-ipv6:fail'),
    ]);
    expect(line(six)).toBe('dns:ok connect:ok tls:ok');
    expect(six).toMatchObject({ verdict: 'wavering', at: { phase: 'tls-ipv6' } });
  });

  it('shows a phase it has never heard of, after the ones it knows', () => {
    const [row] = traceOfResults([
      result('imap', 'h.example:993', 'quota dns connect tls greeting capabilities'),
    ]);
    expect(line(row)).toBe('dns:ok connect:ok tls:ok greeting:ok capabilities:ok quota:ok');
  });

  it('grows while it is measured', () => {
    const said = { probe: 'imap', target: 'imap.corp.example:993' };
    const rows = traceOfProgress([
      { ...said, phase: 'dns', status: 'running' },
      { ...said, phase: 'dns', status: 'ok', ms: 12 },
      { ...said, phase: 'connect', status: 'running' },
    ]);
    expect(line(rows[0])).toBe(
      'dns:ok connect:running tls:unreached greeting:unreached capabilities:unreached',
    );
    expect(doingWords(rows, 'en')).toBe('Connecting to imap.corp.example…');
    expect(doingWords(rows, 'zh')).toBe('正在连接 imap.corp.example…');
    expect(doingWords([], 'zh')).toBeUndefined();
  });

  it('says every station in words, so that colour is not needed', () => {
    const rows = traceOfResults([result('imap', 'h.example:993', 'dns connect:fail')]);
    const drawn = renderToStaticMarkup(createElement(Trace, { rows, language: 'en' }));
    expect(drawn).toContain('Breaks at Connect');
    expect(drawn.replace(/<svg.*?<\/svg>/gu, '').replace(/<[^>]+>/gu, ' ')).toMatch(
      /DNS\s+: fine, 10 ms\s+Connect\s+: breaks here, 10 ms\s+TLS\s+: not reached/u,
    );
    expect(verdictWords(rows[0]!, 'zh')).toBe('断在“连接”');
    expect(stationWords({ phase: 'tls', state: 'unreached' }, 'zh')).toBe('还没走到');
  });

  it('folds lines that tell nothing new', () => {
    const rows = traceOfResults([
      result('imap', 'a.example:993', 'dns connect:fail'),
      result('imap', 'b.example:993', 'dns connect tls greeting capabilities'),
      result('discover', 'a.example', 'mx srv guess'),
    ]);
    const drawn = renderToStaticMarkup(createElement(Trace, { rows, language: 'en' }));
    expect(drawn.split('<details')[0]).toContain('a.example:993');
    expect(drawn.split('<details')[0]).not.toContain('b.example:993');
    expect(drawn).toContain('2 more checks');
  });
});
