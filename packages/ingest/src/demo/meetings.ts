import type { Branch } from './branches.js';
import { regionCode } from './branches.js';
import type { Day } from './calendar.js';
import { gatheringRhythm, instantOn } from './calendar.js';
import { listStanding } from './organizations.js';
import { meetingPlan } from './plan.js';
import type { Random } from './random.js';
import type { Meeting } from './records.js';
import { listStandingItems } from './roadmap.js';
import type { Slice } from './slices.js';
import { drawFullName } from './texts/names.js';
import { meetingTopics } from './texts/meetings.js';
import { drawLanguage, filled } from './texts/wording.js';
import { Weighted } from './weighted.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

const kindWeights = {
  'primary-meeting': 55,
  'mobile-reception': 19,
  'public-meeting': 12,
  'akimat-meeting': 9,
  'deputy-meeting': 5,
};

const kinds = Weighted.keys(kindWeights);
const speakers = Weighted.keys({ CHAIR: 45, DEPUTY: 32, AKIM: 23 });

const attendeesOf: Readonly<Record<keyof typeof kindWeights, readonly [min: number, max: number]>> = {
  'primary-meeting': [11, 64],
  'mobile-reception': [4, 26],
  'public-meeting': [24, 150],
  'akimat-meeting': [7, 31],
  'deputy-meeting': [18, 120],
};

/** Meetings of a slice, with the reports heard and the items of the roadmap dealt with at them. */
export function holdMeetings(world: World, slice: Slice): void {
  const random = world.random('meeting', slice);
  const count = quotaOf(meetingPlan, slice);
  const branches = world.allocate('meeting', slice, random, count, { power: 0.6, office: 0.05 });
  world.drawDays(slice, random, count, gatheringRhythm).forEach((day, index) => {
    const meeting = drawMeeting(world, random, branches[index] as Branch, day);
    world.records.meeting.push(meeting);
    hearReports(world, random, meeting, day);
    dealWithItems(world, random, meeting, day);
  });
}

function drawMeeting(world: World, random: Random, branch: Branch, day: Day): Meeting {
  const kind = kinds.draw(random);
  const standing = kind === 'primary-meeting' ? listStanding(world, branch.code, day.date) : [];
  const organization = standing.length > 0 ? random.pick(standing) : null;
  const place = world.drawPlace(random, branch);
  const language = drawLanguage(random);
  const topic = random.pick(meetingTopics[kind] ?? [])[language];
  return {
    ...world.newRecord('meeting', branch, organization?.areaCode ?? place.areaCode, day, random),
    kindCode: kind,
    counterpartCode: counterpartOf(kind, branch),
    organizationId: organization?.id ?? null,
    heldOn: day.date,
    topic: filled(topic, { place: place.name[language] }),
    attendees: random.int(...attendeesOf[kind]),
  };
}

function counterpartOf(kind: keyof typeof kindWeights, branch: Branch): string | null {
  if (kind === 'akimat-meeting') return branch.isOffice ? 'akmola-akimat' : 'district-akimat';
  return kind === 'deputy-meeting' ? 'mazhilis-deputies' : null;
}

/** Chairs, deputies of the faction and newly elected akims report to primary organisations. */
function hearReports(world: World, random: Random, { id, kindCode }: Meeting, day: Day): void {
  if (kindCode !== 'primary-meeting' || !random.chance(0.6)) return;
  const reports = random.chance(0.25) ? 2 : 1;
  for (let each = 0; each < reports; each++) {
    world.records.heard_report.push({
      id: random.uuid(instantOn(day, random.next())),
      regionCode,
      meetingId: id,
      speaker: speakers.draw(random),
      speakerName: drawFullName(random),
      knownOn: day.date,
    });
  }
}

function dealWithItems(world: World, random: Random, meeting: Meeting, day: Day): void {
  const probability = { 'akimat-meeting': 0.8, 'primary-meeting': 0.12 }[meeting.kindCode] ?? 0;
  if (!random.chance(probability)) return;
  const items = listStandingItems(world, day).filter(({ branchCode }) => branchCode === meeting.branchCode);
  for (const item of random.shuffled(items).slice(0, random.int(1, 3))) {
    world.records.meeting_roadmap_item.push({
      meetingId: meeting.id,
      roadmapItemId: item.id,
      regionCode,
      knownOn: day.date,
    });
  }
}
