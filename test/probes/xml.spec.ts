import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../src/probes/_xml.js';

describe('the XML of strangers', () => {
  it('is elements, attributes and text', () => {
    const root = readXml('<?xml version="1.0"?>\n<!-- hi --><a x="1 &amp; 2">t&lt;<b y=\'"\'/></a>\n');
    expect(root).toMatchObject({ name: 'a', text: 't<', children: [{ name: 'b' }] });
    expect([root?.attributes.get('x'), root?.children[0]?.attributes.get('y')]).toEqual(['1 & 2', '"']);
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY l "lol">]><a>&l;</a>'],
    ['an entity that nobody declared', '<a>&l;</a>'],
    ['an entity in an attribute', '<a b="&xxe;"/>'],
    ['a character reference', '<a>&#65;</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['CDATA', '<a><![CDATA[x]]></a>'],
    ['an element left open', '<a><b></a>'],
    ['an element closed twice', '<a></a></a>'],
    ['two roots', '<a/><b/>'],
    ['text beside the root', '<a/>x'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['nothing', ''],
    ['too deep a nest', `${'<a>'.repeat(13)}${'</a>'.repeat(13)}`],
    ['too many elements', `<a>${'<b/>'.repeat(1_001)}</a>`],
    ['too long a text', `<a>${'x'.repeat(64 * 1024)}</a>`],
  ])('is refused with %s', (_name, text) => {
    expect(readXml(text)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    const piece = fc.constantFrom(
      '<a',
      '>',
      '</a>',
      '/>',
      '<!--',
      '-->',
      '&amp;',
      ' b="',
      '"',
      '<?',
      '?>',
      'x',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (text) => void readXml(text),
      ),
    );
  });
});
