import { officeRhythm } from './calendar.js';
import { monitoringPlan } from './plan.js';
import type { Slice } from './slices.js';
import { drawLanguage } from './texts/wording.js';
import { findings } from './texts/works.js';
import { listStandingItems } from './roadmap.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

/** Visits of control commissions to items that stand on the day; before the first roadmap there is nothing to visit. */
export function visitItems(world: World, slice: Slice): void {
  const random = world.random('monitoring', slice);
  for (const day of world.drawDays(slice, random, quotaOf(monitoringPlan, slice), officeRhythm)) {
    const items = listStandingItems(world, day);
    if (items.length === 0) continue;
    const item = random.pick(items);
    const branch = world.branch(item.branchCode);
    world.records.monitoring_visit.push({
      ...world.newRecord('visit', branch, item.areaCode, day, random),
      roadmapItemId: item.id,
      visitedOn: day.date,
      commission: `${branch.name.kk}: партиялық бақылау комиссиясы`,
      finding: random.pick(findings)[drawLanguage(random)],
    });
  }
}
