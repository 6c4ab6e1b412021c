import type { Sql } from '@oblys/database';
import { addDays, addMonths, countryCode, monthsIn, periodEnd, type Grain, type IsoDate } from '@oblys/domain';
import { allProgrammes } from '../compile/programmes.js';
import type { PublishedFigures } from '../publication.js';
import type { Topic } from '../topic.js';
import type { Box, Cell, CellTable } from './cell-table.js';
import { countBoxes, type CountedBox } from './count-boxes.js';
import type { Volume } from './protected-measures.js';

/** A row of a publication, of one topic. */
export interface ListedFigure {
  readonly asOf: IsoDate;
  readonly areaCode: string;
  readonly grain: Grain;
  readonly start: IsoDate;
  /** ALL is the total. */
  readonly programmeCode: string;
  readonly definitionVersion: string;
  readonly figures: PublishedFigures;
  /** What of it is hidden from anybody already; null where that is to be decided. */
  readonly hidden: ReadonlySet<string> | null;
}

/** The cells of one volume in rows of publications, with the row and the measure of each. */
export interface FigureTable extends CellTable {
  readonly cells: readonly FigureCell[];
}

export interface FigureCell extends Cell {
  readonly figure: ListedFigure;
  readonly measure: string;
}

/** Lays out all that publications say of a volume, over the boxes of its records. */
export async function layOut(
  sql: Sql,
  topic: Topic,
  volume: Volume,
  figures: readonly ListedFigure[],
): Promise<FigureTable> {
  const days = [...new Set(figures.map(({ asOf }) => asOf))].sort();
  const firstDays = stretchesOf(figures, days);
  const counted = await countBoxes(sql, topic, volume, firstDays, days);
  const areas = placesOf(figures.map(({ areaCode }) => areaCode));
  const branches = placesOf(counted.map(branchOf));
  const kinds = new Kinds(volume, days, counted);
  const regionCodes = new Set(counted.map(({ regionCode }) => regionCode));
  const segmentOf = (day: IsoDate): number => firstDays.findLastIndex((first) => first <= day);
  const cells = figures.flatMap((figure) => {
    const { asOf, areaCode, grain, start, programmeCode } = figure;
    const end = periodEnd({ grain, start });
    return measuresOf(volume).map((measure): FigureCell => {
      const value = figure.figures.values[measure] ?? null;
      return {
        area: areas.get(areaCode)!,
        firstSegment: segmentOf(start),
        lastSegment: segmentOf(end < asOf ? end : asOf),
        hasKind: kinds.memberOf(measure, programmeCode, asOf),
        value: value === null ? null : Number(value),
        weight:
          // A region's year is what most people ask for: rather many months of districts are hidden than it.
          monthsIn[grain] ** 2 *
          (areaCode === countryCode ? 10_000 : regionCodes.has(areaCode) ? 100 : 1) *
          (measure === volume.measure ? 2 : 1),
        isSettled: figure.hidden !== null || value === null,
        isHidden: figure.hidden?.has(measure) ?? false,
        figure,
        measure,
      };
    });
  });
  hideLikeTwins(cells);
  return {
    areasOf: [...branches.keys()].map((pair) =>
      [...new Set([...pair.split(' '), countryCode])].flatMap((code) => areas.get(code) ?? []),
    ),
    segments: firstDays.length,
    kinds: kinds.count,
    classOfKind: kinds.classesAsOf(figures.flatMap(({ asOf, hidden }) => (hidden === null ? [] : [asOf]))),
    boxes: counted.map((box): Box => {
      const { segment, count } = box;
      return { branch: branches.get(branchOf(box))!, segment, kind: kinds.placeOf(box), count };
    }),
    cells,
  };
}

export function measuresOf({ measure, statuses, rests }: Volume): string[] {
  return [measure, ...[...statuses, ...rests].map((each) => each.measure)];
}

/** The first days of the stretches that all the periods, as of all the days, are whole numbers of. */
function stretchesOf(figures: readonly ListedFigure[], days: readonly IsoDate[]): IsoDate[] {
  const last = days.at(-1)!;
  const firstDays = new Set(days.map((day) => addDays(day, 1)));
  let month = figures.reduce((least, { start }) => (start < least ? start : least), last);
  for (; month <= last; month = addMonths(month, 1)) firstDays.add(month);
  return [...firstDays].filter((day) => day <= last).sort();
}

/** What another publication of the same day hides, this one hides too. */
function hideLikeTwins(cells: readonly FigureCell[]): void {
  const nameOf = ({ measure, figure: { areaCode, grain, start, programmeCode, asOf } }: FigureCell): string =>
    [measure, areaCode, grain, start, programmeCode, asOf].join(' ');
  const hidden = new Set(cells.filter(({ isSettled, isHidden }) => isSettled && isHidden).map(nameOf));
  for (const cell of cells) if (!cell.isSettled && hidden.has(nameOf(cell))) cell.isHidden = true;
}

function branchOf({ branchCode, regionCode }: CountedBox): string {
  return `${branchCode} ${regionCode}`;
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, place) => [name, place]));
}

type Kind = Pick<CountedBox, 'programmeCode' | 'status' | 'since'>;

/** Programmes and, by the day from which on, statuses of records. */
class Kinds {
  private readonly list: Kind[];
  private readonly places: Map<string, number>;
  private readonly members = new Map<string, (kind: number) => boolean>();

  constructor(
    private readonly volume: Volume,
    private readonly days: readonly IsoDate[],
    counted: readonly Kind[],
  ) {
    this.places = placesOf(counted.map(nameOfKind));
    this.list = [...this.places.keys()].map((name) => counted.find((kind) => nameOfKind(kind) === name)!);
  }

  get count(): number {
    return this.list.length;
  }

  placeOf(kind: Kind): number {
    return this.places.get(nameOfKind(kind))!;
  }

  /** Which kinds a measure counts, of a programme or of all, as of a day. */
  memberOf(measure: string, programmeCode: string, asOf: IsoDate): (kind: number) => boolean {
    const name = [measure, programmeCode, asOf].join(' ');
    const known = this.members.get(name);
    if (known !== undefined) return known;
    const day = this.days.indexOf(asOf);
    const isCounted = this.list.map(
      (kind) =>
        (programmeCode === allProgrammes || kind.programmeCode === programmeCode) && this.counts(measure, kind, day),
    );
    const isMember = (kind: number): boolean => isCounted[kind]!;
    this.members.set(name, isMember);
    return isMember;
  }

  /** The place of each kind's class: what all of these days say alike of them. */
  classesAsOf(asOfs: readonly IsoDate[]): number[] {
    const days = [...new Set(asOfs)].map((asOf) => this.days.indexOf(asOf));
    const names = this.list.map(({ programmeCode, status, since }) =>
      [programmeCode, ...days.map((day) => (since <= day ? status : -1))].join(' '),
    );
    const places = placesOf(names);
    return names.map((name) => places.get(name)!);
  }

  private counts(measure: string, { status, since }: Kind, day: number): boolean {
    if (measure === this.volume.measure) return true;
    const now = status >= 0 && since <= day ? this.volume.statuses[status]!.measure : null;
    const rest = this.volume.rests.find((each) => each.measure === measure);
    return rest === undefined ? now === measure : now === null || !rest.less.includes(now);
  }
}

function nameOfKind({ programmeCode, status, since }: Kind): string {
  return [programmeCode, status, since].join(' ');
}
