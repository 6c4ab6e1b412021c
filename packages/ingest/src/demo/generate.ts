import type { IsoDate } from '@oblys/domain';
import { addDays, addMonths, InvalidInputError, later, parseIsoDate } from '@oblys/domain';
import { receiveAppeals } from './appeals.js';
import { Calendar, demoStart } from './calendar.js';
import { adoptCommissionPlans } from './commission-plans.js';
import { sendLetters } from './correspondence.js';
import { completeCourses } from './courses.js';
import { cutAt } from './cut.js';
import { ElectionOrder, holdElections } from './elections.js';
import { holdEvents } from './events.js';
import { stallFacilities } from './facilities.js';
import { formFactions, holdSessions } from './factions.js';
import { fundProjects } from './funding.js';
import { receiveLegalAidCases } from './legal-aid.js';
import { holdMeetings } from './meetings.js';
import { visitItems } from './monitoring.js';
import { growOrganizations } from './organizations.js';
import { People } from './persons.js';
import { checkpoint } from './plan.js';
import type { DemoRecords } from './records.js';
import { growRoadmap } from './roadmap.js';
import { listSlices } from './slices.js';
import { World } from './world.js';

/**
 * Changes with every change of what is generated for a day, for records of two editions do not fit together.
 * A test holds the records' hash against it.
 */
export const demoEdition = 1;

/** Longer than anything takes from its beginning to its end. */
const longestCourse = 800;

/**
 * The synthetic records of the region from demoStart through `until`, as they are known at the end of that day: what
 * comes to be later is not there, and what ends later is still open. The records up to a day are the same whatever
 * later day is asked for.
 * @throws {InvalidInputError} when `until` is no date, or before demoStart
 */
export function generateDemo({ until }: { until: IsoDate }): DemoRecords {
  parseIsoDate(until, 'last day of the demonstration');
  if (until < demoStart) {
    throw new InvalidInputError(`The demonstration begins on ${demoStart}, so it cannot end on ${until}.`);
  }
  // Course groups are made by the month they complete in, so those of the month after are needed for this one.
  const lastMade = addMonths(`${until.slice(0, 7)}-01`, 1);
  const calendar = new Calendar(addDays(later(lastMade, checkpoint), longestCourse));
  const world = new World(calendar);
  const people = new People(world);
  const elections = new ElectionOrder(world);
  const slices = listSlices(calendar, lastMade);
  slices.forEach((slice, index) => {
    if (index === 0) formFactions(world, slice);
    growOrganizations(world, slice);
    growRoadmap(world, slice);
    adoptCommissionPlans(world, slice);
    stallFacilities(world, slice);
    holdMeetings(world, slice);
    holdElections(world, slice, elections);
    holdSessions(world, slice);
    visitItems(world, slice);
    holdEvents(world, slice);
    fundProjects(world, slice);
    completeCourses(world, slice);
    receiveAppeals(world, slice, people);
    receiveLegalAidCases(world, slice, people);
    sendLetters(world, slice);
  });
  return cutAt(world.records, until);
}
