/** Reads one YAML file of the configuration against its schema; every problem gets its line. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { meant, type Problem, shown } from './problems.ts';

type Path = readonly PropertyKey[];

/** The file's value and no problem, or its problems and what an empty file would give. `empty` is what such a file holds. */
export function readYaml<T>(
  where: string,
  source: string,
  schema: z.ZodType<T>,
  empty: unknown,
): { readonly value: T; readonly problems: readonly Problem[] } {
  const faulty = (problems: readonly Problem[]) => ({
    value: schema.parse(empty),
    problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  });
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return faulty(
      document.errors.map((error) => ({
        where,
        line: lines.linePos(error.pos[0]).line,
        key: '',
        what: `is not YAML here: ${error.message}`,
      })),
    );
  }
  let written: unknown;
  try {
    written = withoutEmpty(document.toJS()) ?? empty;
  } catch (thrown) {
    // `toJS` refuses aliases that multiply without end
    return faulty([{ where, key: '', what: `can't be read: ${String(thrown)}` }]);
  }
  const result = schema.safeParse(written, { reportInput: true });
  if (result.success) return { value: result.data, problems: [] };
  const known = knownKeys(schema);
  const located = (path: Path, what: string): Problem => ({
    where,
    line: lineOf(document.contents, path, lines),
    key: path.map(String).join('.'),
    what,
  });
  return faulty(
    result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => located([...issue.path, key], unknownKey(key, issue.path, known)))
        : [located(issue.path, complaint(issue, written))],
    ),
  );
}

function complaint(issue: z.core.$ZodIssue, written: unknown): string {
  const right = `should be ${issue.message}`;
  if (issue.code === 'custom') return right;
  const value = issue.path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown>)?.[key], written);
  return value === undefined ? `is missing; it ${right}` : `is ${shown(value)}; it ${right}`;
}

function unknownKey(key: string, path: Path, known: readonly (readonly string[])[]): string {
  if (/token|secret|password/i.test(key)) {
    return 'is not a key; secrets come from the environment, see .env.example';
  }
  const level = path.filter((step) => typeof step === 'string').length;
  const isHere = (keys: readonly string[]): boolean =>
    keys.length === level + 1 &&
    path.filter((step) => typeof step === 'string').every((step, depth) => keys[depth] === step);
  const siblings = known.filter(isHere).map((keys) => keys.at(-1) ?? '');
  const sibling = meant(key, siblings);
  if (sibling !== undefined) return `is not a key; did you mean ${sibling}?`;
  const elsewhere = known.find((keys) => keys.at(-1) === key);
  if (elsewhere !== undefined) return `is not a key here; did you mean ${elsewhere.join('.')}?`;
  return `is not a key; here there can be ${siblings.join(', ')}`;
}

/** Paths of all keys that the schema knows, groups first; lists add no step. */
function knownKeys(schema: z.ZodType): (readonly string[])[] {
  interface Shape {
    readonly properties?: Readonly<Record<string, Shape>>;
    readonly items?: Shape;
  }
  const below = (shape: Shape, path: readonly string[]): (readonly string[])[] => [
    ...Object.keys(shape.properties ?? {}).map((key) => [...path, key]),
    ...Object.entries(shape.properties ?? {}).flatMap(([key, inner]) => below(inner, [...path, key])),
    ...(shape.items === undefined ? [] : below(shape.items, path)),
  ];
  return below(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, []);
}

/** A key without a value has its default: that is what is left of a group whose keys are all commented out. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const kept = withoutEmpty(inner);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** The line of the key at the path, or of the nearest thing around it that is there. */
function lineOf(root: Node | null, path: Path, lines: LineCounter): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      offset = item?.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
