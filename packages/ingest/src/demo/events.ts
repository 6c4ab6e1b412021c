import type { Branch } from './branches.js';
import { gatheringRhythm } from './calendar.js';
import { eventPlan } from './plan.js';
import type { Random } from './random.js';
import type { Slice } from './slices.js';
import { eventTitles } from './texts/programmes.js';
import { drawLanguage, filled } from './texts/wording.js';
import { Weighted } from './weighted.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

/** Shares of the programmes; the women's wing has a quota of its own, '' is none. */
const programmes = Weighted.keys({
  'auyl-amanaty': 17,
  'qaryzsyz-qogam': 28,
  'zher-amanaty': 9,
  'quqyqtyq-komek': 14,
  '': 32,
});

export function holdEvents(world: World, slice: Slice): void {
  const random = world.random('event', slice);
  const ofWomensWing = quotaOf(eventPlan.womensWing, slice);
  const count = quotaOf(eventPlan.others, slice) + ofWomensWing;
  const branches = world.allocate('event', slice, random, count, { power: 0.75, office: 0.07 });
  const drawn = random.shuffled(
    Array.from({ length: count }, (_, index) => (index < ofWomensWing ? 'womens-wing' : programmes.draw(random))),
  );
  world.drawDays(slice, random, count, gatheringRhythm).forEach((day, index) => {
    const branch = branches[index] as Branch;
    const programme = drawn[index] ?? '';
    const place = world.drawPlace(random, branch);
    const language = drawLanguage(random);
    const title = random.pick(eventTitles[programme] ?? [])[language];
    world.records.programme_event.push({
      ...world.newRecord('event', branch, place.areaCode, day, random),
      programmeCode: programme === '' ? null : programme,
      title: filled(title, { place: place.name[language] }),
      heldOn: day.date,
      participants: drawParticipants(random, programme),
    });
  });
}

/** Most events are small; now and then a hall is full. */
function drawParticipants(random: Random, programme: string): number {
  if (programme === 'womens-wing') return random.int(16, 36);
  return random.chance(0.8) ? random.int(7, 21) : random.int(22, 44);
}
