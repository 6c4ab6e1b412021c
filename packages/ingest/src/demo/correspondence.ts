import type { Branch } from './branches.js';
import { officeRhythm } from './calendar.js';
import { correspondencePlan } from './plan.js';
import type { Correspondence } from './records.js';
import { endAfter } from './settle.js';
import type { Slice } from './slices.js';
import { letterSubjects } from './texts/meetings.js';
import { drawLanguage } from './texts/wording.js';
import { works } from './texts/works.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

/** Letters of the branches and inquiries of deputies, most of which are answered. */
export function sendLetters(world: World, slice: Slice): void {
  for (const kind of ['LETTER', 'INQUIRY'] as const) sendKind(world, slice, kind);
}

function sendKind(world: World, slice: Slice, kind: Correspondence['kind']): void {
  const random = world.random(`correspondence/${kind}`, slice);
  const count = quotaOf(correspondencePlan[kind], slice);
  const branches = world.allocate(`correspondence/${kind}`, slice, random, count, { power: 0.5, office: 0.18 });
  world.drawDays(slice, random, count, officeRhythm).forEach((day, index) => {
    const branch = branches[index] as Branch;
    const toDistrict = !branch.isOffice && random.chance(0.55);
    const answered = endAfter(world, branch.code, day.index, random.int(5, 32));
    world.records.correspondence.push({
      ...world.newRecord(kind.toLowerCase(), branch, branch.code, day, random),
      kind,
      counterpartCode: toDistrict ? 'district-akimat' : random.pick(works).bodyCode,
      subject: random.pick(letterSubjects)[drawLanguage(random)],
      sentOn: day.date,
      answeredOn: random.chance(0.09) ? null : world.dateAt(answered),
    });
  });
}
