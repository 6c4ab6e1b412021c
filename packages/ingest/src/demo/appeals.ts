import type { Branch } from './branches.js';
import { regionCode } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm, onlineRhythm } from './calendar.js';
import { outcomesOf } from './outcomes.js';
import type { People } from './persons.js';
import { appealPlan } from './plan.js';
import type { Random } from './random.js';
import type { Appeal } from './records.js';
import { endAfter, settleAtCheckpoint } from './settle.js';
import type { Slice } from './slices.js';
import { appealTopics } from './texts/appeals.js';
import { drawLanguage, filled } from './texts/wording.js';
import type { World } from './world.js';
import { Weighted } from './weighted.js';
import { quotaOf } from './world.js';

const topics = new Weighted(appealTopics, ({ weight }) => weight);

interface Draft {
  branch: Branch;
  branchCode: string;
  day: Day;
  begin: number;
  end: number;
  channel: Appeal['channel'];
  receptionId: string | null;
}

/** The appeals received in a slice, with what became of each. */
export function receiveAppeals(world: World, slice: Slice, people: People): void {
  const random = world.random('appeal', slice);
  const drafts = draftAppeals(world, random, slice);
  if (slice.leadsToCheckpoint) {
    settleAtCheckpoint(world, random, drafts, appealPlan.openAtCheckpoint[slice.column] ?? 0, [5, 37]);
  }
  const outcomes = outcomesOf(world, random, slice, drafts, appealPlan);
  drafts.forEach(({ branch, day, channel, receptionId, end }, index) => {
    const place = world.drawPlace(random, branch);
    const topic = topics.draw(random);
    const language = drawLanguage(random);
    const appeal: Appeal = {
      ...world.newRecord('appeal', branch, place.areaCode, day, random),
      channel,
      topicCode: topic.code,
      receptionId,
      personId: people.draw(random, branch, place, day).id,
      receivedOn: day.date,
      outcome: outcomes[index] === 'POSITIVE' ? 'POSITIVE' : 'EXPLAINED',
      closedOn: world.dateAt(end),
    };
    world.records.appeal.push(appeal);
    world.records.appeal_text.push({
      appealId: appeal.id,
      regionCode,
      personId: appeal.personId,
      text: filled(random.pick(topic.texts)[language], { place: place.name[language] }),
      knownOn: day.date,
    });
  });
}

/** Each mobile reception of the slice takes some of its branch's appeals; the rest come to the office or online. */
function draftAppeals(world: World, random: Random, slice: Slice): Draft[] {
  const count = quotaOf(appealPlan.received, slice);
  const branches = world.allocate('appeal', slice, random, count, { power: 1, office: 0.065 });
  const inSlice = new Map(slice.days.map((day) => [day.date, day]));
  const seats = new Map<string, { receptionId: string; day: Day }[]>();
  for (const { id, kindCode, branchCode, heldOn } of world.records.meeting) {
    const day = inSlice.get(heldOn);
    if (kindCode !== 'mobile-reception' || day === undefined) continue;
    const ofBranch = seats.get(branchCode) ?? [];
    seats.set(branchCode, ofBranch);
    for (let seat = random.int(3, 9); seat > 0; seat--) ofBranch.push({ receptionId: id, day });
  }
  const inOffice = new Weighted(slice.days, officeRhythm);
  const online = new Weighted(slice.days, onlineRhythm);
  return branches
    .map((branch) => {
      const seat = random.chance(0.6) ? seats.get(branch.code)?.pop() : undefined;
      const channel: Appeal['channel'] = seat ? 'MOBILE' : random.chance(0.62) ? 'RECEPTION' : 'ONLINE';
      const day = seat?.day ?? (channel === 'ONLINE' ? online : inOffice).draw(random);
      return {
        branch,
        branchCode: branch.code,
        day,
        begin: day.index,
        end: endAfter(world, branch.code, day.index, drawDaysToAnswer(random)),
        channel,
        receptionId: seat?.receptionId ?? null,
      };
    })
    .sort((a, b) => a.day.index - b.day.index);
}

/** Within the fifteen workdays that the law gives; some are prolonged. */
function drawDaysToAnswer(random: Random): number {
  if (random.chance(0.12)) return random.int(0, 2);
  return random.chance(0.94) ? random.int(3, 20) : random.int(21, 48);
}
