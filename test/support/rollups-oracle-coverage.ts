import type { Coverage, LiveAsk } from '@oblys/rollups';
import { eventsOf, type OracleRecords } from './rollups-oracle-records.js';
import { sentTo, together } from './rollups-oracle-submissions.js';
import { districtsOf, nextMonth } from './rollups-oracle-tree.js';

/** Which months the districts of an area have reported, month by month and district by district. */
export function cover(records: OracleRecords, ask: LiveAsk): Coverage {
  const events = eventsOf(records, ask.asOf);
  const day = ask.to < ask.asOf ? ask.to : ask.asOf;
  const { firstMonth, haveRecords } = placesOf(events);
  const missing: Coverage['missing'] = [];
  let [expected, reported, bySubmissions, onTime] = [0, 0, 0, 0];
  for (let month = ask.from?.slice(0, 7) ?? firstMonth; month <= day.slice(0, 7); month = nextMonth(month)) {
    if (ask.from !== null && ask.from > day) break;
    const lying = districtsOf(ask.level === 'REGION' ? ask.areaCode : null, month);
    const there = lying.filter(({ code }) => ask.level !== 'DISTRICT' || code === ask.areaCode);
    for (const code of [...new Set(there.map((district) => district.code))].sort()) {
      expected += 1;
      const regions = there.filter((district) => district.code === code).map(({ region }) => region);
      const sent = together(
        regions.map((region) => sentTo(records, region, code, month, ask.asOf)).filter((each) => each !== null),
      );
      const hasRecords = haveRecords.has([ask.level === 'REGION' ? ask.areaCode : null, code, month].join());
      if (sent !== null) bySubmissions += 1;
      if (sent?.isOnTime === true) onTime += 1;
      if (sent?.isSent ?? hasRecords) reported += 1;
      else missing.push({ areaCode: code, month: `${month}-01`, state: (sent?.state ?? null) as never });
    }
  }
  const basis = bySubmissions === 0 ? 'RECORDS' : bySubmissions === expected ? 'SUBMISSIONS' : 'MIXED';
  return { expected, reported, basis, onTime: bySubmissions === 0 ? null : onTime, missing };
}

interface Places {
  firstMonth: string;
  /** Branches and months, in whatever region and by the region. */
  haveRecords: Set<string>;
}

/** Thousands of asks are of the same few days. */
const known = new WeakMap<ReturnType<typeof eventsOf>, Places>();

function placesOf(events: ReturnType<typeof eventsOf>): Places {
  const places = known.get(events) ?? {
    firstMonth: events.map(({ month }) => month).sort()[0]!,
    haveRecords: new Set(
      events.flatMap(({ region_code: region, branch_code: branch, month }) =>
        [null, region].map((lyingIn) => [lyingIn, branch, month].join()),
      ),
    ),
  };
  known.set(events, places);
  return places;
}
