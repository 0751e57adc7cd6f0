import { describe, expect, it } from 'vitest';
import { isBareQuestion, isWordless, readSign } from '../../src/conversation/signs.js';

describe('signs', () => {
  it.each(['👍', '👍🏻👍', '✅', ':+1:', '[OK]'])('%s says yes', (text) => {
    expect(readSign(text)).toBe('yes');
  });

  it.each(['👎', '❌', ':thumbsdown:'])('%s says no', (text) => {
    expect(readSign(text)).toBe('no');
  });

  it.each(['', '  ', '😭😭', '[微笑]', ':wave:', '？', '。。。'])('“%s” is wordless', (text) => {
    expect(isWordless(text)).toBe(true);
    expect(readSign(text)).toBeUndefined();
  });

  it.each(['ok', '嗯', '993', '[密码] 不对'])('“%s” is not wordless', (text) => {
    expect(isWordless(text)).toBe(false);
  });

  it('knows a bare question mark from marks', () => {
    expect(isBareQuestion('？？')).toBe(true);
    expect(isBareQuestion('...')).toBe(false);
  });
});
