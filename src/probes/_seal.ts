import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const INFO = 'mailmedic sign-in';

/** A credential on its way to the one process that can open it; each part base64. */
export interface Sealed {
  readonly from: string;
  readonly iv: string;
  readonly body: string;
  readonly tag: string;
}

/** The key of one child: made in it, and gone with it. */
export interface Opener {
  /** SPKI, base64. */
  readonly publicKey: string;
  /** @throws when the seal was made for another key, or was changed */
  open(sealed: Sealed): Buffer;
}

export function createOpener(): Opener {
  const own = generateKeyPairSync('x25519');
  return {
    publicKey: exported(own.publicKey),
    open({ from, iv, body, tag }) {
      const key = sharedKey(own.privateKey, imported(from));
      const cipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'));
      cipher.setAuthTag(Buffer.from(tag, 'base64'));
      const opened = Buffer.concat([cipher.update(Buffer.from(body, 'base64')), cipher.final()]);
      key.fill(0);
      return opened;
    },
  };
}

/** Seals `secret` for the child with this key (X25519, HKDF, AES-256-GCM): what travels is of no use to anybody else. */
export function sealFor(publicKey: string, secret: Uint8Array): Sealed {
  const once = generateKeyPairSync('x25519');
  const key = sharedKey(once.privateKey, imported(publicKey));
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, iv);
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  key.fill(0);
  return {
    from: exported(once.publicKey),
    iv: iv.toString('base64'),
    body: body.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  const key = Buffer.from(hkdfSync('sha256', shared, '', INFO, 32));
  shared.fill(0);
  return key;
}

function exported(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

function imported(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' });
}
