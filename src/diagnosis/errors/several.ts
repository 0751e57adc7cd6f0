/** Reasons as servers name them side by side. */
const REASONS: readonly RegExp[] = [
  /密码[^,。;]{0,8}(?:错误|不正确|有误)|(?:password|credentials?)(?: is| are)? (?:error|incorrect|wrong|invalid)|(?:incorrect|wrong|invalid) (?:\S+ )?(?:password|credentials?)/iu,
  /(?:未|没有?)(?:开启|开通|启用)|service is not open|not (?:been )?enabled/iu,
  /频繁|frequency (?:is )?limited/iu,
  /冻结|锁定|abnormal|\block(?:ed)?\b|suspended/iu,
  /过期|失效|expired/iu,
  /系统繁忙|system (?:is )?busy/iu,
];
const EITHER = /\bor\b|或|可能/iu;

/** Whether a text leaves open which of several reasons it was: then none of them is sure. */
export function namesSeveral(text: string): boolean {
  return EITHER.test(text) && REASONS.filter((reason) => reason.test(text)).length > 1;
}
