import { createHash } from 'node:crypto';
import type { Sql } from '@oblys/database';
import type { IsoDate, LocalizedText } from '@oblys/domain';
import { ownMeasure } from './compile/columns.js';
import { measureSql } from './compile/measure-sql.js';
import type { Measure, Topic } from './topic.js';

/** What a measure meant from a build on. */
export interface KeptDefinition {
  topic: string;
  /** Its code within the topic. */
  measure: string;
  /** Counts the versions, starting at 1. */
  number: number;
  version: string;
  /** The run of the first build or publication that used it, and the day of that. */
  runId: string;
  asOf: IsoDate;
  inForceSince: Date;
  names: LocalizedText;
  definition: LocalizedText;
  unit: string;
  kind: string;
  valueType: string;
  isAdditive: boolean;
  /** What counts it from the records. */
  sql: string;
  /** What differs from the version before; nothing of the first. */
  changed: DefinitionPart[];
}

export const definitionParts = ['NAME', 'DEFINITION', 'UNIT', 'KIND', 'COMPUTATION'] as const;
/** What of a definition may change. */
export type DefinitionPart = (typeof definitionParts)[number];

/**
 * Keeps the definitions by which a build or a publication was computed, of those measures whose latest kept one is another. What is kept
 * is never changed, so that a figure is explained by the definition of its own time.
 */
export async function keepDefinitions(
  sql: Sql,
  { topics, runId, asOf }: { topics: readonly Topic[]; runId: string; asOf: IsoDate },
): Promise<void> {
  const inForce = topics.flatMap((topic) => topic.measures.map((measure) => rowOf(topic, measure)));
  await sql.query(
    `/* rollup:definitions   $1 = the definitions in force, as JSON, $2 = run, $3 = its day */
insert into measure_definition (topic, measure, number, version, run_id, as_of, name_kk, name_ru, name_en, definition_kk,
                                definition_ru, definition_en, unit, kind, value_type, is_additive, computation,
                                counted_by_sql)
select given.topic, given.measure, coalesce(latest.number, 0) + 1, given.version, $2::uuid, $3::date, given.name_kk,
       given.name_ru, given.name_en, given.definition_kk, given.definition_ru, given.definition_en, given.unit,
       given.kind, given.value_type, given.is_additive, given.computation, given.counted_by_sql
  from jsonb_to_recordset($1::jsonb) as given (
         topic text, measure text, version text, name_kk text, name_ru text, name_en text, definition_kk text,
         definition_ru text, definition_en text, unit text, kind text, value_type text, is_additive boolean,
         computation jsonb, counted_by_sql text)
  left join lateral (
    select kept.number, kept.version
      from measure_definition as kept
     where kept.topic = given.topic
       and kept.measure = given.measure
     order by kept.number desc
     limit 1
  ) as latest on true
 where latest.version is distinct from given.version
on conflict do nothing`,
    [JSON.stringify(inForce), runId, asOf],
  );
}

/** Every definition that was ever in force, by topic and measure, the newest first. */
export async function listDefinitions(sql: Sql): Promise<KeptDefinition[]> {
  const rows = await sql.query<Omit<KeptDefinition, 'changed'> & Record<DefinitionPart, boolean>>(
    `/* definitions:list */
select kept.topic, kept.measure, kept.number, kept.version, kept.run_id as "runId", kept.as_of as "asOf",
       kept.in_force_since as "inForceSince",
       json_build_object('kk', kept.name_kk, 'ru', kept.name_ru, 'en', kept.name_en) as names,
       json_build_object('kk', kept.definition_kk, 'ru', kept.definition_ru, 'en', kept.definition_en) as definition,
       kept.unit, kept.kind, kept.value_type as "valueType", kept.is_additive as "isAdditive",
       kept.counted_by_sql as sql,
       (kept.name_kk, kept.name_ru, kept.name_en) <> (before.name_kk, before.name_ru, before.name_en) as "NAME",
       (kept.definition_kk, kept.definition_ru, kept.definition_en)
         <> (before.definition_kk, before.definition_ru, before.definition_en) as "DEFINITION",
       (kept.unit, kept.value_type) <> (before.unit, before.value_type) as "UNIT",
       (kept.kind, kept.is_additive) <> (before.kind, before.is_additive) as "KIND",
       kept.computation <> before.computation as "COMPUTATION"
  from measure_definition as kept
  left join measure_definition as before
    on before.topic = kept.topic
   and before.measure = kept.measure
   and before.number = kept.number - 1
 order by kept.topic, kept.measure, kept.number desc`,
  );
  return rows.map(({ NAME, DEFINITION, UNIT, KIND, COMPUTATION, ...row }) => {
    const differs = { NAME, DEFINITION, UNIT, KIND, COMPUTATION };
    return { ...row, changed: definitionParts.filter((part) => differs[part]) };
  });
}

/** The definition that was in force at an instant; null before the first that was kept. */
export function definitionAt(definitions: readonly KeptDefinition[], instant: Date): KeptDefinition | null {
  return definitions.find(({ inForceSince }) => inForceSince <= instant) ?? null;
}

/** Of all that a definition says, and of what its parts are computed from; not of how its SQL is written. */
function rowOf(topic: Topic, measure: Measure) {
  const { names, definition, unit, additive } = measure;
  const said = {
    ...{ name_kk: names.kk, name_ru: names.ru, name_en: names.en },
    ...{ definition_kk: definition.kk, definition_ru: definition.ru, definition_en: definition.en },
    unit,
    kind: measure.kind.toUpperCase(),
    value_type: measure.valueType.toUpperCase(),
    is_additive: additive,
    computation: { recordTable: topic.recordTable, recordedOn: topic.recordedOn, ...computationOf(topic, measure) },
  };
  const version = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
  return { topic: topic.code, measure: measure.code, version, ...said, counted_by_sql: measureSql(topic, measure) };
}

/** With the computations of the parts in place of their codes: a rate changes with its counts. */
function computationOf(topic: Topic, { computation }: Measure): Record<string, unknown> {
  const of = (code: string) => ({ code, ...computationOf(topic, ownMeasure(topic, code)) });
  if (computation.by === 'rate') {
    return { by: 'rate', numerator: of(computation.numerator), denominator: of(computation.denominator) };
  }
  if (computation.by === 'difference') {
    return { by: 'difference', whole: of(computation.whole), less: computation.less.map(of) };
  }
  return { ...computation };
}
