import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { entities, openDatabase } from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

interface ColumnShape {
  column: string;
  type: string;
  nullable: boolean;
  primary: boolean;
}

/**
 * The rollups' tables are made from the topics' definitions and read by them alone, the one of migrations is TypeORM's,
 * and that of the edition is a number: none of them has an entity.
 */
const withoutEntity = /(_cell|_summary)$|^(mark|migrations|reference_edition)$/;

describe('entities', () => {
  it('are one class for each table of the migrations', async () => {
    const tables = await database.query<{ name: string }>(
      `select table_name as name
         from information_schema.tables
        where table_schema = 'public'
          and table_type = 'BASE TABLE'
        order by table_name`,
    );
    const expected = tables.map(({ name }) => name).filter((name) => !withoutEntity.test(name));
    expect(expected.length).toBeGreaterThan(40);
    expect(database.dataSource.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(expected);
  });

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    '%s has every column of its table, with its type, whether it may be null, and the primary key',
    async (_name, entity) => {
      const metadata = database.dataSource.getMetadata(entity);
      const mapped: ColumnShape[] = metadata.columns.map((column) => ({
        column: column.databaseName,
        type: typeOf(column),
        nullable: column.isNullable,
        primary: column.isPrimary,
      }));
      const actual = await readColumns(metadata.tableName);
      expect(actual.length).toBeGreaterThan(0);
      expect(sorted(mapped)).toEqual(sorted(actual));
    },
  );

  it('can read a row of every table', async () => {
    for (const entity of entities) {
      await expect(database.dataSource.manager.find(entity, { take: 1 })).resolves.toBeInstanceOf(Array);
    }
  });
});

type ColumnMetadata = Database['dataSource']['entityMetadatas'][number]['columns'][number];

function typeOf({ type, precision, scale, isArray }: ColumnMetadata): string {
  if (isArray) return 'ARRAY';
  return precision ? `${String(type)}(${precision},${scale})` : String(type);
}

function readColumns(table: string): Promise<ColumnShape[]> {
  return database.query<ColumnShape>(
    `select described.column_name as column,
            described.data_type
              || case when described.data_type = 'numeric' and described.numeric_precision is not null
                      then '(' || described.numeric_precision || ',' || described.numeric_scale || ')'
                      else ''
                 end as type,
            described.is_nullable = 'YES' as nullable,
            exists (
              select 1
                from pg_index as key
                join pg_attribute as attribute
                  on attribute.attrelid = key.indrelid
                 and attribute.attnum = any (key.indkey)
               where key.indrelid = described.table_name::regclass
                 and key.indisprimary
                 and attribute.attname = described.column_name
            ) as primary
       from information_schema.columns as described
      where described.table_schema = 'public'
        and described.table_name = $1`,
    [table],
  );
}

function sorted(columns: ColumnShape[]): ColumnShape[] {
  return [...columns].sort((one, other) => (one.column < other.column ? -1 : 1));
}
