import type { Coverage, LiveAsk } from '@oblys/rollups';
import { eventsOf, type OracleRecords } from './rollups-oracle-records.js';
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

/** Which months the districts of an area have reported, month by month and district by district. */
export function cover(records: OracleRecords, ask: LiveAsk): Coverage {
  const events = eventsOf(records, ask.asOf);
  const day = ask.to < ask.asOf ? ask.to : ask.asOf;
  const firstMonth = events.map(({ month }) => month).sort()[0]!;
  const missing: Coverage['missing'] = [];
  let [expected, reported] = [0, 0];
  for (let month = ask.from?.slice(0, 7) ?? firstMonth; month <= day.slice(0, 7); month = nextMonth(month)) {
    if (ask.from !== null && ask.from > day) break;
    const there = districts.filter(
      ([code, region, from, to]) =>
        (ask.level === 'COUNTRY' || (ask.level === 'REGION' ? region : code) === ask.areaCode) &&
        from < `${nextMonth(month)}-01` &&
        to > `${month}-01`,
    );
    for (const code of [...new Set(there.map(([district]) => district))].sort()) {
      expected += 1;
      const isReported = events.some(
        (event) =>
          event.branch_code === code &&
          event.month === month &&
          (ask.level !== 'REGION' || event.region_code === ask.areaCode),
      );
      if (isReported) reported += 1;
      else missing.push({ areaCode: code, month: `${month}-01` });
    }
  }
  return { expected, reported, missing };
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
