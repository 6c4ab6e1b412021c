import type { Cell, IndexedTable } from './cell-table.js';

/**
 * Records taken out of the box of some first places and put into that of second ones: with two axes the other way round
 * in the opposite corners, with three so on, so that every figure which holds both places of one of the axes stays what
 * it is. With no axis at all records are added or taken away. A second place is -1 where an axis is not used.
 */
export class Move {
  /** The boxes that records leave when the cell goes down, and those they come into. */
  readonly taken: readonly number[];
  readonly given: readonly number[];
  readonly axes: number;

  constructor(
    table: IndexedTable,
    readonly branches: readonly [number, number],
    readonly segments: readonly [number, number],
    readonly kinds: readonly [number, number],
    /** Whether branch and segment change together, as one axis. */
    readonly isDiagonal = false,
  ) {
    const corners: [number[], number[]] = [[], []];
    for (let b = 0; b < 2; b += 1) {
      for (let s = 0; s < 2; s += 1) {
        if (isDiagonal && b !== s) continue;
        for (let k = 0; k < 2; k += 1) {
          const [branch, segment, kind] = [branches[b]!, segments[s]!, kinds[k]!];
          if (branch < 0 || segment < 0 || kind < 0) continue;
          const steps = isDiagonal ? b + k : b + s + k;
          corners[(steps % 2) as 0 | 1].push(table.place(branch, segment, kind));
        }
      }
    }
    [this.taken, this.given] = corners;
    this.axes = [branches, segments, kinds].filter(([, second]) => second >= 0).length;
  }
}

/** The cells whose value a move changes, until `take` says false of one. */
export function eachChanged(table: IndexedTable, move: Move, take: (cell: Cell) => boolean): void {
  const [segment, otherSegment] = move.segments;
  const [kind, otherKind] = move.kinds;
  const isOfKind = (cell: Cell): boolean =>
    otherKind < 0 ? cell.hasKind(kind) : cell.hasKind(kind) !== cell.hasKind(otherKind);
  if (move.isDiagonal) return eachChangedByDiagonal(table, move, isOfKind, take);
  for (const area of table.areasOfOne(...move.branches)) {
    for (const cell of table.cellsOf(area, segment)) {
      if (otherSegment >= 0 && holds(cell, otherSegment)) continue;
      if (isOfKind(cell) && !take(cell)) return;
    }
    if (otherSegment < 0) continue;
    for (const cell of table.cellsOf(area, otherSegment)) {
      if (!holds(cell, segment) && isOfKind(cell) && !take(cell)) return;
    }
  }
}

/** Those that hold the one pair of branch and segment and not the other. */
function eachChangedByDiagonal(
  table: IndexedTable,
  { branches, segments }: Move,
  isOfKind: (cell: Cell) => boolean,
  take: (cell: Cell) => boolean,
): void {
  for (const [one, other] of [
    [0, 1],
    [1, 0],
  ] as const) {
    for (const area of table.table.areasOf[branches[one]]!) {
      const isOfOther = table.table.areasOf[branches[other]]!.includes(area);
      for (const cell of table.cellsOf(area, segments[one])) {
        if (isOfOther && holds(cell, segments[other])) continue;
        if (isOfKind(cell) && !take(cell)) return;
      }
    }
  }
}

function holds({ firstSegment, lastSegment }: Cell, segment: number): boolean {
  return segment >= firstSegment && segment <= lastSegment;
}

/** Records that leave some boxes and come into as many others, one way only. */
export interface Turn {
  readonly isUp: boolean;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * The two ways of moves, with records taken, where a box is empty, from the fullest one of the same class: what is
 * settled says the same of them, and what is new and does not can be hidden.
 */
export function listTurns(table: IndexedTable, cell: Cell, reach: Reach): Turn[] {
  const isOfCell = (place: number): boolean => {
    const [branch, segment, kind] = table.at(place);
    return cell.hasKind(kind) && holds(cell, segment) && table.table.areasOf[branch]!.includes(cell.area);
  };
  const netOf = (from: readonly number[], to: readonly number[]): number =>
    to.filter(isOfCell).length - from.filter(isOfCell).length;
  return listMoves(table, cell, reach).flatMap(({ taken, given }) =>
    [
      { isUp: false, from: taken, to: given },
      { isUp: true, from: given, to: taken },
    ].flatMap(({ isUp, from, to }): Turn[] => {
      const turned = from.map((place) => fullestOfClass(table, place));
      const net = netOf(turned, to);
      const isTurned = turned.some((place, index) => place !== from[index]);
      const isApart = new Set(turned).size === turned.length;
      return isTurned && isApart && net === (isUp ? 1 : -1) ? [{ isUp, from: turned, to }] : [];
    }),
  );
}

function fullestOfClass(table: IndexedTable, place: number): number {
  if (table.count(place) > 0) return place;
  const [branch, segment, kind] = table.at(place);
  const { classOfKind } = table.table;
  let fullest = place;
  for (let other = 0; other < table.kinds; other += 1) {
    const beside = table.place(branch, segment, other);
    if (classOfKind[other] === classOfKind[kind] && table.count(beside) > table.count(fullest)) fullest = beside;
  }
  return fullest;
}

/** The cells whose value a turn changes. */
export function changedByTurn(table: IndexedTable, { from, to }: Turn): Cell[] {
  const net = new Map<Cell, number>();
  for (const [places, sign] of [
    [from, -1],
    [to, 1],
  ] as const) {
    for (const place of places) {
      const [branch, segment, kind] = table.at(place);
      for (const area of table.table.areasOf[branch]!) {
        for (const cell of table.cellsOf(area, segment)) {
          if (cell.hasKind(kind)) net.set(cell, (net.get(cell) ?? 0) + sign);
        }
      }
    }
  }
  return [...net].flatMap(([cell, change]) => (change === 0 ? [] : [cell]));
}

/** How many places of each axis are tried, and how many boxes of a cell that are full, and empty. */
export interface Reach {
  readonly full: number;
  readonly empty: number;
  readonly branches: number;
  readonly segments: number;
  readonly kinds: number;
}

/** Enough for nearly all cells. */
export const near: Reach = { full: 4, empty: 4, branches: 24, segments: 8, kinds: 6 };
/** For those that find nothing so near. */
export const far: Reach = { full: 12, empty: 36, branches: 24, segments: 16, kinds: 24 };

/**
 * Moves that change a cell: out of its fullest boxes, each with the nearest places that the cell does not hold. With
 * fewer axes first, for they touch fewer boxes.
 */
export function listMoves(table: IndexedTable, cell: Cell, reach: Reach): Move[] {
  const moves: Move[] = [];
  for (const [branch, segment, kind] of basesOf(table, cell, reach)) {
    const branches = [-1, ...branchesBeside(table, cell, branch, segment, reach.branches)];
    const segments = [-1, ...segmentsBeside(table, cell, segment, reach.segments)];
    const kinds = [-1, ...kindsBeside(table, cell, branch, segment, reach.kinds)];
    for (const otherKind of kinds) {
      for (const otherSegment of segments) {
        for (const otherBranch of branches) {
          moves.push(new Move(table, [branch, otherBranch], [segment, otherSegment], [kind, otherKind]));
          if (otherBranch < 0 || otherSegment < 0) continue;
          moves.push(new Move(table, [branch, otherBranch], [segment, otherSegment], [kind, otherKind], true));
        }
      }
    }
  }
  return moves.sort((one, other) => one.axes - other.axes);
}

/** The fullest boxes of a cell; and empty ones, for what could be in them, where others have most. */
function basesOf(table: IndexedTable, cell: Cell, reach: Reach): [branch: number, segment: number, kind: number][] {
  const full: Base[] = [];
  const empty: Base[] = [];
  for (const branch of table.branchesOf(cell.area)) {
    for (let segment = cell.firstSegment; segment <= cell.lastSegment; segment += 1) {
      for (let kind = 0; kind < table.kinds; kind += 1) {
        if (!cell.hasKind(kind)) continue;
        const count = table.count(table.place(branch, segment, kind));
        if (count > 0) full.push({ at: [branch, segment, kind], count });
        else empty.push({ at: [branch, segment, kind], count: table.countOfAll(segment, kind) });
      }
    }
  }
  return [...largest(full, reach.full), ...largest(empty, reach.empty)].map(({ at }) => at);
}

interface Base {
  readonly at: [branch: number, segment: number, kind: number];
  readonly count: number;
}

/** Branches that share an area with the branch, with the fullest boxes for the days first. */
function branchesBeside(table: IndexedTable, cell: Cell, branch: number, segment: number, most: number): number[] {
  const areas = table.table.areasOf[branch]!;
  const beside: { branch: number; count: number }[] = [];
  for (const [other, ofOther] of table.table.areasOf.entries()) {
    if (other === branch || ofOther.includes(cell.area) || !ofOther.some((area) => areas.includes(area))) continue;
    // Those nearest, by the areas they share, and of these the fullest.
    const shared = ofOther.filter((area) => areas.includes(area)).length;
    beside.push({ branch: other, count: shared * 1e9 + countOf(table, other, segment) });
  }
  return largest(beside, most).map(({ branch: other }) => other);
}

function segmentsBeside(table: IndexedTable, cell: Cell, segment: number, most: number): number[] {
  const beside: { segment: number; count: number }[] = [];
  for (let other = 0; other < table.segments; other += 1) {
    if (!holds(cell, other)) beside.push({ segment: other, count: -Math.abs(other - segment) });
  }
  return largest(beside, most).map(({ segment: other }) => other);
}

function kindsBeside(table: IndexedTable, cell: Cell, branch: number, segment: number, most: number): number[] {
  const beside: { kind: number; count: number }[] = [];
  for (let kind = 0; kind < table.kinds; kind += 1) {
    if (!cell.hasKind(kind)) beside.push({ kind, count: table.count(table.place(branch, segment, kind)) });
  }
  return largest(beside, most).map(({ kind }) => kind);
}

function countOf(table: IndexedTable, branch: number, segment: number): number {
  let count = 0;
  for (let kind = 0; kind < table.kinds; kind += 1) count += table.count(table.place(branch, segment, kind));
  return count;
}

function largest<Item extends { readonly count: number }>(items: Item[], most: number): Item[] {
  return items.sort((one, other) => other.count - one.count).slice(0, most);
}
