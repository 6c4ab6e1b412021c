import type { Branch } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm } from './calendar.js';
import { factionPlan } from './plan.js';
import type { Random } from './random.js';
import type { Faction, FactionSession } from './records.js';
import { endAfter, settleAtCheckpoint } from './settle.js';
import type { Slice } from './slices.js';
import { agendas } from './texts/meetings.js';
import { drawLanguage, filled } from './texts/wording.js';
import { works } from './texts/works.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

/** One faction in the maslikhat of each branch, formed in the first days of the demonstration. */
export function formFactions(world: World, slice: Slice): void {
  const random = world.random('faction', slice);
  const firstWorkday = world.calendar.at(world.calendar.workdayFrom(0));
  for (const branch of world.branches) {
    world.records.faction.push({
      ...world.newRecord('faction', branch, branch.code, firstWorkday, random),
      name: `${branch.name.kk} мәслихатының фракциясы`,
      formedOn: firstWorkday.date,
      memberCount: branch.isOffice ? 27 : random.int(8, 15),
    });
  }
}

/** The sessions of a slice, and the proposals raised at them. */
export function holdSessions(world: World, slice: Slice): void {
  const random = world.random('faction-session', slice);
  const count = quotaOf(factionPlan.sessions, slice);
  const branches = world.allocate('faction-session', slice, random, count, { power: 0.35, office: 0.09 });
  const factionOf = new Map(world.records.faction.map((faction) => [faction.branchCode, faction]));
  // The first sessions of all come after the first workdays, in which the factions are formed.
  const rhythm = (day: Day) => (day.index < 8 ? 0 : officeRhythm(day));
  const held = world.drawDays(slice, random, count, rhythm).map((day, index) => {
    const branch = branches[index] as Branch;
    const faction = factionOf.get(branch.code) as Faction;
    const session: FactionSession = {
      ...world.newRecord('session', branch, branch.code, day, random),
      factionId: faction.id,
      heldOn: day.date,
      agenda: random.pick(agendas)[drawLanguage(random)],
      attendees: random.int(Math.ceil(faction.memberCount * 0.6), faction.memberCount),
    };
    world.records.faction_session.push(session);
    return { session, day };
  });
  raiseProposals(world, slice, held);
}

function raiseProposals(world: World, slice: Slice, held: readonly { session: FactionSession; day: Day }[]): void {
  const random = world.random('proposal', slice);
  const raised = Array.from({ length: quotaOf(factionPlan.proposals, slice) }, (_, index) =>
    // A proposal for each session first, the rest anywhere.
    index < held.length ? held[index] : random.pick(held),
  )
    .filter((place) => place !== undefined)
    .sort((a, b) => a.day.index - b.day.index)
    .map(({ session, day }) => ({
      session,
      day,
      branchCode: session.branchCode,
      begin: day.index,
      end: drawEnd(world, random, session.branchCode, day),
    }));
  if (slice.leadsToCheckpoint) {
    settleAtCheckpoint(world, random, raised, factionPlan.openAtCheckpoint[slice.column] ?? 0, [4, 70]);
  }
  for (const { session, day, end } of raised) {
    const branch = world.branch(session.branchCode);
    const place = world.drawPlace(random, branch);
    const language = drawLanguage(random);
    const work = random.pick(works);
    world.records.proposal.push({
      ...world.newRecord('proposal', branch, place.areaCode, day, random),
      sessionId: session.id,
      bodyCode: work.bodyCode,
      text: filled(work[language], { place: place.name[language] }),
      raisedOn: day.date,
      executedOn: end === null ? null : world.dateAt(end),
    });
  }
}

/** Most are executed within two months; a few never. */
function drawEnd(world: World, random: Random, branchCode: string, day: Day): number | null {
  if (random.chance(0.02)) return null;
  const days = random.chance(0.8) ? random.int(9, 48) : random.int(49, 170);
  return endAfter(world, branchCode, day.index, days);
}
