import type { Sql } from '@oblys/database';
import { addDays, addMonths } from '@oblys/domain';
import { createRandom, type Random } from './random.js';
import { rollupsTree } from './rollups-tree.js';

/** Every record the oracle counts, by table, as read back from the database: dates as text, amounts as text. */
export type Row = Record<string, string | number | boolean | null>;

/** Random records of all fifteen topics, the same for the same seed; they lie from the middle of 2024 into 2026. */
export async function seedRollupsRecords(sql: Sql, seed: number): Promise<void> {
  await seedVocabularies(sql);
  for (const records of [recordsOf(createRandom(seed)), recordsOfQuiet()]) {
    for (const [table, rows] of Object.entries(records)) await insertRows(sql, table, rows);
  }
  await sql.query('analyze');
}

/** What a row does not name takes its default. */
export async function insertRows(sql: Sql, table: string, rows: readonly Row[]): Promise<void> {
  const columnsOf = (row: Row): string => Object.keys(row).join(', ');
  for (const columns of new Set(rows.map(columnsOf))) {
    await sql.query(
      `insert into ${table} (${columns})
       select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows.filter((row) => columnsOf(row) === columns))],
    );
  }
}

/** As many terms of each vocabulary as the records need. */
export async function seedVocabularies(sql: Sql): Promise<void> {
  const terms: [table: string, codes: string[]][] = [
    ['programme', ['auyl-amanaty', 'womens-wing', 'unused']],
    ['body', ['akimat']],
    ['outreach_kind', ['primary-meeting', 'mobile-reception']],
    ['sector', ['crops']],
    ['recipient_kind', ['farm']],
    ['appeal_topic', ['roads']],
    ['facility_kind', ['school']],
  ];
  for (const [table, codes] of terms) {
    for (const code of codes) {
      await sql.query(`insert into ${table} (code, name_kk, name_ru, name_en) values ($1, $1, $1, $1)`, [code]);
    }
  }
}

/** The days about which counting goes wrong: ends of months, quarters and years, leap days, the as-of days of the tests. */
const edges = [
  '2024-06-30',
  '2024-07-01',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-14',
  '2025-03-15',
  '2025-03-31',
  '2025-04-01',
  '2025-09-30',
  '2025-10-01',
  '2025-10-05',
  '2025-10-06',
  '2025-10-31',
  '2025-11-01',
  '2025-11-05',
  '2025-11-06',
  '2025-11-30',
  '2025-12-31',
  '2026-01-01',
] as const;

function recordsOf(random: Random): Record<string, Row[]> {
  const { north, south, burabay, tselinograd, kosshyTown, sandyk, almatyVillage, waiting } = rollupsTree;
  const places = [north, south, burabay, burabay, tselinograd, kosshyTown, sandyk, almatyVillage];
  let made = 0;
  const day = (): string => (random.chance(0.3) ? random.pick(edges) : addDays('2024-06-10', random.below(600)));
  const reportable = (areaCode: string): string => {
    const date = day();
    // Almaty village says nothing from September to November 2025.
    const isSilent = areaCode === almatyVillage && date >= '2025-09-01' && date < '2025-12-01';
    return isSilent ? addMonths(date, -4) : date;
  };
  const after = (date: string, days: number): string => addDays(date, random.below(days));
  const maybe = <T>(value: () => T, share = 0.6): T | null => (random.chance(share) ? value() : null);
  const programme = (): string | null => random.pick([null, 'auyl-amanaty', 'womens-wing']);
  /** Later days of Almaty village are kept out of its silence too. */
  const later = (areaCode: string, date: string, days: number): string => {
    const found = after(date, days);
    return areaCode === almatyVillage && found >= '2025-09-01' && found < '2025-12-01' ? '2025-12-05' : found;
  };
  const rows = (count: number, row: (areaCode: string, on: string) => Row): Row[] =>
    Array.from({ length: count }, () => {
      const areaCode = random.pick(places);
      made += 1;
      return { area_code: areaCode, source_ref: `random-${made}`, ...row(areaCode, reportable(areaCode)) };
    });
  const id = (kind: number, number: number): string =>
    `00000000-000${kind}-7000-8000-${String(number).padStart(12, '0')}`;

  // Keys between records hold the region, so those that are pointed at stay where no link of theirs moves.
  const still = [north, burabay, tselinograd];
  const organizations = Array.from({ length: 12 }, (_none, index): Row => {
    const registeredOn = addDays('2024-06-01', index * 10);
    const dissolvedOn = [null, registeredOn, addDays(registeredOn, 200), '2025-10-05', '2025-11-06'][index % 5]!;
    return {
      id: id(1, index),
      area_code: still[index % 3]!,
      source_ref: `organization-${index}`,
      name: 'Ұйым',
      registered_on: registeredOn,
      dissolved_on: dissolvedOn,
    };
  });
  const meetings = Array.from({ length: 140 }, (_none, index): Row => {
    const areaCode = index < 100 ? random.pick(still) : random.pick(places);
    return {
      id: id(2, index),
      area_code: areaCode,
      source_ref: `meeting-${index}`,
      kind_code: random.pick(['primary-meeting', 'mobile-reception']),
      organization_id: index < 100 ? random.pick([null, ...organizations.map((row) => row['id']!)]) : null,
      held_on: reportable(areaCode),
      attendees: random.below(50),
    };
  });
  // All organisations lie in the north, so meetings of the south have none.
  const roadmap = rows(180, (areaCode, adoptedOn) => {
    const startsOn = addDays(adoptedOn, random.below(120) - 40);
    return {
      number: '1',
      text: 'Тармақ',
      adopted_on: adoptedOn,
      withdrawn_on: maybe(() => random.pick([adoptedOn, later(areaCode, adoptedOn, 300)]), 0.25),
      starts_on: startsOn,
      due_on: addDays(startsOn, random.below(90)),
      executed_on: maybe(() => later(areaCode, addDays(adoptedOn, -30), 200)),
    };
  });
  return {
    primary_organization: [
      ...organizations,
      ...rows(40, (areaCode, registeredOn) => ({
        name: 'Ұйым',
        registered_on: registeredOn,
        dissolved_on: maybe(() => later(areaCode, registeredOn, 200), 0.4),
      })),
    ],
    meeting: meetings,
    akim_election: rows(60, (_area, heldOn) => ({
      held_on: heldOn,
      candidate_count: 2,
      winner_name: 'Үміткер',
      won_by_nominee: random.chance(0.8),
    })),
    proposal: rows(120, (areaCode, raisedOn) => ({
      text: 'Ұсыныс',
      raised_on: raisedOn,
      executed_on: maybe(() => later(areaCode, raisedOn, 150)),
    })),
    roadmap_item: roadmap,
    monitoring_visit: rows(60, (_area, visitedOn) => ({ visited_on: visitedOn, commission: 'Комиссия' })),
    programme_event: rows(150, (_area, heldOn) => ({
      programme_code: programme(),
      title: 'Іс-шара',
      held_on: heldOn,
      participants: random.below(200),
    })),
    funded_project: rows(120, (_area, fundedOn) => ({
      programme_code: programme(),
      title: 'Жоба',
      recipient_kind_code: 'farm',
      sector_code: 'crops',
      funded_on: fundedOn,
      amount: `${1 + random.below(99_999_999)}.${String(random.below(100)).padStart(2, '0')}`,
    })),
    course_group: rows(90, (areaCode, startedOn) => {
      const completedOn = maybe(() => later(areaCode, startedOn, 90), 0.8);
      return {
        programme_code: programme(),
        title: 'Курс',
        started_on: startedOn,
        completed_on: completedOn,
        graduates: completedOn === null ? null : random.below(30),
      };
    }),
    commission_plan_item: rows(150, (areaCode, adoptedOn) => ({
      programme_code: programme(),
      plan_year: Number(adoptedOn.slice(0, 4)),
      number: '1',
      text: 'Тармақ',
      adopted_on: adoptedOn,
      due_on: after(adoptedOn, 100),
      executed_on: maybe(() => later(areaCode, addDays(adoptedOn, -20), 300)),
    })),
    appeal: rows(250, (areaCode, receivedOn) => {
      const closedOn = maybe(() => later(areaCode, receivedOn, 120), 0.8);
      return {
        channel: random.pick(['RECEPTION', 'MOBILE', 'ONLINE']),
        topic_code: 'roads',
        received_on: receivedOn,
        closed_on: closedOn,
        outcome: closedOn === null ? null : random.pick(['POSITIVE', 'EXPLAINED']),
      };
    }),
    legal_aid_case: rows(120, (areaCode, receivedOn) => {
      const closedOn = maybe(() => later(areaCode, receivedOn, 120), 0.8);
      return {
        subject: 'Кеңес',
        received_on: receivedOn,
        closed_on: closedOn,
        outcome: closedOn === null ? null : random.pick(['POSITIVE', 'EXPLAINED', 'DECLINED']),
      };
    }),
    facility: [
      { ...facility('stalled-of-waiting', waiting, '2025-02-14'), commissioned_on: null },
      ...rows(60, (areaCode, plannedOn) => ({
        kind_code: 'school',
        name: 'Мектеп',
        planned_on: plannedOn,
        commissioned_on: maybe(() =>
          random.pick([plannedOn, addDays(plannedOn, 1), later(areaCode, addDays(plannedOn, -40), 200)]),
        ),
      })).map(keepSilence),
    ],
    correspondence: rows(120, (areaCode, sentOn) => ({
      kind: random.pick(['LETTER', 'INQUIRY']),
      counterpart_code: 'akimat',
      subject: 'Хат',
      sent_on: sentOn,
      answered_on: maybe(() => later(areaCode, sentOn, 60)),
    })),
    faction: [
      {
        id: id(3, 1),
        area_code: burabay,
        source_ref: 'faction-1',
        name: 'Фракция',
        formed_on: '2023-01-01',
        member_count: 5,
      },
    ],
    faction_session: Array.from({ length: 40 }, (_none, index) => ({
      area_code: random.pick(still),
      source_ref: `session-${index}`,
      faction_id: id(3, 1),
      held_on: day(),
      agenda: 'Күн тәртібі',
      attendees: 5,
    })),
    heard_report: Array.from({ length: 160 }, () => ({
      meeting_id: random.pick(meetings.slice(0, 60))['id']!,
      region_code: north,
      speaker: random.pick(['CHAIR', 'DEPUTY', 'AKIM']),
      speaker_name: 'Төраға',
    })),
  };
}

/** One event a month at most: received, closed, adopted, raised, sent, completed; in between, days that only pass. */
function recordsOfQuiet(): Record<string, Row[]> {
  const place = { area_code: rollupsTree.quiet };
  const appeal = { ...place, channel: 'ONLINE', topic_code: 'roads', outcome: 'POSITIVE' };
  return {
    appeal: [{ ...appeal, source_ref: 'quiet-1', received_on: '2024-10-10', closed_on: '2025-01-20' }],
    proposal: [{ ...place, source_ref: 'quiet-2', text: 'Ұсыныс', raised_on: '2025-03-31', executed_on: '2025-12-01' }],
    roadmap_item: [
      {
        ...place,
        source_ref: 'quiet-3',
        number: '1',
        text: 'Тармақ',
        adopted_on: '2025-05-02',
        starts_on: '2025-06-10',
        due_on: '2025-07-10',
      },
    ],
    course_group: [
      {
        ...place,
        source_ref: 'quiet-4',
        title: 'Курс',
        started_on: '2025-08-20',
        completed_on: '2025-09-30',
        graduates: 3,
      },
    ],
    correspondence: [
      {
        ...place,
        source_ref: 'quiet-5',
        kind: 'LETTER',
        counterpart_code: 'akimat',
        subject: 'Хат',
        sent_on: '2025-11-05',
        answered_on: '2025-11-06',
      },
    ],
  };
}

function facility(sourceRef: string, areaCode: string, plannedOn: string): Row {
  return { area_code: areaCode, source_ref: sourceRef, kind_code: 'school', name: 'Мектеп', planned_on: plannedOn };
}

function keepSilence(row: Row): Row {
  const { area_code: areaCode, commissioned_on: on } = row;
  const breaks = areaCode === rollupsTree.almatyVillage && typeof on === 'string' && on >= '2025-09' && on < '2025-12';
  return breaks ? { ...row, commissioned_on: null } : row;
}
