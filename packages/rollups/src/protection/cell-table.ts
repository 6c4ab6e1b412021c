/** Records that published figures cannot be told apart by: those of one branch, stretch of days and kind. */
export interface Box {
  /** Places in the table's lists. */
  readonly branch: number;
  readonly segment: number;
  readonly kind: number;
  readonly count: number;
}

/** A figure of a publication: the sum of the boxes of an area, of consecutive stretches of days and of some kinds. */
export interface Cell {
  /** Its place in the table's list of areas. */
  readonly area: number;
  readonly firstSegment: number;
  readonly lastSegment: number;
  readonly hasKind: (kind: number) => boolean;
  /** Null where it says nothing, such as of what was not reported. */
  readonly value: number | null;
  /** What is lost when it is hidden. */
  readonly weight: number;
  /** True where it stands as it is shown or hidden already. */
  readonly isSettled: boolean;
  isHidden: boolean;
}

/** Cells that are sums of the same boxes, with the boxes as the records have them. */
export interface CellTable {
  /** Of each branch, the places of the areas it lies in: itself, its region, the country, of those that have figures. */
  readonly areasOf: readonly (readonly number[])[];
  readonly segments: number;
  readonly kinds: number;
  /** Kinds of one class are told apart by no cell that is settled. */
  readonly classOfKind: readonly number[];
  readonly boxes: readonly Box[];
  readonly cells: readonly Cell[];
}

/** The cells of an area that hold a stretch of days, and how many records each box has. */
export class IndexedTable {
  readonly branches: number;
  readonly segments: number;
  readonly kinds: number;
  private readonly counts: Float64Array;
  private readonly countsOfAll: Float64Array;
  private readonly cellsAt: Cell[][][];
  private readonly areasOfPairs = new Map<number, readonly number[]>();

  constructor(readonly table: CellTable) {
    const { areasOf, segments, kinds, boxes, cells } = table;
    this.branches = areasOf.length;
    this.segments = segments;
    this.kinds = kinds;
    this.counts = new Float64Array(this.branches * segments * kinds);
    this.countsOfAll = new Float64Array(segments * kinds);
    for (const { branch, segment, kind, count } of boxes) {
      this.counts[this.place(branch, segment, kind)]! += count;
      this.countsOfAll[segment * kinds + kind]! += count;
    }
    const areas = Math.max(-1, ...cells.map(({ area }) => area), ...areasOf.flat()) + 1;
    this.cellsAt = Array.from({ length: areas }, () => Array.from({ length: segments }, () => []));
    for (const cell of cells) {
      for (let segment = cell.firstSegment; segment <= cell.lastSegment; segment += 1) {
        this.cellsAt[cell.area]![segment]!.push(cell);
      }
    }
  }

  place(branch: number, segment: number, kind: number): number {
    return (branch * this.segments + segment) * this.kinds + kind;
  }

  /** The branch, the segment and the kind of a place. */
  at(place: number): readonly [branch: number, segment: number, kind: number] {
    const column = Math.floor(place / this.kinds);
    return [Math.floor(column / this.segments), column % this.segments, place % this.kinds];
  }

  count(place: number): number {
    return this.counts[place]!;
  }

  /** Of all branches together. */
  countOfAll(segment: number, kind: number): number {
    return this.countsOfAll[segment * this.kinds + kind]!;
  }

  /** The areas that hold just one of two branches; all of the first where there is no second. */
  areasOfOne(branch: number, other: number): readonly number[] {
    const areas = this.table.areasOf[branch]!;
    if (other < 0) return areas;
    const pair = branch * this.branches + other;
    const known = this.areasOfPairs.get(pair);
    if (known !== undefined) return known;
    const others = this.table.areasOf[other]!;
    const ofOne = [
      ...areas.filter((area) => !others.includes(area)),
      ...others.filter((area) => !areas.includes(area)),
    ];
    this.areasOfPairs.set(pair, ofOne);
    return ofOne;
  }

  cellsOf(area: number, segment: number): readonly Cell[] {
    return this.cellsAt[area]![segment]!;
  }

  branchesOf(area: number): number[] {
    return this.table.areasOf.flatMap((areas, branch) => (areas.includes(area) ? [branch] : []));
  }
}
