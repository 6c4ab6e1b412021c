import type { Branch } from './branches.js';
import { officeRhythm } from './calendar.js';
import { outcomesOf } from './outcomes.js';
import type { People } from './persons.js';
import { legalAidPlan } from './plan.js';
import { endAfter, settleAtCheckpoint } from './settle.js';
import type { Slice } from './slices.js';
import { legalSubjects } from './texts/appeals.js';
import { drawLanguage } from './texts/wording.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

export function receiveLegalAidCases(world: World, slice: Slice, people: People): void {
  const random = world.random('legal-aid', slice);
  const count = quotaOf(legalAidPlan.received, slice);
  const branches = world.allocate('legal-aid', slice, random, count, { power: 0.9, office: 0.1 });
  const drafts = world.drawDays(slice, random, count, officeRhythm).map((day, index) => {
    const branch = branches[index] as Branch;
    const days = random.chance(0.75) ? random.int(3, 26) : random.int(27, 70);
    return {
      branch,
      branchCode: branch.code,
      day,
      begin: day.index,
      end: endAfter(world, branch.code, day.index, days),
    };
  });
  if (slice.leadsToCheckpoint) {
    settleAtCheckpoint(world, random, drafts, legalAidPlan.openAtCheckpoint[slice.column] ?? 0, [5, 60]);
  }
  const outcomes = outcomesOf(world, random, slice, drafts, legalAidPlan);
  drafts.forEach(({ branch, day, end }, index) => {
    const place = world.drawPlace(random, branch);
    world.records.legal_aid_case.push({
      ...world.newRecord('legal-aid', branch, place.areaCode, day, random),
      personId: people.draw(random, branch, place, day).id,
      subject: random.pick(legalSubjects)[drawLanguage(random)],
      receivedOn: day.date,
      outcome: outcomes[index] === 'POSITIVE' ? 'POSITIVE' : random.chance(0.8) ? 'EXPLAINED' : 'DECLINED',
      closedOn: world.dateAt(end),
    });
  });
}
