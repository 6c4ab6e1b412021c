import * as highsModule from 'highs';
import type { Model } from 'highs';

/** A row of a publication as anybody is shown it. */
export interface ShownRow {
  readonly asOf: string;
  readonly areaCode: string;
  readonly grain: 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR';
  readonly start: string;
  /** ALL is the total. */
  readonly programmeCode: string;
  readonly values: Readonly<Record<string, number | null>>;
  readonly withheld: readonly { readonly measure: string; readonly reason: string }[];
}

/** How the measures of a topic hang together, as its public definition says. */
export interface Meanings {
  readonly whole: string;
  /** Parts of the whole that records come into for good, on some day. */
  readonly parts: readonly string[];
  /** The whole less its parts, where that is published. */
  readonly rest?: string;
}

export interface Told {
  readonly row: ShownRow;
  readonly measure: string;
  readonly least: number;
  readonly greatest: number;
}

// Its types are those of CommonJS, where the function is one further in.
const loadHighs = highsModule.default as unknown as typeof highsModule.default.default;
const monthsIn = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

/** How many people may be of a district, a stretch of days, a programme and, as of the days of publications, a part. */
interface Unknown {
  readonly district: string;
  readonly from: string;
  readonly programme: string;
  readonly part: string | null;
  /** The place of the first day on which they are of the part. */
  readonly since: number;
}

/**
 * What somebody who has kept everything that was ever shown of a topic can tell of figures that are suppressed: the
 * least and the greatest value of each, by linear programming. The attacker knows the tree of areas, that numbers of
 * people are not negative, that those of the districts come to that of the region and those of regions to that of the
 * country, that parts are parts, that nobody leaves one, that a closed day stays what it is, and that what is not
 * reported was not counted.
 * @param isWanted which suppressed figures to tell
 */
export async function attack(
  rows: readonly ShownRow[],
  meanings: Meanings,
  isWanted: (row: ShownRow, measure: string) => boolean,
): Promise<Told[]> {
  const highs = await loadHighs();
  return highs.withModel((model: Model) => {
    model.options.set({ output_flag: false });
    const days = [...new Set(rows.map(({ asOf }) => asOf))].sort();
    const unknowns = listUnknowns(rows, days, meanings);
    const measures = [meanings.whole, ...meanings.parts, ...(meanings.rest === undefined ? [] : [meanings.rest])];
    const { columnsOf, columnCount } = mergeAlike(rows, measures, findUnknowns(unknowns, days, meanings));
    model.addVars(new Float64Array(columnCount), new Float64Array(columnCount).fill(highs.infinity));
    // Of a closed day many publications say the same, which is known once.
    const said = new Set<string>();
    for (const row of rows) {
      for (const measure of measures) {
        const reason = row.withheld.find((each) => each.measure === measure)?.reason;
        if (reason === 'SUPPRESSED') continue;
        const columns = columnsOf(row, measure);
        const value = reason === 'NOT_REPORTED' ? 0 : row.values[measure]!;
        const saying = `${columns.join()} = ${value}`;
        if (columns.length === 0 || said.has(saying)) continue;
        said.add(saying);
        model.addRow(value, value, { indices: columns, values: columns.map(() => 1) });
      }
    }
    const bounds = new Map<string, Pick<Told, 'least' | 'greatest'>>();
    const told: Told[] = [];
    for (const row of rows) {
      for (const measure of measures) {
        if (!row.withheld.some((each) => each.measure === measure && each.reason === 'SUPPRESSED')) continue;
        if (!isWanted(row, measure)) continue;
        const columns = columnsOf(row, measure);
        const found = bounds.get(columns.join()) ?? findBounds(highs, model, columns);
        bounds.set(columns.join(), found);
        told.push({ row, measure, ...found });
      }
    }
    return told;
  });
}

/** The least and the greatest that some columns can come to. */
function findBounds(
  { constants }: Awaited<ReturnType<typeof loadHighs>>,
  model: Model,
  indices: number[],
): Pick<Told, 'least' | 'greatest'> {
  const { minimize, maximize } = constants.objectiveSense;
  model.changeColsCost(
    { kind: 'set', indices },
    indices.map(() => 1),
  );
  const [least, greatest] = [minimize, maximize].map((sense) => {
    model.changeObjectiveSense(sense);
    model.run();
    const status = model.getModelStatus();
    if (status === constants.modelStatus.unbounded) return Number.POSITIVE_INFINITY;
    if (status !== constants.modelStatus.optimal) throw new Error(`What was shown contradicts itself: ${status}.`);
    return model.getObjectiveValue();
  }) as [number, number];
  model.changeColsCost(
    { kind: 'set', indices },
    indices.map(() => 0),
  );
  return { least, greatest };
}

function listUnknowns(rows: readonly ShownRow[], days: readonly string[], { parts }: Meanings): Unknown[] {
  const districts = [...new Set(rows.map(({ areaCode }) => areaCode))].filter(
    (code) => !isRegion(code) && !isCountry(code),
  );
  const programmes = [...new Set(rows.map(({ programmeCode }) => programmeCode)), 'NONE'].filter(
    (code) => code !== 'ALL',
  );
  const first = rows.map(({ start }) => start).sort()[0]!;
  const firsts = new Set(days.map((day) => plusDays(day, 1)));
  for (let month = first; month <= days.at(-1)!; month = plusMonths(month, 1)) firsts.add(month);
  const stretches = [...firsts].filter((day) => day <= days.at(-1)!).sort();
  return districts.flatMap((district) =>
    stretches.flatMap((from) =>
      programmes.flatMap((programme) => [
        { district, from, programme, part: null, since: days.length },
        ...parts.flatMap((part) =>
          days.flatMap((day, since) => (day >= from ? [{ district, from, programme, part, since }] : [])),
        ),
      ]),
    ),
  );
}

type FiguresSum = (row: ShownRow, measure: string) => number[];

/**
 * Unknowns that are in the very same figures are one column: of what is not negative, nobody can tell apart but the sum.
 */
function mergeAlike(
  rows: readonly ShownRow[],
  measures: readonly string[],
  unknownsOf: FiguresSum,
): { columnsOf: FiguresSum; columnCount: number } {
  const columnsOf = new Map(rows.map((row) => [row, new Map(measures.map((measure) => [measure, [] as number[]]))]));
  const figures = rows.flatMap((row) => measures.map((measure) => ({ row, measure })));
  const figuresOf = new Map<number, number[]>();
  for (const [figure, { row, measure }] of figures.entries()) {
    for (const unknown of unknownsOf(row, measure)) {
      const found = figuresOf.get(unknown) ?? [];
      found.push(figure);
      figuresOf.set(unknown, found);
    }
  }
  const alike = new Map([...figuresOf.values()].map((found) => [found.join(), found]));
  for (const [column, found] of [...alike.values()].entries()) {
    for (const figure of found) {
      const { row, measure } = figures[figure]!;
      columnsOf.get(row)!.get(measure)!.push(column);
    }
  }
  return { columnsOf: (row, measure) => columnsOf.get(row)!.get(measure)!, columnCount: alike.size };
}

/** The places of the unknowns that a figure of a row is the sum of. */
function findUnknowns(unknowns: readonly Unknown[], days: readonly string[], { whole, rest }: Meanings): FiguresSum {
  const wholes = new Map<ShownRow, number[]>();
  return (row, measure) => {
    const ofWhole = wholes.get(row) ?? findWhole(unknowns, row);
    wholes.set(row, ofWhole);
    if (measure === whole) return ofWhole;
    const day = days.indexOf(row.asOf);
    return ofWhole.filter((column) => {
      const { part, since } = unknowns[column]!;
      const now = part !== null && since <= day ? part : null;
      return measure === rest ? now === null : now === measure;
    });
  };
}

function findWhole(unknowns: readonly Unknown[], row: ShownRow): number[] {
  const { areaCode, grain, start, asOf, programmeCode } = row;
  const next = plusMonths(start, monthsIn[grain]);
  return unknowns.flatMap(({ district, from, programme }, column) => {
    if (from < start || from >= next || from > asOf) return [];
    if (programmeCode !== 'ALL' && programmeCode !== programme) return [];
    if (!isCountry(areaCode) && (isRegion(areaCode) ? regionOf(district) : district) !== areaCode) return [];
    return [column];
  });
}

function isCountry(code: string): boolean {
  return code === '000000000';
}

function isRegion(code: string): boolean {
  return code.endsWith('0000000') && !isCountry(code);
}

function regionOf(code: string): string {
  return `${code.slice(0, 2)}0000000`;
}

function plusDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

function plusMonths(day: string, count: number): string {
  const date = new Date(day);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 10);
}
