import { subjectsOf, type ConnectionSql, type CopyValue, type Sql } from '@oblys/database';
import { holdsInSql } from './rules-in-sql.js';
import {
  faultTable,
  linksOf,
  literal,
  personalColumn,
  rowTable,
  sqlTypeOf,
  stagedColumn,
  stagedValue,
  stageTable,
  type StagedKind,
} from './staged-kind.js';

/**
 * A row of the file by its number, whether a value of it is at fault, and the values of the staged fields, in their
 * order; one that is at fault is null. Behind them, in a file with columns of persons, what it says of one, sealed; null
 * where that is nothing. Faulty rows are staged too, so that whatever else is wrong with them is found.
 */
export type StagedRow = readonly [row: number, isFaulty: boolean, ...values: CopyValue[]];

export async function createStage(sql: Sql, { fields, personal }: StagedKind): Promise<void> {
  const columns = [
    ...fields.map((field) => `${stagedColumn(field)} ${sqlTypeOf(field)}`),
    ...(personal.length > 0 ? [`${personalColumn} bytea`] : []),
  ];
  await sql.query(
    `create temporary table ${stageTable} (row integer not null, is_faulty boolean not null, ${columns.join(', ')}) on commit drop`,
  );
  await sql.query(
    `create temporary table ${faultTable} (row integer not null, property text, code text not null, value text, params jsonb not null default '{}') on commit drop`,
  );
}

/** Streams the rows into the stage; at most one batch is held. */
export async function stageRows(
  sql: ConnectionSql,
  { fields, personal }: StagedKind,
  batches: AsyncIterable<readonly StagedRow[]>,
): Promise<number> {
  const count = await sql.copy(
    {
      table: stageTable,
      columns: ['row', 'is_faulty', ...fields.map(stagedColumn), ...(personal.length > 0 ? [personalColumn] : [])],
    },
    batches,
  );
  await sql.query(`analyze ${stageTable}`);
  return count;
}

/**
 * Finds for each staged row where its area lies on its own date, the records that it names, and the record of the
 * region that has its source reference, with what the row would be to that.
 */
export async function compareRows(sql: Sql, staged: StagedKind): Promise<void> {
  const { kind, fields, personal } = staged;
  const links = linksOf(staged);
  const values = fields.map((field) =>
    field.type === 'RECORD'
      ? `linked_${field.column}.id as ${field.column}, stage.${stagedColumn(field)}`
      : `${stagedValue(field, 'stage')} as ${field.column}`,
  );
  // What is found of persons, and what is to be written of them, is told later.
  const ofPersons = `stage.${personalColumn}, null::text as personal_changes, null::uuid as person_id, null::bytea as sealed_text`;
  if (personal.length > 0) values.push(ofPersons);
  await sql.query(`/* import:compare-rows */
create temporary table ${rowTable} on commit drop as
select compared.*,
       case when compared.record_id is null then 'NEW'
            when not compared.differs then 'UNCHANGED'
            when compared.is_as_imported then 'CHANGED'
            else 'CONFLICTING'
       end as import_outcome
  from (
    select stage.row, stage.is_faulty, placement.region_code, ${values.join(', ')},
           record.id as record_id, record.version as record_version,
           record.import_version is not distinct from record.version as is_as_imported,
           ${differs(staged)} as differs
      from ${stageTable} as stage
      left join area_placement as placement
        on placement.area_code = stage.area_code
       and placement.valid_from <= stage.${kind.placedOn}
       and placement.valid_to > stage.${kind.placedOn}
${links
  .map(
    (field) => `      left join ${tableOfLink(field)} as linked_${field.column}
        on linked_${field.column}.region_code = placement.region_code
       and linked_${field.column}.source_ref = stage.${stagedColumn(field)}
`,
  )
  .join('')}      left join ${kind.table} as record
        on record.region_code = placement.region_code
       and record.source_ref = stage.source_ref
  ) as compared`);
  if (personal.length > 0) await sql.query(`create index on ${rowTable} (row)`);
  await sql.query(`analyze ${rowTable}`);
}

function differs({ fields }: StagedKind): string {
  const [ofRecord, ofRow] = [
    fields.map(({ column }) => `record.${column}`),
    fields.map((field) => (field.type === 'RECORD' ? `linked_${field.column}.id` : stagedValue(field, 'stage'))),
  ];
  return `(${ofRecord.join(', ')}) is distinct from (${ofRow.join(', ')})`;
}

function tableOfLink({ kind }: { readonly kind?: string }): string {
  return kind!.replaceAll('-', '_');
}

/** Notes the faults that only the database knows, and takes the rows that have any out of what is written. */
export async function findSetFaults(sql: Sql, staged: StagedKind): Promise<void> {
  await sql.query(notPlaced(staged));
  await sql.query(duplicates);
  for (const field of linksOf(staged)) await sql.query(unknownRecords(staged, field));
  for (const statement of brokenRules(staged)) await sql.query(statement);
  await sql.query(`/* import:take-out-faulty */
delete from ${rowTable} as taken
 where taken.is_faulty
    or exists (select from ${faultTable} as fault where fault.row = taken.row)`);
}

function notPlaced({ kind }: StagedKind): string {
  return `/* import:not-placed */
insert into ${faultTable} (row, property, code, value, params)
select row, 'areaCode', 'NOT_PLACED', area_code, jsonb_build_object('day', ${kind.placedOn})
  from ${rowTable}
 where region_code is null
   and area_code is not null
   and ${kind.placedOn} is not null`;
}

/** Of rows that are the same record the first one stands. */
const duplicates = `/* import:duplicates */
insert into ${faultTable} (row, property, code, value, params)
select row, 'sourceRef', 'DUPLICATE_IN_FILE', source_ref, jsonb_build_object('row', first_row)
  from (
    select row, source_ref, min(row) over (partition by region_code, source_ref) as first_row
      from ${rowTable}
     where region_code is not null
       and source_ref is not null
  ) as named
 where row > first_row`;

function unknownRecords({ kind }: StagedKind, field: { property: string; column: string; kind?: string }): string {
  const reference = `taken.${field.column}_ref`;
  return `/* import:unknown-records ${kind.code} */
insert into ${faultTable} (row, property, code, value, params)
select taken.row, ${literal(field.property)},
       case when exists (select from ${tableOfLink(field)} as other where other.source_ref = ${reference}) then 'OTHER_REGION' else 'UNKNOWN_RECORD' end,
       ${reference}, jsonb_build_object('kind', ${literal(field.kind!)})
  from ${rowTable} as taken
 where ${reference} is not null
   and taken.${field.column} is null
   and taken.region_code is not null`;
}

/**
 * Of a file without all the columns: a rule between a value of the file and one that the record has already. Rules
 * between values of the file alone were tested as it was read.
 */
function brokenRules({ kind, fields }: StagedKind): string[] {
  const columns = new Map(fields.map(({ property, column }) => [property, `taken.${column}`]));
  return kind.rules.flatMap((rule) => {
    const subjects = kind.fields.filter(({ property }) => subjectsOf(rule).includes(property));
    const given = subjects.filter(({ property }) => columns.has(property));
    if (given.length === 0 || given.length === subjects.length) return [];
    const valueOf = (property: string): string =>
      columns.get(property) ?? `record.${subjects.find((subject) => subject.property === property)!.column}`;
    return `/* import:broken-rules ${kind.code} */
insert into ${faultTable} (row, property, code, params)
select taken.row, ${literal(given[0]!.property)}, ${literal(rule.check)}, ${literal(JSON.stringify(rule))}::jsonb
  from ${rowTable} as taken
  join ${kind.table} as record
    on record.id = taken.record_id
   and record.region_code = taken.region_code
 where not ${holdsInSql(rule, valueOf)}`;
  });
}
