import { describe, expect, it } from 'vitest';
import { chineseAgain } from '../../src/domain/index.js';

describe('chineseAgain', () => {
  it.each([
    ['ÃÜÂë´íÎó', '密码错误'],
    ['535 ÈÏÖ¤Ê§°Ü (code 7)', '535 认证失败 (code 7)'],
    ['ç™»å½•å¤±è´¥', '登录失败'],
    ['ÃÜÂëÒÑ¹ýÆÚ£', '密码已过期'],
  ])('%s is %s', (wrong, right) => {
    expect(chineseAgain(wrong)).toBe(right);
  });

  it.each(['', 'login failed', '密码错误', 'São Paulo, coração', 'naïve façade', '“quoted” – dash', '€€€€'])(
    'leaves %s as it is',
    (text) => {
      expect(chineseAgain(text)).toBe(text);
    },
  );
});
