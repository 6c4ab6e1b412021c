import type { Branch } from './branches.js';
import type { Day } from './calendar.js';
import { officeRhythm } from './calendar.js';
import { fundingPlan } from './plan.js';
import type { Random } from './random.js';
import type { Slice } from './slices.js';
import { projectTitles, recipientWeights } from './texts/programmes.js';
import { drawLanguage } from './texts/wording.js';
import { Weighted } from './weighted.js';
import type { World } from './world.js';
import { quotaOf } from './world.js';

/** Villages are funded, not cities: branches differ less than by people. */
const spread = { power: 0.45, office: 0 };

const titles = new Weighted(projectTitles, ({ weight }) => weight);
const recipients = Weighted.keys(recipientWeights);

/** Projects funded in a slice: those of auyl-amanaty share exactly the money planned for it. */
export function fundProjects(world: World, slice: Slice): void {
  const random = world.random('funding', slice);
  const ofProgramme = quotaOf(fundingPlan.auylAmanaty, slice);
  const count = ofProgramme + quotaOf(fundingPlan.others, slice);
  const branches = world.allocate('funding', slice, random, count, spread);
  const amounts = shareOut(random, quotaOf(fundingPlan.auylAmanatyThousandKzt, slice), ofProgramme);
  const days = random.shuffled(world.drawDays(slice, random, count, officeRhythm));
  const funded = days.map((day, index) => ({ day, branch: branches[index] as Branch, amount: amounts[index] ?? null }));
  for (const { day, branch, amount } of funded.sort((a, b) => a.day.index - b.day.index)) {
    world.records.funded_project.push(drawProject(world, random, day, branch, amount));
  }
}

function drawProject(world: World, random: Random, day: Day, branch: Branch, amountThousandKzt: number | null) {
  const title = titles.draw(random);
  // Outside the programme people pay a part themselves, to the tiyn.
  const ownTiyn = random.int(60_000_000, 480_000_000);
  return {
    ...world.newRecord('project', branch, world.drawPlace(random, branch).areaCode, day, random),
    programmeCode: amountThousandKzt === null ? null : 'auyl-amanaty',
    title: title[drawLanguage(random)],
    recipientKindCode: recipients.draw(random),
    sectorCode: title.sectorCode,
    fundedOn: day.date,
    amount: amountThousandKzt === null ? inTenge(ownTiyn) : `${amountThousandKzt}000.00`,
  };
}

/** Whole parts of a whole, none under a quarter of the average. */
function shareOut(random: Random, whole: number, count: number): number[] {
  const weights = Array.from({ length: count }, () => 0.3 + random.next() + random.next() ** 3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const part = Math.round((whole * seen) / total) - given;
    given += part;
    return part;
  });
}

function inTenge(tiyn: number): string {
  return `${Math.floor(tiyn / 100)}.${String(tiyn % 100).padStart(2, '0')}`;
}
