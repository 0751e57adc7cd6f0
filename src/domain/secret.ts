/**
 * A string that refuses to be printed: webhook keys, database passwords, credentials of a sign-in.
 * Call `reveal()` at the one place that sends it; everywhere else it shows as `[secret]`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/**
 * A credential on its way from the form that brought it to the one login it is for. Bytes and not a string, because
 * only bytes can be wiped, and a heap dump shows strings. Whoever is done with it calls {@link SecretBytes.wipe}.
 */
export class SecretBytes {
  readonly #bytes: Uint8Array;

  /** Takes the bytes over: nobody else may keep them. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  reveal(): Uint8Array {
    return this.#bytes;
  }

  wipe(): void {
    this.#bytes.fill(0);
  }

  /** A holder of its own for somebody who needs it longer; this one is wiped. */
  handOver(): SecretBytes {
    const taken = new SecretBytes(this.#bytes.slice());
    this.wipe();
    return taken;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
