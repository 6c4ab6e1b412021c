import type { IsoDate } from '@oblys/domain';
import type { Branch, Place, Spread } from './branches.js';
import { listBranches, sharesOf } from './branches.js';
import type { Calendar, Day, Rhythm } from './calendar.js';
import { instantOn } from './calendar.js';
import type { Quotas } from './plan.js';
import { checkpoint, lastPlannedYear, silence } from './plan.js';
import { Random } from './random.js';
import type { DemoRecords } from './records.js';
import { noRecords } from './records.js';
import type { Slice } from './slices.js';
import { Weighted } from './weighted.js';

/** The demonstration as it grows: what happened so far, and what the next slice needs to know of it. */
export class World {
  readonly branches: readonly Branch[] = listBranches();
  readonly records: DemoRecords = noRecords();
  readonly checkpointIndex: number;
  readonly #branchOf = new Map(this.branches.map((branch) => [branch.code, branch]));
  readonly #credits = new Map<string, number[]>();
  readonly #numbers = new Map<string, number>();

  constructor(readonly calendar: Calendar) {
    this.checkpointIndex = calendar.indexOf(checkpoint);
  }

  /** Every subject of every slice draws from a seed of its own, so that one never moves another. */
  random(subject: string, slice: Slice): Random {
    return new Random(`oblys-demo/${subject}/${slice.id}`);
  }

  branch(code: string): Branch {
    const branch = this.#branchOf.get(code);
    if (branch === undefined) throw new RangeError(`${code} is no branch of the demonstration.`);
    return branch;
  }

  /**
   * Which branches `count` records of a subject belong to: shares by largest remainder, where what a branch did not get
   * counts on in its favour, so that small branches have their turn. In random order.
   */
  allocate(subject: string, slice: Slice, random: Random, count: number, spread: Spread): Branch[] {
    const credits = this.#credits.get(subject) ?? this.branches.map(() => 0);
    this.#credits.set(subject, credits);
    const shares = sharesOf(this.branches, spread);
    const open = this.branches.map(({ code }, index) => (shares[index] ?? 0) > 0 && !isSilent(code, slice.month));
    const openTotal = shares.reduce((sum, share, index) => (open[index] ? sum + share : sum), 0);
    open.forEach((isOpen, index) => {
      if (isOpen) credits[index] = (credits[index] ?? 0) + (count * (shares[index] ?? 0)) / openTotal;
    });
    const given: Branch[] = [];
    for (let each = 0; each < count; each++) {
      let richest = -1;
      open.forEach((isOpen, index) => {
        if (isOpen && (richest < 0 || (credits[index] ?? 0) > (credits[richest] ?? 0))) richest = index;
      });
      credits[richest] = (credits[richest] ?? 0) - 1;
      given.push(this.branches[richest] as Branch);
    }
    return random.shuffled(given);
  }

  /** Days of a slice, in order, drawn by how likely each is. */
  drawDays(slice: Slice, random: Random, count: number, rhythm: Rhythm): Day[] {
    const possible = new Weighted(slice.days, rhythm);
    return Array.from({ length: count }, () => possible.draw(random)).sort((a, b) => a.index - b.index);
  }

  /** A place of the branch, its centre as often as its share says; the branch itself where no place is known. */
  drawPlace(random: Random, branch: Branch): Place {
    if (branch.isOffice || branch.places.length === 0 || random.chance(branch.centreShare)) return branch.centre;
    return random.pick(branch.places);
  }

  /** What all records have: ids that sort by day, and a reference that counts the records of a kind in a month. */
  newRecord(kind: string, branch: Branch, areaCode: string, day: Day, random: Random) {
    return {
      id: random.uuid(instantOn(day, random.next())),
      areaCode,
      branchCode: branch.code,
      sourceRef: `demo-${kind}-${day.month}-${String(this.nextNumber(`${kind}/${day.month}`)).padStart(5, '0')}`,
      knownOn: day.date,
    };
  }

  /** 1, 2, 3, … of each series. */
  nextNumber(series: string): number {
    const number = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, number);
    return number;
  }

  /** The first workday from a day on that the branch is not silent on. */
  workdayFor(branchCode: string, index: number): number {
    let found = this.calendar.workdayFrom(index);
    while (isSilent(branchCode, this.calendar.at(found).month)) found = this.calendar.workdayFrom(found + 1);
    return found;
  }

  dateAt(index: number): IsoDate {
    return this.calendar.at(index).date;
  }
}

export function isSilent(branchCode: string, month: string): boolean {
  return branchCode === silence.branchCode && month === silence.month;
}

/** What the plan gives a slice. */
export function quotaOf(quotas: Quotas, slice: Slice): number {
  const count = quotas[Math.min(slice.year, lastPlannedYear)]?.[slice.column];
  if (count === undefined) throw new RangeError(`The plan has no count for ${slice.id}.`);
  return count;
}
