import { Area, AreaPlacement, type Sql } from '@oblys/database';
import type { WritableRecord } from '../graph/record-fields.js';
import { visibleRows } from '../read-path/scope.js';
import type { Statement } from '../read-path/statement.js';
import type { RecordKey } from './read-input.js';

/** Where an area lay on a day. */
export interface Place {
  readonly regionCode: string;
  readonly districtCode: string | null;
}

/** What the database knows of what a record refers to. */
export interface References {
  readonly isKnownArea: boolean;
  /** Null where the area lay in no region on the day, or the day is not known. */
  readonly place: Place | null;
  /** The properties whose term or record is not there, or not to be seen. */
  readonly missing: readonly string[];
  /** Whether another record of the kind in the region has the source reference. */
  readonly isReferenceTaken: boolean;
}

interface Asked {
  /** Null where it is at fault, as is the day. */
  areaCode: string | null;
  /** The record's own date. */
  day: string | null;
  /** The region that the record stays in; null where area and day decide. */
  regionCode: string | null;
  /** Codes of terms by the property that holds them. */
  terms: ReadonlyMap<string, string>;
  links: ReadonlyMap<string, RecordKey>;
  sourceRef: string | null;
  /** The id of the record itself; null where it is new. */
  ownId: string | null;
}

/** Looks everything up that a record refers to, by one statement, within the viewer's scope. */
export async function findReferences(
  sql: Sql,
  statement: Statement,
  record: WritableRecord,
  asked: Asked,
): Promise<References> {
  const areas = statement.rowsOf({ entity: Area });
  const areaCode = statement.bind(asked.areaCode, 'text');
  const targets = [...termTests(statement, record, asked), ...linkTests(statement, record, asked)];
  const parts = [
    `'isKnownArea', exists (select 1 from ${areas.from} where ${areas.column('code')} = ${areaCode})`,
    `'place', (select to_json(place) from place)`,
    `'missing', array_remove(array[${targets.join(', ')}]::text[], null)`,
    `'isReferenceTaken', ${referenceTest(statement, record, asked)}`,
  ];
  const [row] = await sql.query<{ found: References }>(
    `/* gateway:find-references */ with place as (${placeSql(statement, areaCode, asked.day)}) select json_build_object(${parts.join(', ')}) as found`,
    statement.values,
  );
  return row!.found;
}

function placeSql(statement: Statement, areaCode: string, day: string | null): string {
  const places = statement.rowsOf({ entity: AreaPlacement });
  const on = statement.bind(day, 'date');
  return `select ${places.column('regionCode')} as "regionCode", ${places.column('districtCode')} as "districtCode" from ${places.from} where ${places.column('areaCode')} = ${areaCode} and ${places.column('validFrom')} <= ${on} and ${places.column('validTo')} > ${on}`;
}

/** Each gives the property where the term is not there. */
function termTests(statement: Statement, { fields }: WritableRecord, { terms }: Asked): string[] {
  return fields
    .filter(({ property }) => terms.has(property))
    .map(({ property, to }) => {
      const rows = statement.rowsOf(to!);
      const code = statement.bind(terms.get(property), 'text');
      return missing(statement, property, `${rows.from} where ${rows.column('code')} = ${code}`);
    });
}

function linkTests(statement: Statement, { fields }: WritableRecord, { links }: Asked): string[] {
  return fields
    .filter(({ property }) => links.has(property))
    .map(({ property, to }) => {
      const rows = statement.rowsOf(to!);
      const { id, regionCode } = links.get(property)!;
      const conditions = [
        `${rows.column('id')} = ${statement.bind(id, 'uuid')}`,
        `${rows.column('regionCode')} = ${statement.bind(regionCode, 'text')}`,
        ...visibleRows([to!], rows, statement),
      ];
      return missing(statement, property, `${rows.from} where ${conditions.join(' and ')}`);
    });
}

function missing(statement: Statement, property: string, rows: string): string {
  return `case when not exists (select 1 from ${rows}) then ${statement.bind(property, 'text')} end`;
}

function referenceTest(
  statement: Statement,
  { kind }: WritableRecord,
  { sourceRef, ownId, regionCode }: Asked,
): string {
  if (sourceRef === null) return 'false';
  const rows = statement.rowsOf(kind);
  const conditions = [
    `${rows.column('regionCode')} = coalesce(${statement.bind(regionCode, 'text')}, (select place."regionCode" from place))`,
    `${rows.column('sourceRef')} = ${statement.bind(sourceRef, 'text')}`,
    ...(ownId === null ? [] : [`${rows.column('id')} <> ${statement.bind(ownId, 'uuid')}`]),
  ];
  return `exists (select 1 from ${rows.from} where ${conditions.join(' and ')})`;
}
