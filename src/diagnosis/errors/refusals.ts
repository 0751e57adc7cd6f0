import type { ErrorProvider } from './providers.js';
import type { ErrorProtocol, Reading } from './rule.js';

/** A refusal that hides its reason on purpose (RFC 5530), by code or in words. */
const CODES =
  /\[AUTHENTICATIONFAILED\]|\[AUTH\]|(?<![\d.])535(?![\d.])|5\.7\.[38]\b|5\.7\.139\b|\bERR\.LOGIN\.PASSERR\b/iu;
const WORDS: readonly RegExp[] = [
  /(?:auth(?:entication|enticate)?|log-?in|log ?on|sign[- ]?in|credentials?|password|pass ?phrase|user ?names?|user ?id|SASL|PASS|account)\b.{0,60}(?:fail|den(?:y|ied)|reject|refus|invalid|incorrect|wrong|unsuccessful|not (?:accepted|match|correct|valid|recogni[sz]ed|succe|work)|unknown|error|bad\b|mismatch|does(?:n't| not) match|do not match|did not succeed|impossible|abort|not possible)/iu,
  /(?:fail\w*|den(?:y|ied)|reject\w*|refus\w*|invalid|incorrect|wrong|unsuccessful|unable|could ?n[o']t|can(?:'t|not)|bad|unknown|error|problem|mistyped|please (?:check|verify|re-?enter)|try again|not accept\w*|verify)\b.{0,60}\b(?:auth|log-?in|log ?on|sign[- ]?in|credential|password|pass ?phrase|user ?name|user ?id|account name)/iu,
  /(?:用户名?|[账帐][号户]|密码|口令|凭据|登[录陆]|认证|身份验证|鉴权|验证)[^,。;]{0,16}(?:错误|不正确|有误|失败|不匹配|不对|无效|被拒绝?|拒绝|出错|未通过|不成功)|(?:错误|拒绝|无法|未能|失败|不能|请检查|出错)[^,。;]{0,40}(?:用户名?|[账帐][号户]|密码|口令|登[录陆]|认证|身份|验证)/u,
  /(?:用户名|密码|身份验证|认证|登[录陆])[^,。;]{0,30}出错/u,
  /\bE(?:AUTH|NOAUTH|OAUTH2)\b|authenticationFailed|AuthenticationFailedException|NSURLErrorUserAuthentication/u,
];

export interface Refusal {
  readonly reading: Reading;
  readonly because: string;
}

/**
 * A plain refusal. Where the provider takes codes only, or the browser, the code is missing far more often than a
 * letter is wrong; said while sending it is the outgoing server's.
 */
export function readRefusal(
  text: string,
  provider: ErrorProvider,
  protocol: ErrorProtocol | undefined,
): Refusal | undefined {
  const found = CODES.exec(text) ?? WORDS.map((words) => words.exec(text)).find((one) => one !== null);
  if (!found) return undefined;
  return { reading: refusedBy(provider, text, protocol), because: found[0] };
}

function refusedBy(provider: ErrorProvider, text: string, protocol: ErrorProtocol | undefined): Reading {
  if (/\bSMTP\b|outgoing|发件|发信|sending server/iu.test(text) && protocol !== 'smtp') {
    return { finding: 'auth.sending-refused' };
  }
  // A page of webmail takes the account's own password.
  if (protocol === 'web') return { finding: 'auth.rejected' };
  if (provider.wants === 'browser') {
    return {
      finding: 'auth.browser-sign-in-needed',
      or: ['mistyped-password', 'smtp-auth-refused', 'service-disabled', 'account-locked', 'protocol-config'],
      sure: 'medium',
    };
  }
  if (provider.wants === 'code') return { finding: 'auth.code-expected' };
  return { finding: 'auth.rejected' };
}
