const PASSWORD =
  /密\s?码|口令|授权码|专用码|验证码|\b(?:pass ?words?|passwd|pwd|pass ?codes?|pass ?phrases?|(?:authori[sz]ation|app|verification|security) codes?)\b/iu;
/** A message that ends where the secret would begin: “密码是：”, “my password:”, “here it is:”. */
const OPEN_END =
  /(?:密\s?码|口令|授权码)(?:我|现在|目前|应该|就){0,2}(?:是|为|[:：=])[\s:：]*$|\b(?:pass ?word|passwd|pwd|pass ?code|code)(?: is| was)?\s*[:=]\s*$|\b(?:pass ?word|passwd|pwd|pass ?code) is$|\b(?:here it is|here you go|sending it now)[\s:.…]*$|(?:密码|码)?(?:如下|发你|发给你|给你)[\s:：.…]*$/iu;

/** Whether these words of the bot or of people speak of a password, so that what follows may be one. */
export function speaksOfPassword(text: string): boolean {
  return PASSWORD.test(text);
}

/** Whether a person's words announce a secret that comes in the next message. */
export function announcesSecret(text: string): boolean {
  return text.length <= 200 && OPEN_END.test(text.trim());
}
