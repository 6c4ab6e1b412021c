import { kosshyFormedOn, rollupsTree, sandykMovedOn, silentMovedOn } from './rollups-tree.js';

/** Where each district lay: the region, from the day, up to the day. */
const districts: [code: string, region: string, from: string, to: string][] = [
  [rollupsTree.burabay, rollupsTree.north, '0000', '9999'],
  [rollupsTree.tselinograd, rollupsTree.north, '0000', '9999'],
  [rollupsTree.kosshy, rollupsTree.north, kosshyFormedOn, '9999'],
  [rollupsTree.sandyk, rollupsTree.north, '0000', sandykMovedOn],
  [rollupsTree.sandyk, rollupsTree.south, sandykMovedOn, '9999'],
  [rollupsTree.almatyVillage, rollupsTree.south, '0000', '9999'],
  [rollupsTree.silent, rollupsTree.north, '0000', silentMovedOn],
  [rollupsTree.silent, rollupsTree.south, silentMovedOn, '9999'],
  [rollupsTree.waiting, rollupsTree.north, '0000', '9999'],
  [rollupsTree.quiet, rollupsTree.north, '0000', '9999'],
];

/** The districts that lay anywhere, or in a region, in a month (YYYY-MM), each with the region. */
export function districtsOf(region: string | null, month: string): { code: string; region: string }[] {
  return districts
    .filter(
      ([, lyingIn, from, to]) =>
        (region === null || lyingIn === region) && from < `${nextMonth(month)}-01` && to > `${month}-01`,
    )
    .map(([code, lyingIn]) => ({ code, region: lyingIn }));
}

export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
