import type { ReferenceArea } from '@oblys/database';
import { readAreaReference } from '@oblys/database';
import type { Wording } from './texts/wording.js';

export const regionCode = '110000000';

/** Where a record can lie: an area and what people call it. */
export interface Place {
  areaCode: string;
  name: Wording;
  isRural: boolean;
}

/** The region's office, a district or a city of regional significance. */
export interface Branch {
  code: string;
  name: Wording;
  isOffice: boolean;
  /** People in thousands. Rough: it only says how much more happens in one branch than in another. */
  weight: number;
  centre: Place;
  /** Share of what happens in the branch that happens in its centre. */
  centreShare: number;
  /** The other places of the branch. */
  places: readonly Place[];
}

interface BranchFacts {
  weight: number;
  centreShare: number;
  /** The area of the centre, or its name where the reference has no area for it. */
  centre: string | Wording;
}

/**
 * The weights follow the populations that are known of single years between 2019 and 2022, and the region's total; they
 * are not fit to be shown as populations.
 */
const facts: Readonly<Record<string, BranchFacts>> = {
  '111000000': { weight: 165, centreShare: 0.93, centre: '111010000' },
  '111600000': { weight: 48, centreShare: 0.92, centre: '111610000' },
  '111800000': { weight: 66, centreShare: 0.62, centre: '111810000' },
  '113200000': { weight: 25, centreShare: 0.52, centre: '113220000' },
  '113400000': { weight: 27, centreShare: 0.32, centre: '113430000' },
  '113600000': { weight: 23, centreShare: 0.34, centre: '113630000' },
  '113800000': { weight: 46, centreShare: 0.6, centre: { kk: 'Атбасар қаласы', ru: 'город Атбасар' } },
  '114000000': { weight: 33, centreShare: 0.52, centre: { kk: 'Макинск қаласы', ru: 'город Макинск' } },
  '114400000': { weight: 7, centreShare: 0.48, centre: '114430000' },
  '114500000': { weight: 14, centreShare: 0.34, centre: '114520000' },
  '114600000': { weight: 27, centreShare: 0.41, centre: { kk: 'Ерейментау қаласы', ru: 'город Ерейментау' } },
  '114800000': { weight: 24, centreShare: 0.45, centre: { kk: 'Есіл қаласы', ru: 'город Есиль' } },
  '115200000': { weight: 18, centreShare: 0.36, centre: '115230000' },
  '115400000': { weight: 14, centreShare: 0.42, centre: { kk: 'Державинск қаласы', ru: 'город Державинск' } },
  '115600000': { weight: 38, centreShare: 0.24, centre: '115630000' },
  '116000000': { weight: 9, centreShare: 0.45, centre: '116030000' },
  '116400000': { weight: 18, centreShare: 0.33, centre: '116430000' },
  '116600000': { weight: 74, centreShare: 0.2, centre: '116630000' },
  '116800000': { weight: 29, centreShare: 0.28, centre: '116830000' },
  '117000000': { weight: 75, centreShare: 0.6, centre: '117020000' },
};

/** How the branches share what happens. */
export interface Spread {
  /** 1 shares by people, 0 gives each branch the same. */
  power: number;
  /** Share of the region's own office. */
  office: number;
}

/** The region's office first, then the districts and cities by code. */
export function listBranches(): Branch[] {
  const { areas } = readAreaReference();
  const areaOf = new Map(areas.map((area) => [area.code, area]));
  const office = { areaCode: regionCode, name: nameOf(areaOf, regionCode), isRural: false };
  return [
    {
      code: regionCode,
      name: office.name,
      isOffice: true,
      weight: 0,
      centre: office,
      centreShare: 1,
      places: [],
    },
    ...Object.entries(facts).map(([code, { weight, centreShare, centre }]) => {
      const centreCode = typeof centre === 'string' ? centre : code;
      return {
        code,
        name: nameOf(areaOf, code),
        isOffice: false,
        weight,
        centre: {
          areaCode: centreCode,
          name: typeof centre === 'string' ? nameOf(areaOf, centre) : centre,
          isRural: areaOf.get(centreCode)?.level === 'RURAL_DISTRICT',
        },
        centreShare,
        places: areas.filter((area) => isThirdLevelOf(code, area) && area.code !== centreCode).map(placeOf),
      };
    }),
  ];
}

/** What each branch gets of the whole, in the order of the branches; the shares sum to 1. */
export function sharesOf(branches: readonly Branch[], { power, office }: Spread): number[] {
  const weights = branches.map(({ isOffice, weight }) => (isOffice ? 0 : weight ** power));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return branches.map(({ isOffice }, index) => (isOffice ? office : ((1 - office) * (weights[index] ?? 0)) / total));
}

function isThirdLevelOf(branchCode: string, { code, level }: ReferenceArea): boolean {
  return (
    code.startsWith(branchCode.slice(0, 4)) &&
    code.endsWith('000') &&
    (level === 'RURAL_DISTRICT' || level === 'SETTLEMENT')
  );
}

function placeOf({ code, level, nameKk, nameRu }: ReferenceArea): Place {
  return { areaCode: code, name: { kk: nameKk, ru: nameRu }, isRural: level === 'RURAL_DISTRICT' };
}

function nameOf(areaOf: ReadonlyMap<string, ReferenceArea>, code: string): Wording {
  const area = areaOf.get(code);
  if (area === undefined) throw new Error(`Area ${code} is not in the reference data, so the demo has no place there.`);
  return { kk: area.nameKk, ru: area.nameRu };
}
