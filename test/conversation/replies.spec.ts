import { describe, expect, it } from 'vitest';
import { fillPhrase } from '../../src/conversation/index.js';

function filled(template: string, values: Record<string, string>): string {
  return fillPhrase({ zh: template, en: 'other' }, 'zh', values);
}

describe('fillPhrase', () => {
  it('takes the language that is asked for', () => {
    expect(fillPhrase({ zh: '工单 {ticket}', en: 'ticket {ticket}' }, 'en', { ticket: 'MM-1' })).toBe(
      'ticket MM-1',
    );
  });

  it('fills by name, with a fallback or a dash where nothing is known', () => {
    expect(filled('{agent.name|IT} 接手了 {ticket}', { ticket: 'MM-1' })).toBe('IT 接手了 MM-1');
    expect(filled('{agent.name|IT}', { 'agent.name': 'Min' })).toBe('Min');
    expect(filled('{ticket}', {})).toBe('—');
    expect(filled('{toString}{constructor|x}', {})).toBe('—x');
  });

  it('drops the space between two Chinese characters at the edge of a placeholder', () => {
    expect(filled('{date} 过期，{who} 来处理', { date: '1 月 2 日', who: 'IT' })).toBe(
      '1 月 2 日过期，IT 来处理',
    );
    expect(filled('由 {who} 接手', { who: '王敏' })).toBe('由王敏接手');
    expect(filled('密 码', {})).toBe('密 码');
  });

  it('shows values as they are: no Markdown, no second filling, one line, bounded', () => {
    expect(filled('{a}', { a: '{b} **x** <!here> [y](z)', b: 'no' })).toBe(
      '{b} \\*\\*x\\*\\* \\<!here\\> \\[y\\](z)',
    );
    expect(filled('{a}', { a: '1\n2\u202e\u200b3' })).toBe('1 23');
    expect([...filled('{a}', { a: '长'.repeat(500) })]).toHaveLength(200);
    expect(filled('{a}', { a: '$& $1' })).toBe('$& $1');
  });
});
