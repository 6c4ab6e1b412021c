import type { Branch } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm } from './calendar.js';
import { roadmapPlan } from './plan.js';
import type { Random } from './random.js';
import type { RoadmapItem } from './records.js';
import { endAfter, settleAtCheckpoint } from './settle.js';
import type { Slice } from './slices.js';
import { drawLanguage, filled } from './texts/wording.js';
import { works } from './texts/works.js';
import type { World } from './world.js';
import { isSilent, quotaOf } from './world.js';

const spread = { power: 0.4, office: 0.12 };

/** Items adopted in a slice; in January the roadmap of the new year takes the place of the old one. */
export function growRoadmap(world: World, slice: Slice): void {
  const isJanuary = slice.month.endsWith('-01');
  const old = world.records.roadmap_item.filter(({ withdrawnOn }) => withdrawnOn === null);
  if (isJanuary && old.length > 0) turnRoadmap(world, slice, old);
  adoptItems(world, slice, isJanuary);
  withdrawItems(world, slice);
}

/** The items of a branch that stand on a day, executed or not. */
export function listStandingItems(world: World, day: Day): RoadmapItem[] {
  return world.records.roadmap_item.filter(
    ({ branchCode, adoptedOn, withdrawnOn }) =>
      adoptedOn <= day.date && (withdrawnOn === null || withdrawnOn > day.date) && !isSilent(branchCode, day.month),
  );
}

interface Draft {
  branch: Branch;
  branchCode: string;
  day: Day;
  begin: number;
  starts: number;
  due: number;
  end: number | null;
}

function adoptItems(world: World, slice: Slice, isJanuary: boolean): void {
  const random = world.random('roadmap', slice);
  const count = quotaOf(roadmapPlan.adopted, slice);
  const branches = world.allocate('roadmap', slice, random, count, spread);
  const rhythm = (day: Day) => (isJanuary && Number(day.date.slice(8)) < 20 ? 0 : officeRhythm(day));
  const drafts = world.drawDays(slice, random, count, rhythm).map((day, index) => {
    const branch = branches[index] as Branch;
    // A third of the work waits for its season or its money; nothing starts after October.
    const wait = random.chance(0.33) ? random.int(60, 270) : random.int(3, 40);
    const latest = world.calendar.indexOf(`${slice.year}-10-27`);
    const starts = Math.max(day.index + 3, Math.min(day.index + wait, latest));
    return draftItem(world, random, branch, day, starts);
  });
  if (slice.leadsToCheckpoint) settleDrafts(world, random, slice, drafts);
  for (const draft of drafts) world.records.roadmap_item.push(itemOf(world, random, slice, draft));
}

function draftItem(world: World, random: Random, branch: Branch, day: Day, starts: number): Draft {
  // Half of the work is due by the end of the year it is planned for.
  const inDecember = world.calendar.indexOf(`${day.date.slice(0, 4)}-12-01`) + random.int(0, 29);
  const due = random.chance(0.5) ? Math.max(inDecember, starts + 30) : starts + random.int(45, 230);
  const end = random.chance(0.05) ? null : Math.max(starts + 6, due + random.int(-60, 75));
  return {
    branch,
    branchCode: branch.code,
    day,
    begin: starts,
    starts,
    due,
    end: end === null ? null : endAfter(world, branch.code, end, 0),
  };
}

function settleDrafts(world: World, random: Random, slice: Slice, drafts: Draft[]): void {
  const notDue = roadmapPlan.notDueAtCheckpoint[slice.column] ?? 0;
  drafts.forEach((draft, index) => {
    if (index >= drafts.length - notDue) {
      const starts = world.calendar.workdayFrom(world.checkpointIndex + 12);
      Object.assign(draft, draftItem(world, random, draft.branch, draft.day, starts));
    } else {
      draft.starts = Math.min(draft.starts, world.checkpointIndex - 1);
    }
  });
  const executed = roadmapPlan.executedAtCheckpoint[slice.column] ?? 0;
  settleAtCheckpoint(world, random, drafts, drafts.length - executed, [6, 160]);
}

function itemOf(world: World, random: Random, slice: Slice, { branch, day, starts, due, end }: Draft): RoadmapItem {
  const place = world.drawPlace(random, branch);
  const language = drawLanguage(random);
  const work = random.pick(works);
  return {
    ...world.newRecord('roadmap', branch, place.areaCode, day, random),
    number: `${slice.year}/${world.nextNumber(`roadmap ${slice.year}`)}`,
    text: filled(work[language], { place: place.name[language] }),
    bodyCode: work.bodyCode,
    adoptedOn: day.date,
    withdrawnOn: null,
    startsOn: world.dateAt(starts),
    dueOn: world.dateAt(due),
    executedOn: end === null ? null : world.dateAt(end),
  };
}

/** Executed items leave with the old roadmap. Of the others as many as planned go on, those nearest to their end. */
function turnRoadmap(world: World, slice: Slice, old: RoadmapItem[]): void {
  const random = world.random('roadmap-turn', slice);
  const turn = world.calendar.workdayFrom(world.calendar.indexOf(`${slice.year}-01-28`));
  const turnOn = world.dateAt(turn);
  const isDone = ({ executedOn }: RoadmapItem) => executedOn !== null && executedOn <= turnOn;
  const undone = old.filter((item) => !isDone(item)).sort(byExecution);
  const carried = undone.slice(0, roadmapPlan.carriedInto[slice.year] ?? undone.length);
  for (const item of old) if (!carried.includes(item)) item.withdrawnOn = turnOn;
  for (const item of undone) if (!carried.includes(item)) item.executedOn = null;
  if (!slice.leadsToCheckpoint) return;
  const drafts = carried.map((item) => ({
    item,
    branchCode: item.branchCode,
    begin: turn + 1,
    end: item.executedOn === null ? null : world.calendar.indexOf(item.executedOn),
  }));
  settleAtCheckpoint(world, random, drafts, drafts.length - roadmapPlan.carriedExecutedAtCheckpoint, [20, 90]);
  for (const { item, end } of drafts) item.executedOn = end === null ? null : world.dateAt(end);
}

/** What is given up is neither executed by the checkpoint nor later. */
function withdrawItems(world: World, slice: Slice): void {
  const random = world.random('roadmap-withdrawal', slice);
  for (const day of world.drawDays(slice, random, quotaOf(roadmapPlan.withdrawn, slice), officeRhythm)) {
    const checkpointOn = world.dateAt(world.checkpointIndex);
    const open = listStandingItems(world, day).filter(
      ({ number, adoptedOn, startsOn, executedOn }) =>
        number.startsWith(String(slice.year)) &&
        adoptedOn < slice.month &&
        startsOn <= day.date &&
        (executedOn === null || executedOn > (slice.leadsToCheckpoint ? checkpointOn : day.date)),
    );
    Object.assign(random.pick(open), { withdrawnOn: day.date, executedOn: null });
  }
}

function byExecution(one: RoadmapItem, other: RoadmapItem): number {
  const end = ({ executedOn }: RoadmapItem) => executedOn ?? '9999-12-31';
  return end(one) < end(other) ? -1 : end(one) > end(other) ? 1 : 0;
}
