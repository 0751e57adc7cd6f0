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
