import type { Random } from './random.js';
import type { World } from './world.js';

/** Something that is begun on one day and would naturally end on another; `end` null: never. */
export interface Course {
  branchCode: string;
  begin: number;
  end: number | null;
}

/**
 * Moves the ends so that exactly `openCount` of the courses are still open at the end of the checkpoint: those that end
 * last anyway. An end that must come sooner falls on a workday between the beginning and the checkpoint; one that must
 * come later, within the given days after it.
 */
export function settleAtCheckpoint<Item extends Course>(
  world: World,
  random: Random,
  courses: readonly Item[],
  openCount: number,
  daysAfter: readonly [first: number, last: number],
): void {
  const lastFirst = [...courses].sort((a, b) => endOf(b) - endOf(a));
  lastFirst.forEach((course, rank) => {
    if (rank < openCount) {
      if (course.end !== null && course.end <= world.checkpointIndex) {
        course.end = world.workdayFor(course.branchCode, world.checkpointIndex + random.int(...daysAfter));
      }
    } else if (endOf(course) > world.checkpointIndex) {
      course.end = workdayUpToCheckpoint(world, random, course);
    }
  });
}

/** A day after the beginning on which a branch does such things; the silent month is passed over. */
export function endAfter(world: World, branchCode: string, begin: number, days: number): number {
  return world.workdayFor(branchCode, begin + days);
}

const endOf = ({ end }: Course) => end ?? Number.POSITIVE_INFINITY;

/** Late days are likelier: what was hurried was hurried at the end. */
function workdayUpToCheckpoint(world: World, random: Random, { branchCode, begin }: Course): number {
  const span = world.checkpointIndex - begin;
  const back = Math.floor(Math.min(span, 24) * random.next() ** 1.5);
  const day = world.workdayFor(branchCode, world.checkpointIndex - back);
  return Math.min(Math.max(day, begin), world.checkpointIndex);
}
