import type { CsvOptions, ExportColumn, ExportRow, ExportStatement, ExportValue } from '@oblys/exports';
import { createRandom, type Random } from './random.js';

/** Each value as text that says it exactly, an instant as its milliseconds, a float as the number it is. */
export type PlainRow = (string | number | null)[];

export interface RandomTable {
  readonly columns: readonly ExportColumn[];
  /** What is given to be written. */
  readonly values: readonly ExportRow[];
  /** The same, as it should be read. */
  readonly rows: PlainRow[];
  readonly csv: Required<Pick<CsvOptions, 'separator' | 'bom' | 'guardFormulas'>>;
  readonly statement: ExportStatement;
  /** Our own reader passes over rows of nothing but spaces, and takes a time of day off: it reads tables that have neither. */
  readonly isForOurReader: boolean;
}

type Made = readonly [given: ExportValue, plain: string | number];

/** The same table for the same seed. */
export function randomTable(seed: number): RandomTable {
  const random = createRandom(seed);
  const columns = Array.from({ length: 1 + random.below(8) }, (_none, index): ExportColumn => {
    const type = random.pick(types(random));
    return { key: `c${index}`, heading: `Баған ${index}`, type };
  });
  const made = Array.from({ length: random.below(40) }, () =>
    columns.map(({ type }) => (random.chance(0.2) ? null : makeValue(type, random))),
  );
  const isForOurReader =
    columns.every(({ type }) => type !== 'INSTANT') &&
    made.every((row) => row.some((cell) => cell !== null && String(cell[1]).trim() !== ''));
  return {
    columns,
    values: made.map((row) => row.map((cell) => cell?.[0] ?? null)),
    rows: made.map((row) => row.map((cell) => cell?.[1] ?? null)),
    csv: {
      separator: random.pick([',', ';', '\t'] as const),
      bom: random.chance(0.5),
      guardFormulas: random.chance(0.5),
    },
    statement,
    isForOurReader,
  };
}

const statement: ExportStatement = {
  title: 'Any values',
  filters: [],
  asOf: null,
  runId: null,
  builtAt: null,
  freshness: null,
  source: null,
  suppressed: { count: 0, reasons: [] },
  generatedAt: new Date('2025-11-07T05:00:00Z'),
};

function types(random: Random): ExportColumn['type'][] {
  const precision = 1 + random.below(38);
  const decimals = { precision, scale: random.below(precision + 1) };
  return ['TEXT', 'CODE', 'INTEGER', decimals, { precision: 18, scale: 2 }, 'FLOAT', 'BOOLEAN', 'DATE', 'INSTANT'];
}

function makeValue(type: ExportColumn['type'], random: Random): Made {
  if (typeof type === 'object') return decimal(type, random);
  switch (type) {
    case 'TEXT':
      return same(text(random));
    case 'CODE':
      return same(digits(random, 1 + random.below(12)));
    case 'INTEGER':
      return integer(random);
    case 'FLOAT':
      return same(random.pick([0, 0.1, -2.5e-7, 1e300, random.below(1_000_000) / 7, -random.below(100)]) + 0);
    case 'BOOLEAN': {
      const value = random.chance(0.5);
      return [value, String(value)];
    }
    case 'DATE':
      return same(day(random));
    case 'INSTANT': {
      const instant = new Date(`${day(random)}T${time(random)}Z`);
      return [random.chance(0.5) ? instant : instant.toISOString(), String(instant.getTime())];
    }
  }
}

function same<Value extends string | number>(value: Value): readonly [Value, Value] {
  return [value, value];
}

/** U+FEFF never comes first: the client of DuckDB takes it off there, whatever it reads from. */
const pieces = [
  ...['ә', 'Қ', 'ң', 'Ғ', 'ұ', 'Ө', 'я', 'z', '🌾', ' ', '  ', '0', '7', '.', '-', "'", '"', '""', ',', ';', '\t'],
  ...[
    '\n',
    '\r\n',
    '\r',
    '=',
    '+',
    '@',
    '&',
    '<',
    '>',
    ']]>',
    '_x000D_',
    '\\',
    '\\n',
    'null',
    'NULL',
    '\u0001',
    '\u001f',
  ],
  ...['\u007f', '\u0085', '\u2028', 'a\ufeff', '\ufffe', '\uffff'],
];

function text(random: Random): string {
  const length = random.chance(0.02) ? 3_000 : random.below(8);
  return Array.from({ length }, () => random.pick(pieces)).join('');
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.below(10)).join('');
}

function integer(random: Random): Made {
  const value = BigInt(digits(random, 1 + random.below(18))) * (random.chance(0.3) ? -1n : 1n);
  const given = random.pick([value, String(value), Number.isSafeInteger(Number(value)) ? Number(value) : value]);
  return [given, String(value)];
}

function decimal({ precision, scale }: { precision: number; scale: number }, random: Random): Made {
  const unscaled = BigInt(digits(random, 1 + random.below(precision)));
  const all = String(unscaled).padStart(scale + 1, '0');
  const [whole, fraction] = [all.slice(0, all.length - scale), all.slice(all.length - scale)];
  const sign = unscaled !== 0n && random.chance(0.3) ? '-' : '';
  const plain = `${sign}${whole}${scale > 0 ? `.${fraction}` : ''}`;
  const isShort = scale > 0 && random.chance(0.5);
  return [isShort ? plain.replace(/\.?0*$/, '') : plain, plain];
}

/** Also of the years that spreadsheets do not know. */
function day(random: Random): string {
  const year = random.pick([1, 1582, 1899, 1900, 1900, 2025, 2025, 9999]);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}

function time(random: Random): string {
  const two = (limit: number) => String(random.below(limit)).padStart(2, '0');
  return `${two(24)}:${two(60)}:${two(60)}.${String(random.below(1_000)).padStart(3, '0')}`;
}
