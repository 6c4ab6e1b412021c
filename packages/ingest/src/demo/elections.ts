import type { Branch, Place } from './branches.js';
import { sundayRhythm } from './calendar.js';
import { electionPlan } from './plan.js';
import { Random } from './random.js';
import type { Slice } from './slices.js';
import { drawFullName } from './texts/names.js';
import type { World } from './world.js';
import { isSilent, quotaOf } from './world.js';

interface Turn {
  branch: Branch;
  place: Place;
}

/** The rural districts take turns to elect: none does twice before all have, as terms are of several years. */
export class ElectionOrder {
  readonly #turns: Turn[];

  constructor(world: World) {
    const rural = world.branches.flatMap((branch) =>
      [branch.centre, ...branch.places].filter(({ isRural }) => isRural).map((place) => ({ branch, place })),
    );
    this.#turns = new Random('oblys-demo/election-order').shuffled(rural);
  }

  next(month: string): Turn {
    const index = this.#turns.findIndex(({ branch }) => !isSilent(branch.code, month));
    const [turn] = this.#turns.splice(index, 1) as [Turn];
    this.#turns.push(turn);
    return turn;
  }
}

export function holdElections(world: World, slice: Slice, order: ElectionOrder): void {
  const random = world.random('election', slice);
  const count = quotaOf(electionPlan.held, slice);
  const lost = quotaOf(electionPlan.lostByNominee, slice);
  const outcomes = random.shuffled(Array.from({ length: count }, (_, index) => index >= lost));
  world.drawDays(slice, random, count, sundayRhythm).forEach((day, index) => {
    const { branch, place } = order.next(slice.month);
    world.records.akim_election.push({
      ...world.newRecord('election', branch, place.areaCode, day, random),
      heldOn: day.date,
      candidateCount: random.int(2, 5),
      winnerName: drawFullName(random),
      wonByNominee: outcomes[index] ?? true,
    });
  });
}
