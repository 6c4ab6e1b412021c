import { IndexedTable, type Cell, type CellTable } from './cell-table.js';
import type { Move } from './moves.js';
import { changedByTurn, eachChanged, far, listMoves, listTurns, near, type Reach, type Turn } from './moves.js';
import { ToldIntervals } from './told-interval.js';

/** A count of people, appeals or cases below this, and not zero, tells of somebody. */
export const smallestShown = 5;

export interface HidingOptions {
  /** False hides small cells alone, which sums then give away: to show that the others are needed. */
  readonly withComplements?: boolean;
}

export interface Hiding {
  /** Cells that were found small, and hidden. */
  readonly small: number;
  /** Cells that were hidden beside them, lest sums and differences tell of those. */
  readonly complements: number;
  /**
   * Small cells that what was shown before gives away, since records were corrected: all that is new and holds them is
   * hidden.
   */
  readonly exposed: readonly Cell[];
}

/**
 * Hides small cells, and as few others as it finds so that nobody can work them out: for each there is another set of
 * records with the very same figures shown, in which the cell's value differs, so that what can be told of it is an
 * interval of at least `smallestShown`. The sets differ by moves of records between boxes, whatever is shown, on
 * whichever day; a later cell that a move changes is hidden too.
 */
export async function hideSmallCells(
  cellTable: CellTable,
  { withComplements = true }: HidingOptions = {},
): Promise<Hiding> {
  const small = cellTable.cells.filter(isSmall);
  const hiddenBefore = small.filter(({ isHidden }) => isHidden).length;
  for (const cell of small) cell.isHidden = true;
  const hidden = (): number => cellTable.cells.filter(({ isHidden, isSettled }) => isHidden && !isSettled).length;
  const ofSmall = hidden();
  if (!withComplements) return { small: small.length - hiddenBefore, complements: 0, exposed: [] };
  const table = new IndexedTable(cellTable);
  // What is above is secured first: what is below often is with it.
  const inOrder = [...small].sort((one, other) => other.weight - one.weight);
  const open = inOrder.filter((cell) => !secure(table, cell));
  const exposed = open.length === 0 ? [] : await secureByProof(table, open);
  return { small: small.length - hiddenBefore, complements: hidden() - ofSmall, exposed };
}

/** A small value that was shown before, which records were corrected to since, can be hidden no more. */
function isSmall({ value, isSettled, isHidden }: Cell): boolean {
  return value !== null && value > 0 && value < smallestShown && (isHidden || !isSettled);
}

function secure(table: IndexedTable, cell: Cell): boolean {
  const room = new Room(table);
  return widen(table, cell, room, near) || widen(table, cell, room, far) || widenByTurns(table, cell, room);
}

/**
 * Of cells that no moves were found for: hides around each, first of its own area and then of all, until what can be
 * told of it is wide enough, and gives those of which what is settled tells too much.
 */
async function secureByProof(table: IndexedTable, cells: readonly Cell[]): Promise<Cell[]> {
  const intervals = await ToldIntervals.of(table);
  try {
    return cells.filter((cell) => {
      const isSecure = (): boolean => intervals.widthOf(cell) > smallestShown - tolerance;
      if (isSecure()) return false;
      hideAround(table, cell, true);
      if (isSecure()) return false;
      hideAround(table, cell, false);
      return !isSecure();
    });
  } finally {
    intervals.dispose();
  }
}

/** What the solver may be off by. */
const tolerance = 1e-6;

/** Finds the cell more room by moves within a reach: first by those that cost nothing, then by those that cost least. */
function widen(table: IndexedTable, cell: Cell, room: Room, reach: Reach): boolean {
  const moves = listMoves(table, cell, reach);
  for (const move of moves) {
    if (room.width >= smallestShown) return true;
    if (room.gainOf(move) > 0 && lossOf(table, move, 0) === 0) room.take(move);
  }
  while (room.width < smallestShown) {
    const best = findBest(table, room, moves);
    if (best === null) return false;
    hideChanged(table, best);
    room.take(best);
  }
  return true;
}

/** Finds the cell more room where what is settled leaves none by whole moves. */
function widenByTurns(table: IndexedTable, cell: Cell, room: Room): boolean {
  const turns = listTurns(table, cell, far);
  while (room.width < smallestShown) {
    let best: { turn: Turn; changed: Cell[] } | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const turn of turns) {
      const gain = Math.min(room.gainOfTurn(turn), smallestShown - room.width);
      if (gain <= 0) continue;
      const changed = changedByTurn(table, turn);
      const loss = changed.reduce((sum, each) => sum + lossOfCell(each), 0) / gain;
      if (loss >= least) continue;
      best = { turn, changed };
      least = loss;
    }
    if (best === null) return false;
    for (const each of best.changed) each.isHidden = true;
    room.takeTurn(best.turn);
  }
  return true;
}

/** The move that gives most room for what is lost by it; null where none gives any. */
function findBest(table: IndexedTable, room: Room, moves: readonly Move[]): Move | null {
  let best: Move | null = null;
  let lossPerGain = Number.POSITIVE_INFINITY;
  for (const move of moves) {
    const gain = Math.min(room.gainOf(move), smallestShown - room.width);
    if (gain <= 0) continue;
    const loss = lossOf(table, move, lossPerGain * gain);
    if (loss / gain >= lossPerGain) continue;
    best = move;
    lossPerGain = loss / gain;
  }
  return best;
}

/** What is lost when all that a move changes is hidden, or something not less than `most`; infinite where it is shown for good. */
function lossOf(table: IndexedTable, move: Move, most: number): number {
  let loss = 0;
  eachChanged(table, move, (cell) => {
    if (cell.isHidden) return true;
    loss += lossOfCell(cell);
    return loss < most;
  });
  return loss;
}

function lossOfCell({ isHidden, isSettled, weight }: Cell): number {
  if (isHidden) return 0;
  return isSettled ? Number.POSITIVE_INFINITY : weight;
}

function hideChanged(table: IndexedTable, move: Move): void {
  eachChanged(table, move, (cell) => {
    cell.isHidden = true;
    return true;
  });
}

/** Hides all that is new and tells of the branches and days of a cell: of its own area alone, or of those above it too. */
function hideAround(table: IndexedTable, cell: Cell, isOwnAreaAlone: boolean): void {
  const areas = isOwnAreaAlone
    ? [cell.area]
    : new Set(table.branchesOf(cell.area).flatMap((branch) => table.table.areasOf[branch]!));
  for (const area of areas) {
    for (let segment = cell.firstSegment; segment <= cell.lastSegment; segment += 1) {
      for (const around of table.cellsOf(area, segment)) if (!around.isSettled) around.isHidden = true;
    }
  }
}

/** How far the value of a cell can go down and up by moves that were taken together. */
class Room {
  private down = 0;
  private up = 0;
  private readonly whenDown = new Map<number, number>();
  private readonly whenUp = new Map<number, number>();

  constructor(private readonly table: IndexedTable) {}

  get width(): number {
    return this.down + this.up;
  }

  gainOf({ taken, given }: Move): number {
    return this.least(this.whenDown, taken) + this.least(this.whenUp, given);
  }

  take({ taken, given }: Move): void {
    this.down += this.shift(this.whenDown, taken, given);
    this.up += this.shift(this.whenUp, given, taken);
  }

  gainOfTurn({ isUp, from }: Turn): number {
    return this.least(isUp ? this.whenUp : this.whenDown, from);
  }

  takeTurn({ isUp, from, to }: Turn): void {
    if (isUp) this.up += this.shift(this.whenUp, from, to);
    else this.down += this.shift(this.whenDown, from, to);
  }

  /** Takes as many records as there are out of some boxes, never more than are needed, and puts them into others. */
  private shift(moved: Map<number, number>, from: readonly number[], to: readonly number[]): number {
    const count = Math.min(this.least(moved, from), smallestShown);
    for (const place of from) moved.set(place, (moved.get(place) ?? 0) - count);
    for (const place of to) moved.set(place, (moved.get(place) ?? 0) + count);
    return count;
  }

  private least(moved: ReadonlyMap<number, number>, places: readonly number[]): number {
    let least = Number.POSITIVE_INFINITY;
    for (const place of places) least = Math.min(least, this.table.count(place) + (moved.get(place) ?? 0));
    return least;
  }
}
