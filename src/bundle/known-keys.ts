import type { z } from 'zod';

/** The parts of a schema's definition that lead to the keys of its objects. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
}

/** The keys that a schema knows at `path`, for “did you mean”. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { type, shape, ...definition } = schema._zod.def as unknown as Definition;
  const [key, ...rest] = path;
  if (type === 'object' && shape) {
    if (key === undefined) return Object.keys(shape);
    const value = shape[String(key)];
    return value ? knownKeys(value, rest) : [];
  }
  if (type === 'union') return (definition.options ?? []).flatMap((option) => knownKeys(option, path));
  if (type === 'pipe') {
    return [definition.in, definition.out].flatMap((part) => (part ? knownKeys(part, path) : []));
  }
  if (definition.innerType) return knownKeys(definition.innerType, path);
  const value = definition.element ?? definition.valueType;
  return value && key !== undefined ? knownKeys(value, rest) : [];
}

/** The words that a schema knows as the value at `path`, where it is one of a list or some other form. */
export function knownValues(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { type, shape, entries, ...definition } = schema._zod.def as unknown as Definition;
  const [key, ...rest] = path;
  if (type === 'enum') return Object.values(entries ?? {});
  if (type === 'object' && shape) {
    const value = shape[String(key)];
    return value ? knownValues(value, rest) : [];
  }
  if (type === 'union') return (definition.options ?? []).flatMap((option) => knownValues(option, path));
  if (type === 'pipe') {
    return [definition.in, definition.out].flatMap((part) => (part ? knownValues(part, path) : []));
  }
  return definition.innerType ? knownValues(definition.innerType, path) : [];
}
