import type { Branch, Place } from './branches.js';
import { gatheringRhythm, officeRhythm } from './calendar.js';
import { organizationPlan } from './plan.js';
import type { PrimaryOrganization } from './records.js';
import type { Slice } from './slices.js';
import type { World } from './world.js';
import { isSilent, quotaOf } from './world.js';

/** Villages have an organisation each, so branches differ less than by people. */
const spread = { power: 0.62, office: 0.012 };

/** Primary organisations that are registered and, of those that stand, dissolved in a slice. */
export function growOrganizations(world: World, slice: Slice): void {
  const random = world.random('organization', slice);
  const count = quotaOf(organizationPlan.registered, slice);
  const branches = world.allocate('organization', slice, random, count, spread);
  world.drawDays(slice, random, count, officeRhythm).forEach((day, index) => {
    const branch = branches[index] as Branch;
    const number = world.nextNumber(`organizations of ${branch.code}`);
    const place = placeOfOrganization(branch, number);
    world.records.primary_organization.push({
      ...world.newRecord('organization', branch, place.areaCode, day, random),
      name: `№ ${number} бастауыш партия ұйымы, ${place.name.kk}`,
      registeredOn: day.date,
      dissolvedOn: null,
      memberCount: random.int(9, branch.isOffice ? 180 : 95),
    });
  });
  for (const day of world.drawDays(slice, random, quotaOf(organizationPlan.dissolved, slice), gatheringRhythm)) {
    const first = world.calendar.at(day.index - 60).date;
    const standing = world.records.primary_organization.filter(
      ({ branchCode, registeredOn, dissolvedOn }) =>
        dissolvedOn === null && registeredOn < first && !isSilent(branchCode, day.month),
    );
    random.pick(standing).dissolvedOn = day.date;
  }
}

/** The organisations of a branch that stand on a day. */
export function listStanding(world: World, branchCode: string, date: string): PrimaryOrganization[] {
  return world.records.primary_organization.filter(
    (organization) =>
      organization.branchCode === branchCode &&
      organization.registeredOn <= date &&
      (organization.dissolvedOn === null || organization.dissolvedOn > date),
  );
}

/** Every other place in turn after the centre, which has as many as its share of the people asks for. */
function placeOfOrganization({ centre, centreShare, places }: Branch, number: number): Place {
  const inCentre = (count: number) => Math.ceil(count * centreShare);
  if (places.length === 0 || inCentre(number) > inCentre(number - 1)) return centre;
  return places[(number - inCentre(number) - 1) % places.length] as Place;
}
