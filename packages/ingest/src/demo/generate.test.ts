import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readVocabulary } from '@oblys/database';
import { addDays, InvalidInputError, isOverdue, roadmapStatus } from '@oblys/domain';
import { listBranches, regionCode } from './branches.js';
import { demoStart } from './calendar.js';
import { demoEdition, generateDemo } from './generate.js';
import type { DemoRecords } from './records.js';
import { countedFigures } from './stated-figures.testdata.js';
import { demoTables } from './tables.js';

type AnyRow = Record<string, unknown> & { id: string; knownOn: string; branchCode?: string };

const until = '2026-11-22';
const records = generateDemo({ until });
/** Past the last planned year. */
const longer = generateDemo({ until: '2027-06-30' });
const rowsOf = (table: keyof DemoRecords, from = records) => from[table] as unknown as AnyRow[];
const branchCodes = listBranches().map(({ code }) => code);

describe('the demonstration as of 5 November 2025', () => {
  const onTheDay = generateDemo({ until: '2025-11-05' });

  it.each(countedFigures)('agrees with figure $number, $measure', ({ count, agrees }) => {
    const counted = count(records, '2025-11-05');
    expect({ counted, agrees: agrees(counted) }).toEqual({ counted, agrees: true });
    expect(count(onTheDay, '2025-11-05')).toBe(counted);
  });

  it('holds all 27 figures of the report', () =>
    expect(countedFigures.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1)));

  it.each(['2025-10-05', '2025-12-05'])('is not what it is on %s: 15 figures and more disagree then', (asOf) => {
    const disagree = countedFigures.filter(({ count, agrees }) => !agrees(count(records, asOf)));
    const differ = countedFigures.filter(({ count }) => count(records, asOf) !== count(records, '2025-11-05'));
    expect(disagree.length).toBeGreaterThanOrEqual(15);
    expect(differ.length).toBeGreaterThanOrEqual(15);
  });

  it('has as many appeals that end well as the rounded shares allow, 3187 to 3197', () => {
    const positive = records.appeal.filter(
      (one) =>
        one.receivedOn >= '2025-01-01' &&
        one.receivedOn <= '2025-11-05' &&
        one.outcome === 'POSITIVE' &&
        String(one.closedOn) <= '2025-11-05',
    ).length;
    expect(positive).toBeGreaterThanOrEqual(3187);
    expect(positive).toBeLessThanOrEqual(3197);
  });
});

describe('life before and after that day', () => {
  it('closes the 74 open appeals within the weeks that follow', () => {
    const open = records.appeal.filter(
      ({ receivedOn, closedOn }) =>
        receivedOn >= '2025-01-01' && receivedOn <= '2025-11-05' && closedOn! > '2025-11-05',
    );
    expect(open).toHaveLength(74);
    expect(open.filter(({ closedOn }) => closedOn! > '2025-12-31')).toEqual([]);
    expect(new Set(open.map(({ closedOn }) => closedOn)).size).toBeGreaterThan(10);
  });

  it('finishes appeals and proposals of 2024 in 2025', () => {
    const finishedIn2025 = (begun: string, ended: string | null) => begun < '2025-01-01' && ended! >= '2025-01-01';
    expect(records.appeal.filter((one) => finishedIn2025(one.receivedOn, one.closedOn)).length).toBeGreaterThan(50);
    expect(records.proposal.filter((one) => finishedIn2025(one.raisedOn, one.executedOn)).length).toBeGreaterThan(5);
  });

  it('executes items of the roadmap, or lets them fall overdue', () => {
    const inProgress = records.roadmap_item.filter((item) => roadmapStatus(item, '2025-11-05') === 'IN_PROGRESS');
    const later = '2026-03-31';
    const executed = inProgress.filter(({ executedOn }) => executedOn !== null && executedOn <= later);
    const fellOverdue = inProgress.filter(
      (item) => item.dueOn >= '2025-11-05' && isOverdue(item, addDays(item.dueOn, 1)),
    );
    expect(executed.length).toBeGreaterThan(20);
    expect(fellOverdue.length).toBeGreaterThan(20);
  });

  it('adopts new roadmaps and plans in 2026', () => {
    const in2026 = ({ adoptedOn }: { adoptedOn: string }) => adoptedOn >= '2026-01-01';
    expect(records.roadmap_item.filter(in2026).length).toBeGreaterThan(100);
    expect(records.commission_plan_item.filter(in2026).length).toBeGreaterThan(100);
  });

  it('has other totals in 2024 and in 2026 than in 2025', () => {
    const differing = (asOf: string) => countedFigures.filter(({ count, agrees }) => !agrees(count(records, asOf)));
    expect(differing('2024-11-05').length).toBeGreaterThanOrEqual(20);
    expect(differing('2026-11-05').length).toBeGreaterThanOrEqual(20);
  });
});

describe('generateDemo', () => {
  it('gives the same records twice', () => expect(hashOf(generateDemo({ until }))).toBe(hashOf(records)));

  // Ids, links, places and dates of two editions do not fit together in one database: whoever changes them for any day
  // gives the demonstration a new edition. Texts may change.
  it('gives the records of its edition', () =>
    expect({ edition: demoEdition, hash: hashOfShape(longer) }).toEqual({
      edition: 1,
      hash: '6cbf9bd38a57ed27235ff23d351de795f6481a3e5acaa433c8c3bfa50f6194ce',
    }));

  it.each(['2024-01-01', '2024-12-31', '2025-01-27', '2025-11-04', '2026-01-28'])(
    'knows by %s what it will always have known of it',
    (day) => {
      const short = generateDemo({ until: day });
      for (const table of demoTables) {
        const known = rowsOf(table).filter(({ knownOn }) => knownOn <= day);
        const shortRows = rowsOf(table, short);
        expect(shortRows.length).toBe(known.length);
        const unlike = known.filter((row, index) => !isSameButForLater(shortRows[index]!, row, day));
        expect(unlike).toEqual([]);
      }
    },
  );

  it('dates nothing before its start nor after its end, save what is planned', () => {
    const outside = demoTables.flatMap((table) =>
      rowsOf(table).flatMap((row) => eventDates(row).filter((date) => date < demoStart || date > until)),
    );
    expect(outside).toEqual([]);
  });

  it('has records in every table, each branch in every topic of its own', () => {
    expect(demoTables.filter((table) => rowsOf(table).length === 0)).toEqual([]);
    for (const table of ['meeting', 'faction', 'faction_session', 'proposal', 'roadmap_item', 'appeal'] as const) {
      expect(new Set(rowsOf(table).map(({ branchCode }) => branchCode))).toEqual(new Set(branchCodes));
    }
    const districts = new Set(branchCodes.filter((code) => code !== regionCode));
    expect(new Set(records.funded_project.map(({ branchCode }) => branchCode))).toEqual(districts);
  });

  it('is silent in one district for one month, and nowhere else in any month', () => {
    const heard = new Set(
      demoTables.flatMap((table) =>
        rowsOf(table).flatMap((row) => eventDates(row).map((date) => `${row.branchCode} ${date.slice(0, 7)}`)),
      ),
    );
    const months = Array.from({ length: 35 }, (_, index) => monthAfter('2024-01', index));
    const silent = branchCodes
      .flatMap((code) => months.map((month) => `${code} ${month}`))
      .filter((at) => !heard.has(at));
    expect(silent).toEqual(['114400000 2025-08']);
  });

  it('gives larger districts more', () => {
    const counts = new Map<string, number>();
    for (const { branchCode } of records.appeal) counts.set(branchCode, (counts.get(branchCode) ?? 0) + 1);
    const appealsOf = (code: string) => counts.get(code) ?? 0;
    const byAppeals = [...branchCodes].sort((a, b) => appealsOf(b) - appealsOf(a));
    expect(byAppeals[0]).toBe('111000000');
    expect(byAppeals.slice(-2)).toEqual(['116000000', '114400000']);
    expect(appealsOf('114400000')).toBeGreaterThan(100);
  });

  it('names areas of the branch, and elections in rural districts only', () => {
    const elsewhere = demoTables
      .flatMap((table) => rowsOf(table))
      .filter(({ branchCode, areaCode }) => {
        if (branchCode === undefined) return false;
        return branchCode === regionCode
          ? areaCode !== regionCode
          : !String(areaCode).startsWith(branchCode.slice(0, 4));
      });
    expect(elsewhere).toEqual([]);
    expect(records.akim_election.filter(({ areaCode, branchCode }) => areaCode === branchCode)).toEqual([]);
    const electedBefore2027 = records.akim_election.map(({ areaCode }) => areaCode);
    expect(new Set(electedBefore2027).size).toBe(electedBefore2027.length);
  });

  it('refers to terms of the vocabularies only', () => {
    const vocabulary = readVocabulary();
    const codes = {
      programmeCode: vocabulary.programme,
      bodyCode: vocabulary.body,
      counterpartCode: vocabulary.body,
      sectorCode: vocabulary.sector,
      recipientKindCode: vocabulary.recipient_kind,
      topicCode: vocabulary.appeal_topic,
    };
    for (const [field, terms] of Object.entries(codes)) {
      const used = new Set(demoTables.flatMap((table) => rowsOf(table).map((row) => row[field] ?? null)));
      used.delete(null);
      expect(terms.map(({ code }) => code)).toEqual(expect.arrayContaining([...used]));
      expect(used.size).toBeGreaterThan(1);
    }
    const kinds = (terms: { code: string }[]) => new Set(terms.map(({ code }) => code));
    const meetingKinds = kinds(vocabulary.outreach_kind);
    const facilityKinds = kinds(vocabulary.facility_kind);
    expect(records.meeting.filter(({ kindCode }) => !meetingKinds.has(kindCode))).toEqual([]);
    expect(records.facility.filter(({ kindCode }) => !facilityKinds.has(kindCode))).toEqual([]);
  });

  it('ties records together only where they belong together', () => {
    const meetings = new Map(records.meeting.map((meeting) => [meeting.id, meeting]));
    const mobile = records.appeal.filter(({ receptionId }) => receptionId !== null);
    expect(mobile.length).toBeGreaterThan(500);
    expect(
      mobile.filter(({ receptionId, receivedOn, branchCode, channel }) => {
        const reception = meetings.get(receptionId!);
        return (
          reception?.kindCode !== 'mobile-reception' ||
          reception.heldOn !== receivedOn ||
          reception.branchCode !== branchCode ||
          channel !== 'MOBILE'
        );
      }),
    ).toEqual([]);
    const sessions = new Map(records.faction_session.map((session) => [session.id, session]));
    expect(records.proposal.filter((one) => sessions.get(one.sessionId)?.heldOn !== one.raisedOn)).toEqual([]);
    const organizations = new Map(records.primary_organization.map((one) => [one.id, one]));
    const ofOrganizations = records.meeting.filter(({ organizationId }) => organizationId !== null);
    expect(ofOrganizations.length).toBeGreaterThan(1000);
    expect(
      ofOrganizations.filter(({ organizationId, heldOn, branchCode }) => {
        const one = organizations.get(organizationId!);
        return one?.branchCode !== branchCode || one.registeredOn > heldOn || (one.dissolvedOn ?? '9999') <= heldOn;
      }),
    ).toEqual([]);
    const items = new Map(records.roadmap_item.map((item) => [item.id, item]));
    const dealtWith = [
      ...records.monitoring_visit.map(({ roadmapItemId, visitedOn }) => [roadmapItemId, visitedOn] as const),
      ...records.meeting_roadmap_item.map(({ roadmapItemId, knownOn }) => [roadmapItemId, knownOn] as const),
    ];
    expect(dealtWith.filter(([id, day]) => roadmapStatus(items.get(id)!, day) === null)).toEqual([]);
  });

  it('numbers the records of a month and gives each an id of its day', () => {
    for (const table of demoTables) {
      const rows = rowsOf(table).filter(({ id }) => id !== undefined);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      const refs = rows.map(({ sourceRef }) => sourceRef).filter((ref) => ref !== undefined);
      expect(new Set(refs).size).toBe(refs.length);
      const misdated = rows.filter(({ id, knownOn }) => dayOfId(id) !== knownOn);
      expect(misdated).toEqual([]);
    }
    expect(records.appeal[0]?.sourceRef).toBe('demo-appeal-2024-01-00001');
  });

  it('goes on after the last planned year', () => {
    expect(longer.appeal.filter(({ receivedOn }) => receivedOn >= '2027-06-01').length).toBeGreaterThan(400);
    expect(longer.roadmap_item.filter(({ adoptedOn }) => adoptedOn >= '2027-01-01').length).toBeGreaterThan(100);
  });

  it.each(['2023-12-31', '2025-02-29', 'yesterday'])('refuses %s as its last day', (day) =>
    expect(() => generateDemo({ until: day })).toThrow(InvalidInputError),
  );
});

function hashOf(value: DemoRecords): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function hashOfShape(value: DemoRecords): string {
  // Whose appeal a text is of, the appeal tells.
  const isShape = (table: string, field: string) =>
    /^id$|Id$|On$|^areaCode$|^sourceRef$/.test(field) && `${table}.${field}` !== 'appeal_text.personId';
  const hash = createHash('sha256');
  for (const table of demoTables) {
    for (const row of rowsOf(table, value)) {
      hash.update(JSON.stringify(Object.entries(row).filter(([field]) => isShape(table, field))));
    }
  }
  return hash.digest('hex');
}

/** Whether two rows agree, but for what the later one tells of the days after `day`. */
function isSameButForLater(short: AnyRow, long: AnyRow, day: string): boolean {
  const hasLater = Object.entries(long).some(
    ([field, value]) => isEvent(field) && String(value) > day && value !== null,
  );
  return Object.keys(long).every((field) => {
    if (short[field] === long[field]) return true;
    if (field === 'identity') return JSON.stringify(short[field]) === JSON.stringify(long[field]);
    const isLater = isEvent(field) ? String(long[field]) > day : hasLater && ['outcome', 'graduates'].includes(field);
    return short[field] === null && isLater;
  });
}

const isEvent = (field: string) => field.endsWith('On') && !['startsOn', 'dueOn'].includes(field);

/** The days on which something happens; that a start or a due day passes is no event. */
function eventDates(row: AnyRow): string[] {
  return Object.entries(row).flatMap(([field, value]) => (isEvent(field) && typeof value === 'string' ? [value] : []));
}

/** What is no UUID of version 7 is of no day. Not by `expect`, which is slow for a hundred thousand of them. */
function dayOfId(id: string): string {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return 'no UUID of version 7';
  return new Date(parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString().slice(0, 10);
}

function monthAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
