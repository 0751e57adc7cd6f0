import { randomBytes } from 'node:crypto';
import type { Settings } from '../config/index.js';
import type { SignInDoor } from '../desk/index.js';
import { isOnThisMachineOnly } from '../domain/index.js';
import { ownOrigin } from '../server/index.js';
import { sha256 } from './world.js';

/** How people reach the sign-in page that listens on `port`. */
export function doorOf({ http, signIn }: Settings, port: number): SignInDoor {
  const { publicUrl } = http;
  const isPublic = publicUrl?.startsWith('https:') === true;
  return {
    ...(isPublic ? { publicOrigin: ownOrigin({ ...http, port }) } : {}),
    ...(isOnThisMachineOnly(http) ? { localOrigin: ownOrigin({ ...http, port }) } : {}),
    isOpen: signIn === undefined && isOnThisMachineOnly(http),
    newToken() {
      const token = randomBytes(16).toString('hex');
      return { token, hash: sha256(token) };
    },
  };
}
