import type { AnyVerb } from '../verb.js';
import { act } from './act.js';
import { ask } from './ask.js';
import { call } from './call.js';
import { check } from './check.js';
import { confirm } from './confirm.js';
import { diagnose } from './diagnose.js';
import { escalate } from './escalate.js';
import { give } from './give.js';
import { guide } from './guide.js';
import { notify } from './notify.js';
import { probe } from './probe.js';
import { say } from './say.js';
import { signIn } from './sign-in.js';
import { wait } from './wait.js';

/** Every verb by its name. A new one is its file here and one line. */
export const VERBS: ReadonlyMap<string, AnyVerb> = new Map(
  [say, ask, confirm, check, probe, signIn, diagnose, guide, give, act, notify, wait, call, escalate].map(
    (verb) => [verb.name, verb],
  ),
);
