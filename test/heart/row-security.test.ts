import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorOf, publicViewer, type Viewer } from '@oblys/access';
import { createAnalyst, layViews } from '@oblys/analytics';
import { findWorkspaceRoot } from '@oblys/config';
import { actAs, migrate, openDatabase, Scopes, type Database } from '@oblys/database';
import { countsPeople, topics } from '@oblys/rollups';
import { createTestDatabase, demoTemplate, onServer, type TestDatabase } from '../support/index.js';
import { testServerUrl } from '../support/postgres.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const today = '2025-11-20';

let testDatabase: TestDatabase;
let database: Database;
let scopes: Scopes;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await demoTemplate() });
  database = await openDatabase({ url: testDatabase.url, poolSize: 2 });
  scopes = new Scopes(database);
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const viewerOf = (role: Viewer['role'], ...areaCodes: string[]): Viewer => ({
  name: 'somebody',
  role,
  scope: areaCodes.length === 0 ? 'WHOLE_TREE' : { areaCodes },
});
const as = (viewer: Viewer, asked = database) => actAs(asked, actorOf(viewer, today, scopes));
const editor = viewerOf('DISTRICT_EDITOR', burabay);

async function count(asked: Database, table: string, where = 'true'): Promise<number> {
  const [row] = await asked.query<{ count: number }>(`select count(*)::integer as count from ${table} where ${where}`);
  return row!.count;
}

const recordTables = [
  ...['akim_election', 'appeal', 'commission_plan_item', 'correspondence', 'course_group', 'facility', 'faction'],
  ...['faction_session', 'funded_project', 'legal_aid_case', 'meeting', 'monitoring_visit', 'primary_organization'],
  ...['programme_event', 'proposal', 'roadmap_item'],
];

/** Records that count people, of which viewers see none. */
const tablesOfPeople = ['appeal', 'course_group', 'legal_aid_case', 'meeting', 'programme_event'];

describe('the roles', () => {
  it('are let in by nobody, bypass nothing and own nothing', async () => {
    const roles = await database.query(
      `select rolname, rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as is_mighty,
              exists (select from pg_class where relowner = pg_roles.oid and relnamespace <> 'analytics'::regnamespace)
              or exists (select from pg_proc where proowner = pg_roles.oid) as owns
         from pg_roles
        where rolname like 'oblys\\_%'
          and rolname !~ '^oblys_ask_'
        order by rolname`,
    );
    expect(roles.map(({ rolname }) => rolname)).toEqual([
      ...[
        'oblys_analyst',
        'oblys_analytics',
        'oblys_caseworker',
        'oblys_confined',
        'oblys_confined_caseworker',
        'oblys_confined_reader',
      ],
      ...['oblys_confined_viewer', 'oblys_confined_writer', 'oblys_everywhere', 'oblys_everywhere_caseworker'],
      ...['oblys_everywhere_reader', 'oblys_everywhere_viewer', 'oblys_everywhere_writer', 'oblys_public'],
      ...['oblys_reader', 'oblys_viewer', 'oblys_writer'],
    ]);
    expect(roles.filter(({ is_mighty: isMighty, owns }) => isMighty === true || owns === true)).toEqual([]);
  });

  it('may do with each table what the list says, and no table is left out', async () => {
    const lines = readFileSync(join(findWorkspaceRoot(), 'test/access/tables.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const expected = lines.flatMap((line) => {
      const [, stance = '', tables = ''] = /^(\S+ [a-z, ]+): (.+)$/.exec(line)!;
      return tables.split(' ').map((table) => `${table}: ${stance}`);
    });
    const found = await database.query<{ stance: string }>(stanceOfTables);
    expect(found.map(({ stance }) => stance)).toEqual(expected.sort());
  });

  it('show the public the figures of the topics that count no people, and of no others', async () => {
    const found = await database.query<{ name: string }>(
      `select relname as name from pg_class
        where relname like '%\\_summary' and relkind = 'r' and has_table_privilege('oblys_public', oid, 'select')
        order by relname`,
    );
    const open = topics.filter((topic) => !countsPeople(topic)).map(({ code }) => snake(code));
    expect(found.map(({ name }) => name)).toEqual(open.map((code) => `${code}_summary`).sort());
  });
});

const snake = (code: string) => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whether a role reads some columns of a table, and not all, beside those of the public. */
const hasMoreColumns = (role: string) => `
  not has_table_privilege('${role}', oid, 'select')
  and exists (
        select from pg_attribute
         where attrelid = pg_class.oid and attnum > 0 and not attisdropped
           and has_column_privilege('${role}', attrelid, attnum, 'select')
           and not has_column_privilege('oblys_public', attrelid, attnum, 'select')
      )`;

/** Of each table, in the words of the list. */
const stanceOfTables = `
  select relname || ': '
         || coalesce(nullif(concat(
              case when has_table_privilege('oblys_public', oid, 'select') then 'P'
                   when has_any_column_privilege('oblys_public', oid, 'select') then 'p' end,
              case when has_table_privilege('oblys_viewer', oid, 'select')
                        and not has_table_privilege('oblys_public', oid, 'select')
                        and not exists (
                              select from pg_policy where polrelid = pg_class.oid and polname = 'not_for_viewers'
                            ) then 'V'
                   when ${hasMoreColumns('oblys_viewer')} then 'v' end,
              case when has_table_privilege('oblys_reader', oid, 'select')
                        and not has_table_privilege('oblys_public', oid, 'select') then 'R'
                   when ${hasMoreColumns('oblys_reader')} then 'r' end,
              case when has_table_privilege('oblys_writer', oid, 'insert')
                        and has_table_privilege('oblys_writer', oid, 'update')
                        and has_table_privilege('oblys_writer', oid, 'delete') then 'W'
                   when has_table_privilege('oblys_writer', oid, 'insert, update, delete, truncate') then '?' end,
              case when has_table_privilege('oblys_public', oid, 'insert, update, delete, truncate')
                     or has_table_privilege('oblys_viewer', oid, 'insert, update, delete, truncate')
                     or has_table_privilege('oblys_reader', oid, 'insert, update, delete, truncate') then '!' end
            ), ''), '-')
         || case when not relrowsecurity then ' all'
                 when exists (
                        select from pg_policy
                         where polrelid = pg_class.oid and pg_get_expr(polqual, polrelid) = 'true'
                           and polroles @> array[(select oid from pg_roles where rolname = 'oblys_public')]
                      ) then ' all'
                 when exists (
                        select from pg_policy
                         where polrelid = pg_class.oid and polname = 'open_topics'
                      ) then ' open topics'
                 when exists (
                        select from pg_policy
                         where polrelid = pg_class.oid and polname = 'told'
                      ) then ' told'
                 when relname like 'publication%' then ' official'
                      || case when relname = 'publication_figure' then ', open topics, else scope' else '' end
                 else ' scope' end as stance
    from pg_class
   where relkind = 'r'
     and relnamespace = 'public'::regnamespace
   order by relname collate "C"`;

describe('a condition that is forgotten', () => {
  it.each(recordTables)('shows of %s no more than lies in the areas of who asks', async (table) => {
    const own = await count(database, table, `region_code = '${burabay}' or branch_code = '${burabay}'`);
    const all = await count(database, table);
    expect(all).toBeGreaterThan(own);
    expect(await count(as(editor), table)).toBe(own);
    const ofViewer = tablesOfPeople.includes(table) ? 'false' : `branch_code in ('${burabay}', '${zerendi}')`;
    expect(await count(as(viewerOf('VIEWER', burabay, zerendi)), table)).toBe(await count(database, table, ofViewer));
    expect(await count(as(viewerOf('REGIONAL_ANALYST', burabay, zerendi)), table)).toBe(
      await count(database, table, `branch_code in ('${burabay}', '${zerendi}')`),
    );
    expect(await count(as(viewerOf('REGIONAL_ANALYST', akmola)), table)).toBe(
      await count(database, table, `region_code = '${akmola}'`),
    );
    expect(await count(as(viewerOf('VIEWER', '390000000')), table)).toBe(0);
    expect(await count(as(viewerOf('VIEWER')), table)).toBe(tablesOfPeople.includes(table) ? 0 : all);
    expect(await count(as(viewerOf('REGIONAL_ANALYST')), table)).toBe(all);
    await expect(count(as(publicViewer), table)).rejects.toThrow(`permission denied for table ${table}`);
  });

  it('shows what hangs on records where they are shown', async () => {
    await database.query(`update roadmap_item set text = text || '.'`);
    const own = `exists (select from roadmap_item where id = record_id and branch_code = '${burabay}')`;
    const changes = await count(database, 'record_change', own);
    expect(changes).toBeGreaterThan(0);
    expect(await count(as(editor), 'record_change')).toBe(changes);
    const heard = await count(
      database,
      'heard_report',
      `exists (select from meeting where id = meeting_id and branch_code = '${burabay}')`,
    );
    expect(heard).toBeGreaterThan(0);
    expect(await count(as(editor), 'heard_report')).toBe(heard);
  });

  it.each(['person', 'person_key', 'appeal_text', 'api_token', 'import_change', 'evidence_bytes'])(
    'shows nobody anything of %s',
    async (table) => {
      for (const viewer of [publicViewer, editor, viewerOf('ADMINISTRATOR')]) {
        await expect(count(as(viewer), table)).rejects.toThrow(`permission denied for table ${table}`);
        const write = as(viewer).transaction('READ COMMITTED', (sql) => sql.query(`delete from ${table}`));
        await expect(write).rejects.toThrow(`permission denied for table ${table}`);
      }
    },
  );

  it('shows nothing where no areas were set', async () => {
    const found = await database.withConnection(async (_client, sql) => {
      await sql.query('begin; set local role oblys_confined_reader');
      const rows = await sql.query<{ count: string }>('select count(*) from appeal');
      await sql.query('rollback');
      return rows;
    });
    expect(found).toEqual([{ count: '0' }]);
  });

  it('looks words up in no other areas, and in nothing that is not searched', async () => {
    const find = (viewer: Viewer, table: string, column: string) =>
      as(viewer).query<{ found: string }>('select rows_with_words($1, $2, $3) as found', [table, column, '%а%']);
    const own = await database.query(`select id from roadmap_item where text ilike '%а%' and branch_code = $1`, [
      burabay,
    ]);
    expect(own.length).toBeGreaterThan(0);
    expect((await find(editor, 'roadmap_item', 'text')).length).toBe(own.length);
    for (const [table, column] of [
      ['roadmap_item', 'source_ref'],
      ['person', 'sealed_identity'],
      ['appeal_text', 'sealed_text'],
      ['api_token', 'name'],
      [`roadmap_item; drop table area`, 'text'],
    ] as const) {
      await expect(find(editor, table, column)).rejects.toThrow('is not searched for words');
    }
  });
});

describe('a write', () => {
  const write = (viewer: Viewer, text: string, values: readonly unknown[] = []) =>
    as(viewer).transaction('READ COMMITTED', (sql) => sql.query(text, values));

  it('changes nothing outside of the areas of who writes', async () => {
    const changed = await write(
      editor,
      `update programme_event set participants = participants + 1 returning branch_code`,
    );
    expect(new Set(changed.map((row) => row['branch_code']))).toEqual(new Set([burabay]));
    expect(await write(editor, `delete from programme_event where branch_code <> '${burabay}' returning id`)).toEqual(
      [],
    );
  });

  it('puts nothing there, and takes nothing there', async () => {
    const insert = `insert into programme_event (source_ref, area_code, title, held_on, participants)
                    values ('row-security', $1, 'Жиын', '2025-11-03', 3) returning region_code, branch_code`;
    expect(await write(editor, insert, [burabay])).toEqual([{ region_code: akmola, branch_code: burabay }]);
    await expect(write(editor, insert.replace('row-security', 'other'), [zerendi])).rejects.toThrow(
      'new row violates row-level security policy for table "programme_event"',
    );
    await expect(
      write(editor, `update programme_event set area_code = $1 where source_ref = 'row-security'`, [zerendi]),
    ).rejects.toThrow('new row violates row-level security policy');
  });

  it('leaves its marks and its history as any write does', async () => {
    const marks = await count(database, 'mark', `topic = 'event' and branch_code = '${burabay}'`);
    const changes = await count(database, 'record_change', `record_table = 'programme_event'`);
    const [changed] = await write(
      editor,
      `update programme_event set participants = 7 where source_ref = 'row-security' returning id`,
    );
    expect(changed).toBeDefined();
    expect(await count(database, 'mark', `topic = 'event' and branch_code = '${burabay}'`)).toBe(marks + 1);
    expect(await count(database, 'record_change', `record_table = 'programme_event'`)).toBe(changes + 1);
  });

  it('is of those who may, and of no others', async () => {
    for (const viewer of [publicViewer, viewerOf('VIEWER', akmola), viewerOf('VIEWER')]) {
      await expect(write(viewer, 'update programme_event set participants = 0')).rejects.toThrow('permission denied');
    }
    const truncated = write(viewerOf('ADMINISTRATOR'), 'truncate programme_event');
    await expect(truncated).rejects.toThrow('permission denied');
  });
});

describe('a connection', () => {
  it('is the platform’s own again after each statement, also after one that failed', async () => {
    await count(as(editor), 'appeal');
    await expect(as(editor).query('select 1 / 0')).rejects.toThrow('division by zero');
    await expect(as(publicViewer).query('select from person')).rejects.toThrow('permission denied');
    await expect(
      as(editor).transaction('READ COMMITTED', () => Promise.reject(new Error('thrown away'))),
    ).rejects.toThrow('thrown away');
    for (let each = 0; each < 4; each += 1) {
      const [state] = await database.query(
        `select current_user = session_user as is_own, coalesce(current_setting('oblys.scope', true), '') as scope`,
      );
      expect(state).toEqual({ is_own: true, scope: '' });
    }
  });

  it('is not lent to who acts as somebody', async () => {
    await expect(as(editor).withConnection(() => Promise.resolve(1))).rejects.toThrow('no connection');
  });

  it('takes codes of areas for codes, whatever they are', async () => {
    for (const code of [`'; reset role; --`, `'}'); set role none; --`, `\\'; reset role; --`, `{a","b}`, '']) {
      expect(await count(as(viewerOf('VIEWER', code)), 'appeal')).toBe(0);
    }
  });
});

describe('an owner of the tables who is no superuser', () => {
  const owner = `owner_${randomBytes(4).toString('hex')}`;
  let emptyDatabase: TestDatabase;
  let ownUrl: string;

  beforeAll(async () => {
    emptyDatabase = await createTestDatabase({ template: 'template0' });
    await onServer(emptyDatabase.url, async (client) => {
      await client.query(`create role ${owner} login password 'x'`);
      await client.query(`grant all on database ${new URL(emptyDatabase.url).pathname.slice(1)} to ${owner}`);
      await client.query(`grant all on schema public to ${owner}`);
    });
    ownUrl = Object.assign(new URL(emptyDatabase.url), { username: owner, password: 'x' }).href;
  });

  afterAll(async () => {
    await emptyDatabase?.drop();
    await onServer(testServerUrl(), (client) => client.query(`drop role if exists ${owner}`));
  });

  const migrateAsOwner = async () => {
    const own = await openDatabase({ url: ownUrl, poolSize: 2 });
    try {
      await migrate(own);
      await layViews(own);
      return await count(as(editor, own), 'appeal');
    } finally {
      await own.close();
    }
  };

  it('is told what it may not do', async () => {
    await expect(migrateAsOwner()).rejects.toThrow(
      `The database user "${owner}" may not do "grant oblys_public to current_user"`,
    );
  });

  it('gives the roles to itself where it may, as who made them', async () => {
    await onServer(testServerUrl(), async (client) => {
      const { rows } = await client.query<{ name: string; how: string }>(
        `select rolname as name,
                case when current_setting('server_version_num')::integer < 160000
                     then 'with admin option' else 'with admin true, set false, inherit false' end as how
           from pg_roles
          where rolname ~ '^oblys_(public$|confined_|everywhere_|analytics$)'`,
      );
      for (const { name, how } of rows) await client.query(`grant ${name} to ${owner} ${how}`);
    });
    expect(await migrateAsOwner()).toBe(0);
  });

  it('makes logins of analysts where it may make roles, and says what it cannot close to them', async () => {
    const name = `analyst_of_${owner}`;
    const own = await openDatabase({ url: ownUrl, poolSize: 1 });
    const create = () =>
      createAnalyst(
        own,
        { name, role: 'VIEWER', areaCodes: [], days: 1, createdBy: 'test', ownsServer: false },
        { statementSeconds: 5, temporaryFileMb: 5, connections: 1 },
      );
    try {
      await expect(create()).rejects.toThrow('may make no logins for analysts');
      await onServer(testServerUrl(), async (client) => {
        await client.query(`alter role ${owner} createrole`);
        await client.query(`grant oblys_analyst to ${owner} with admin option`);
      });
      const { openings, password } = await create();
      expect(openings.join('\n')).toMatch(/temp_file_limit[^]*temporary tables/);
      const url = Object.assign(new URL(ownUrl), { username: name, password }).href;
      await onServer(url, async (client) => {
        expect((await client.query('select analytics.my_role() as role')).rows).toEqual([{ role: 'VIEWER' }]);
      });
    } finally {
      await own.close();
      await onServer(testServerUrl(), (client) => client.query(`drop role if exists ${name}`));
    }
  });
});
