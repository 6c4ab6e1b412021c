import type { Branch } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm } from './calendar.js';
import { coursePlan } from './plan.js';
import type { Random } from './random.js';
import type { Slice } from './slices.js';
import { courseTitles } from './texts/programmes.js';
import { drawLanguage } from './texts/wording.js';
import type { World } from './world.js';
import { isSilent, quotaOf } from './world.js';

/** The days a course takes, at most; a group completed early in a month was begun in the month before. */
const longestCourseDays = 25;

/** The groups that complete their course in a slice. */
export function completeCourses(world: World, slice: Slice): void {
  const random = world.random('course', slice);
  const graduates = quotaOf(coursePlan.qaryzsyzQogamGraduates, slice);
  const groups = Math.round(graduates / 25);
  const sizes = shareEvenly(random, graduates, groups);
  const count = groups + quotaOf(coursePlan.otherGroups, slice);
  const branches = world.allocate('course', slice, random, count, { power: 0.9, office: 0.05 });
  // The first groups of all begin with the demonstration, so none completes in its first days.
  const rhythm = (day: Day) => (day.index < 11 ? 0 : officeRhythm(day));
  const days = random.shuffled(world.drawDays(slice, random, count, rhythm));
  days.forEach((completed, index) => {
    const branch = branches[index] as Branch;
    const programme = index < groups ? 'qaryzsyz-qogam' : '';
    const started = startOf(world, random, branch, completed);
    world.records.course_group.push({
      ...world.newRecord('course', branch, world.drawPlace(random, branch).areaCode, started, random),
      programmeCode: programme === '' ? null : programme,
      title: random.pick(courseTitles[programme])[drawLanguage(random)],
      startedOn: started.date,
      completedOn: completed.date,
      graduates: sizes[index] ?? random.int(9, 20),
    });
  });
}

function startOf(world: World, random: Random, branch: Branch, completed: Day): Day {
  const first = world.calendar.workdayFrom(0);
  const wanted = Math.max(first, completed.index - random.int(4, longestCourseDays));
  const started = world.calendar.at(Math.min(world.calendar.workdayFrom(wanted), completed.index));
  // A silent branch begins nothing: what it completes in the month after begins there.
  return isSilent(branch.code, started.month)
    ? world.calendar.at(Math.min(world.workdayFor(branch.code, started.index), completed.index))
    : started;
}

/** Whole sizes around the average that sum to the whole. */
function shareEvenly(random: Random, whole: number, count: number): number[] {
  const sizes = Array.from(
    { length: count },
    (_, index) => Math.floor((whole * (index + 1)) / count) - Math.floor((whole * index) / count),
  );
  for (let index = 0; index + 1 < count; index += 2) {
    const moved = random.int(0, 7);
    sizes[index] = (sizes[index] ?? 0) - moved;
    sizes[index + 1] = (sizes[index + 1] ?? 0) + moved;
  }
  return sizes;
}
