import type { BundleProblem } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import type { LintWorld } from './world.js';
import { allSteps, problemIn } from './world.js';

/** Names of what must never be kept as an answer. */
const SECRET_SLOT = /pass(?:word|code|wd)|secret|\b(?:pwd|pin|otp)\b|密码|授权码|验证码|口令/iu;
/** A question for the secret itself; when it was changed, or who knows it, may be asked. */
const ASKED_FOR =
  /(?:密码|授权码|验证码|口令)(?:是什么|是多少|是几|填的是什么|发一下|呢？)|(?:请|把)?(?:输入|填写|告诉我)[^。？]{0,8}(?:密码|授权码|验证码)|\b(?:what(?:['’]s| is)|which is|enter|type|tell me|give me|share)\b[^.?]{0,24}\b(?:password|passcode|verification code|authorization code|app password)\b/iu;
const UNLESS = /不要|不用|不必|请勿|别|在哪|什么时候|don['’]t|do not|never|where|when\b/iu;

/** No slot keeps a secret, and no question that takes free text asks for one. */
export function* secretsUnasked(world: LintWorld): Iterable<BundleProblem> {
  for (const id of world.read.slots?.keys() ?? []) {
    if (!SECRET_SLOT.test(id)) continue;
    yield problemIn(world, 'playbooks/slots.yaml', ['slots', id], {
      rule: 'secret-slot',
      message: `The slot \`${id}\` would keep a secret, and a chat is no place for one.`,
      remedy: 'Remove it; what has to be tried with a password is done on the sign-in page.',
    });
  }
  for (const at of allSteps(world)) {
    if (at.verb.mentions(at.step.options).setsSlots.length === 0) continue;
    const texts = at.verb.texts(at.step.options);
    // Only a button can answer then.
    if (texts.some(({ kind }) => kind === 'button')) continue;
    for (const { path, kind, text } of texts) {
      if (kind !== 'question') continue;
      for (const language of LANGUAGES) {
        const asked = text[language].split(/(?<=[。？?；;])|(?<=\.)\s/u).find(asksForSecret);
        if (asked === undefined) continue;
        yield at.problem(
          {
            rule: 'secret-asked',
            message: `“${asked.trim()}” asks for a secret in the chat.`,
            remedy: 'Ask whether it works, or where it is saved; never for the password or code itself.',
          },
          [...path.split('.'), language],
        );
      }
    }
  }
}

function asksForSecret(sentence: string): boolean {
  return ASKED_FOR.test(sentence) && !UNLESS.test(sentence);
}
