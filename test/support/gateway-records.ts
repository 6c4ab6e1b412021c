import { randomUUID } from 'node:crypto';
import type { Sql } from '@oblys/database';

/** A valid row of every kind of record; a test states only what matters to it. */
const validRows: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  primary_organization: { name: 'Бастауыш ұйым', registered_on: '2025-01-10' },
  roadmap_item: {
    number: '1',
    text: 'Су құбырын тарту',
    adopted_on: '2025-01-10',
    starts_on: '2025-03-01',
    due_on: '2025-06-30',
  },
  meeting: { kind_code: 'primary-meeting', held_on: '2025-02-01' },
  akim_election: { held_on: '2025-02-01', candidate_count: 2, winner_name: 'Айгүл Сәрсен', won_by_nominee: true },
  faction: { name: 'Фракция', formed_on: '2023-04-01', member_count: 5 },
  faction_session: { held_on: '2025-02-01', agenda: 'Бюджет', attendees: 5 },
  proposal: { text: 'Жол жөндеу', raised_on: '2025-02-01' },
  monitoring_visit: { visited_on: '2025-04-01', commission: 'Бақылау комиссиясы' },
  programme_event: { title: 'Жәрмеңке', held_on: '2025-02-01', participants: 40 },
  funded_project: {
    title: 'Жылыжай',
    recipient_kind_code: 'farm',
    sector_code: 'crops',
    funded_on: '2025-02-01',
    amount: '1250000.00',
  },
  course_group: { title: 'Қаржы сауаттылығы', started_on: '2025-02-01' },
  commission_plan_item: {
    plan_year: 2025,
    number: '1',
    text: 'Тексеру',
    adopted_on: '2025-01-15',
    due_on: '2025-12-01',
  },
  appeal: { channel: 'ONLINE', topic_code: 'roads', received_on: '2025-02-01' },
  legal_aid_case: { subject: 'Еңбек дауы', received_on: '2025-02-01' },
  facility: { kind_code: 'school', name: 'Орта мектеп', planned_on: '2020-09-01' },
  correspondence: { kind: 'LETTER', counterpart_code: 'akmola-akimat', subject: 'Жол', sent_on: '2025-02-01' },
};

/** Writes one record and gives its id. */
export async function seedRecord(
  sql: Sql,
  table: string,
  stated: Readonly<Record<string, unknown>> & { area_code: string },
): Promise<string> {
  const row = { ...validRows[table], source_ref: randomUUID(), ...stated };
  const columns = Object.keys(row);
  const [written] = await sql.query<{ id: string }>(
    `insert into ${table} (${columns.join(', ')})
     values (${columns.map((_column, index) => `$${index + 1}`).join(', ')})
     returning id`,
    Object.values(row),
  );
  if (written === undefined) throw new Error(`No row was written to ${table}.`);
  return written.id;
}
