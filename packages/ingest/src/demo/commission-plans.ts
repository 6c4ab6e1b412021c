import type { Branch } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm } from './calendar.js';
import { commissionPlans, lastPlannedYear } from './plan.js';
import { endAfter, settleAtCheckpoint } from './settle.js';
import type { Slice } from './slices.js';
import { drawLanguage, filled } from './texts/wording.js';
import { planWorks } from './texts/works.js';
import type { World } from './world.js';

/** The plans that commissions adopt in January, for the year. */
export function adoptCommissionPlans(world: World, slice: Slice): void {
  if (!slice.month.endsWith('-01')) return;
  for (const plan of commissionPlans) {
    const random = world.random(`commission-plan/${plan.programme}`, slice);
    const count = plan.items[Math.min(slice.year, lastPlannedYear) as keyof typeof plan.items];
    const branches = world.allocate(`commission-plan/${plan.programme}`, slice, random, count, {
      power: 0,
      office: 1 / world.branches.length,
    });
    const isSettled = slice.leadsToCheckpoint && plan.executedAtCheckpoint !== null;
    const rhythm = (day: Day) => (Number(day.date.slice(8)) < 15 ? 0 : officeRhythm(day));
    const drafts = world.drawDays(slice, random, count, rhythm).map((day, index) => {
      const branch = branches[index] as Branch;
      const due = day.index + random.int(30, 305);
      const end = endAfter(world, branch.code, Math.max(day.index + 4, due + random.int(-22, 6)), 0);
      return {
        branch,
        branchCode: branch.code,
        day,
        begin: day.index,
        due,
        end: isSettled || random.chance(0.98) ? end : null,
      };
    });
    if (isSettled) {
      settleAtCheckpoint(world, random, drafts, count - (plan.executedAtCheckpoint ?? 0), [8, 40]);
    }
    for (const { branch, day, due, end } of drafts) {
      const place = world.drawPlace(random, branch);
      const language = drawLanguage(random);
      const text = random.pick(planWorks[plan.programme] ?? [])[language];
      world.records.commission_plan_item.push({
        ...world.newRecord(`plan-${plan.programme}`, branch, place.areaCode, day, random),
        programmeCode: plan.programme,
        planYear: slice.year,
        number: String(world.nextNumber(`plan ${plan.programme} ${slice.year}`)),
        text: filled(text, { place: place.name[language] }),
        adoptedOn: day.date,
        dueOn: world.dateAt(due),
        executedOn: end === null ? null : world.dateAt(end),
      });
    }
  }
}
