/** The same object without one of its keys. */
export function without<Of extends object, Key extends keyof Of & string>(of: Of, key: Key): Omit<Of, Key> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => name !== key)) as Omit<Of, Key>;
}
