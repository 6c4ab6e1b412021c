import type { Sql } from '@oblys/database';
import { expectedTables, type Topic } from '@oblys/rollups';
import type { BareAggregate } from './bare-aggregates.js';

/** What is compared has to say the same. @throws {Error} naming the topic where it does not */
export async function assertBareIsCells(sql: Sql, topic: Topic, bare: BareAggregate): Promise<void> {
  const { table, key, columns } = expectedTables(topic)[0]!;
  const keys = key.map(({ name }) => name);
  const values = columns.map(({ name }) => name).filter((name) => name !== 'run_id' && !keys.includes(name));
  const parts = bare.asCells === undefined ? bare.queries : [`with bare as (\n${bare.queries[0]!}\n)\n${bare.asCells}`];
  // Each query tells some of the columns; as JSON the others are simply not there.
  const rows = parts.map((query) => `select to_jsonb(part) as cell from (\n${query}\n) as part`);
  const sums = values.map((name) => `sum(coalesce((cell ->> '${name}')::numeric, 0)) as ${name}`);
  const keysOf = key.map(({ name, type }) => `(cell ->> '${name}')::${type} as ${name}`);
  const counted = `select ${[...keysOf, ...sums].join(', ')}
  from (
${rows.join('\nunion all\n')}
  ) as counted
 group by ${keys.map((_name, index) => index + 1).join(', ')}
having ${values.map((name) => `sum(coalesce((cell ->> '${name}')::numeric, 0)) <> 0`).join(' or ')}`;
  const stored = `select ${[...keys, ...values.map((name) => `${name}::numeric`)].join(', ')} from ${table}`;
  await assertSame(sql, `the bare aggregates of ${topic.code} and its cells`, counted, stored);
}

export async function assertSame(sql: Sql, what: string, one: string, other: string): Promise<void> {
  const [found] = await sql.query<{ differences: number; rows: number }>(
    `with one as (${one}), other as (${other})
select (select count(*) from (select * from one except all select * from other) as more)::integer
         + (select count(*) from (select * from other except all select * from one) as less)::integer as differences,
       (select count(*) from other)::integer as rows`,
  );
  if (found!.differences > 0) throw new Error(`Not comparable: ${what} differ in ${found!.differences} rows.`);
  if (found!.rows === 0) throw new Error(`Not comparable: ${what} are empty.`);
}
