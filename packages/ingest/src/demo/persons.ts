import type { Branch, Place } from './branches.js';
import { regionCode } from './branches.js';
import type { Day } from './calendar.js';
import { instantOn } from './calendar.js';
import type { Random } from './random.js';
import type { Person } from './records.js';
import { drawFullName, drawPhone, drawStreet } from './texts/names.js';
import type { World } from './world.js';

/** People by branch; now and then one comes again. */
export class People {
  readonly #byBranch = new Map<string, Person[]>();

  constructor(readonly world: World) {}

  draw(random: Random, branch: Branch, place: Place, day: Day): Person {
    const known = this.#byBranch.get(branch.code) ?? [];
    if (known.length > 20 && random.chance(0.1)) return random.pick(known);
    const person: Person = {
      id: random.uuid(instantOn(day, random.next())),
      regionCode,
      identity: {
        fullName: drawFullName(random),
        phone: drawPhone(random),
        address: `${place.name.kk}, ${drawStreet(random)}`,
        birthYear: Number(day.date.slice(0, 4)) - random.int(19, 84),
      },
      knownOn: day.date,
    };
    this.#byBranch.set(branch.code, known);
    known.push(person);
    this.world.records.person.push(person);
    return person;
  }
}
