import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendAuditEvent,
  exportAudit,
  listAuditEvents,
  openDatabase,
  sealBlock,
  verifyAudit,
  writeFor,
  type AuditHead,
  type Database,
} from '@oblys/database';
import { erasePerson, ErasureList, MasterKeys, rotateKeys, newMasterKey, writePersonalData } from '@oblys/persons';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const burabay = '117000000';
const folder = makeRunFolder('audit');
const keys = newMasterKey();
const masterKeys = MasterKeys.parse([keys]);

/** Everything that is done to the audit of these tests is done to copies of this database. */
let origin: TestDatabase;
let head: AuditHead;
let projectId: string;

beforeAll(async () => {
  origin = await createTestDatabase({ template: await referenceTemplate() });
  const database = await openDatabase({ url: origin.url, poolSize: 2 });
  await sealBlock(database);
  projectId = await asSomebody(database, 'Айгүл', (sql) =>
    seedRecord(sql, 'funded_project', { area_code: burabay, amount: '5000000.00' }),
  );
  await sealBlock(database);
  await database.query(`update funded_project set amount = 6000000 where id = $1`, [projectId]);
  await database.query(`update funded_project set amount = 7000000 where id = $1`, [projectId]);
  await database.query(`insert into body (code, name_kk, name_ru, name_en) values ('x', 'x', 'x', 'x')`);
  await sealBlock(database);
  await database.query(`update body set name_en = 'y' where code = 'x'`);
  await sealBlock(database);
  await database.query(`delete from body where code = 'x'`);
  head = (await sealBlock(database))!;
  await database.close();
});

afterAll(async () => {
  await origin?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A copy of the database, for one test alone. */
async function onCopy<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const copy = await createTestDatabase({ template: new URL(origin.url).pathname.slice(1) });
  const database = await openDatabase({ url: copy.url, poolSize: 4 });
  try {
    return await work(database);
  } finally {
    await database.close();
    await copy.drop();
  }
}

function asSomebody<T>(database: Database, name: string, work: (sql: Database) => Promise<T>): Promise<T> {
  return database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`select set_config('oblys.changed_by', $1, true)`, [name]);
    return work(sql as unknown as Database);
  });
}

/** As who owns the server may: past every trigger. */
const attack = (database: Database, ...statements: string[]) =>
  database.withConnection(async (_client, sql) => {
    await sql.query('set session_replication_role = replica');
    for (const statement of statements) await sql.query(statement);
    await sql.query('reset session_replication_role');
  });

/** SQL that computes the hash of a block as its sealer did, for who knows how. */
const rehash = (block: number) => `
  update audit_block as block
     set hash = encode(sha256(convert_to(
           'oblys audit block ' || number || ' ' || event_count || ' '
             || to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || previous || E'\\n'
             || (select string_agg(jsonb_build_object(
                    'event', id, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'action', action, 'by', actor_by, 'name', actor_name, 'subject', actor_subject, 'role', actor_role,
                    'token', token_id, 'origin', origin, 'databaseUser', database_user, 'kind', object_kind,
                    'id', object_id, 'area', area_code, 'rows', row_count, 'old', old, 'new', new,
                    'changes', changes_sha256, 'details', details, 'once', once)::text || E'\\n', '' order by id)
                   from audit_event join audit_seal on event_id = id where block_number = ${block}), 'UTF8')), 'hex')
   where number = ${block}`;

const firstOf = (block: number) => `(select min(event_id) from audit_seal where block_number = ${block})`;

describe('verifyAudit', () => {
  it('finds nothing where nothing was changed', () =>
    onCopy(async (database) => {
      expect(await verifyAudit(database, { noted: [head] })).toEqual({
        isWhole: true,
        blocks: 5,
        events: expect.any(Number),
        changes: 3,
        head: { number: '5', hash: head.hash },
        unsealed: { events: 0, since: null },
        findingCount: 0,
        findings: [],
      });
    }));

  it('finds that what the sealer computes is what is documented', () =>
    onCopy(async (database) => {
      await attack(database, ...[1, 2, 3, 4, 5].map(rehash));
      expect(await verifyAudit(database, { noted: [head] })).toMatchObject({ isWhole: true });
    }));

  it.each<[string, string[], string | null, RegExp]>([
    [
      'an event whose words were changed',
      [`update audit_event set actor_name = 'Somebody else' where id = ${firstOf(3)}`],
      '3',
      /^Event \d+ of block 3 was changed/,
    ],
    [
      'an event that says another time',
      [`update audit_event set at = at + interval '1 microsecond' where id = ${firstOf(2)}`],
      '2',
      /^Event \d+ of block 2 was changed/,
    ],
    [
      'an event that was changed with the hash that is kept of it',
      [
        `update audit_event set new = '{"amount": "1"}' where id = ${firstOf(4)}`,
        `update audit_seal set sha256 = (
           select encode(sha256(convert_to(jsonb_build_object('event', id)::text, 'UTF8')), 'hex') from audit_event where id = event_id
         ) where event_id = ${firstOf(4)}`,
      ],
      '4',
      /block 4/,
    ],
    ['an event that was deleted', [`delete from audit_event where id = ${firstOf(3)}`], '3', /of block 3 is gone/],
    [
      'an event that was deleted with its seal',
      [
        `delete from audit_event where id = ${firstOf(3)}`,
        `delete from audit_seal where event_id not in (select id from audit_event)`,
      ],
      '3',
      /^Block 3 holds 2 events, and was sealed with 3/,
    ],
    [
      'an event that was put into a sealed block',
      [
        `insert into audit_event (id, action, actor_by, actor_name, object_kind) values (-5, 'DELETE', 'DATABASE', 'x', 'appeal')`,
        `insert into audit_seal (event_id, block_number, sha256) values (-5, 2, repeat('0', 64))`,
      ],
      '2',
      /block 2 was changed/,
    ],
    [
      'an event beside all blocks',
      [
        `insert into audit_event (action, actor_by, actor_name, object_kind) values ('DELETE', 'DATABASE', 'x', 'appeal')`,
      ],
      null,
      /lie in no block and wait for none: 1/,
    ],
    [
      'two events that changed places',
      [
        `update audit_event set id = case id when ${firstOf(3)} then -1 else -2 end
          where id in (${firstOf(3)}, ${firstOf(3)} + 1)`,
        `update audit_event set id = case id when -1 then ${firstOf(3)} + 1 else ${firstOf(3)} end where id < 0`,
      ],
      '3',
      /^Event \d+ of block 3 was changed/,
    ],
    [
      'two events that changed blocks',
      [
        `update audit_seal set block_number = 7 - block_number
          where event_id in (${firstOf(3)}, ${firstOf(4)})`,
      ],
      '3',
      /^Block 3 is not what its hash was taken of/,
    ],
    ['a block that was taken out', [`delete from audit_block where number = 3`], '3', /^Block 3 is gone/],
    [
      'a block that was taken out with its events, the others counted anew',
      [
        `delete from audit_event where id in (select event_id from audit_seal where block_number = 3)`,
        `delete from audit_seal where block_number = 3`,
        `delete from audit_block where number = 3`,
        `update audit_seal set block_number = block_number - 1 where block_number > 3`,
        `update audit_block set number = number - 1 where number = 4`,
        `update audit_block set number = number - 1 where number = 5`,
      ],
      '3',
      /^Block 3 does not follow the one before it/,
    ],
    [
      'a last block that left its events',
      [`delete from audit_block where number = 5`],
      '5',
      /which holds events, is gone/,
    ],
    [
      'a block whose hash was computed anew, and none of the following',
      [`update audit_event set actor_name = 'Somebody else' where id = ${firstOf(3)}`, rehash(3)],
      '3',
      /^Event \d+ of block 3 was changed/,
    ],
    [
      'a block whose hashes were all computed anew, and none of the following',
      [
        `update audit_event set actor_name = 'Somebody else' where id = ${firstOf(2)} and actor_name <> 'x'`,
        `delete from audit_seal where event_id in (select id from audit_event where actor_name = 'Somebody else')`,
        `delete from audit_event where actor_name = 'Somebody else' and changes_sha256 is null`,
        `update audit_block set event_count = event_count - 1 where number = 2 and event_count > 1`,
        rehash(1),
        `update audit_block set previous = repeat('a', 64) where number = 2`,
      ],
      '2',
      /^Block 2 does not follow/,
    ],
    [
      'a block that says another time',
      [`update audit_block set sealed_at = sealed_at - interval '1 day' where number = 4`],
      '4',
      /^Block 4 is not what its hash was taken of/,
    ],
    [
      'a row of the history of records that was changed',
      [`update record_change set new_values = '{"amount": "1.00"}' where version = 2`],
      '3',
      /^The history of records is not as event \d+ left it/,
    ],
    [
      'a row of the history of records that somebody else wrote',
      [`update record_change set changed_by = 'Somebody else' where version = 1`],
      '2',
      /^The history of records is not as event \d+ left it/,
    ],
    [
      'a row of the history of records that is gone',
      [`delete from record_change where version = 3`],
      '3',
      /0 of its 1 rows/,
    ],
    [
      'a row of the history of records that nobody wrote',
      [
        `insert into record_change (region_code, record_table, record_id, version, change, audit_event_id)
         select region_code, record_table, record_id, 9, 'UPDATED', 999999 from record_change limit 1`,
      ],
      null,
      /names event 999999, which did not write it/,
    ],
  ])('finds %s', (_what, statements, block, message) =>
    onCopy(async (database) => {
      await attack(database, ...statements);
      const { isWhole, findings } = await verifyAudit(database);
      expect({ isWhole, first: findings[0] }).toEqual({
        isWhole: false,
        first: { block, event: findings[0]?.event, message: expect.stringMatching(message) },
      });
    }),
  );

  const cutOff = [
    `delete from audit_event where id in (select event_id from audit_seal where block_number = 5)`,
    `delete from audit_seal where block_number = 5`,
    `delete from audit_block where number = 5`,
  ];

  it('finds a last block that is gone without a trace by the head that was noted, and only by it', () =>
    onCopy(async (database) => {
      await attack(database, ...cutOff);
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 4 });
      expect((await verifyAudit(database, { noted: [head] })).findings).toEqual([
        { block: '5', event: null, message: 'Block 5, whose hash was noted, is gone.' },
      ]);
    }));

  it('finds a chain that was computed anew to its end by the head that was noted', () =>
    onCopy(async (database) => {
      await attack(
        database,
        ...cutOff,
        `insert into audit_event (id, action, actor_by, actor_name, object_kind) values (5000, 'UPDATE', 'DATABASE', 'x', 'body')`,
        `insert into audit_seal (event_id) values (5000)`,
      );
      await sealBlock(database);
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 5 });
      expect((await verifyAudit(database, { noted: [head] })).findings).toEqual([
        { block: '5', event: null, message: 'Block 5 has another hash than was noted.' },
      ]);
    }));

  it('finds an event that was taken away before it was sealed, and tells what waits', () =>
    onCopy(async (database) => {
      await database.query(`update body set name_en = 'z' where code in (select code from body order by code limit 2)`);
      expect((await verifyAudit(database)).unsealed).toEqual({ events: 2, since: expect.any(Date) });
      await attack(database, `delete from audit_event where id = (select max(id) from audit_event)`);
      const { isWhole, findings, unsealed } = await verifyAudit(database);
      expect({ isWhole, unsealed: unsealed.events, message: findings[0]?.message }).toEqual({
        isWhole: false,
        unsealed: 1,
        message: expect.stringMatching(/^Events that were to be sealed are gone: 1/),
      });
    }));
});

describe('the tables of the audit', () => {
  it('refuse every change, also to who owns them', () =>
    onCopy(async (database) => {
      for (const statement of [
        'update audit_event set actor_name = actor_name',
        'delete from audit_event',
        'truncate audit_event',
        'update audit_block set hash = hash',
        'delete from audit_block',
        'truncate audit_block',
        'update audit_seal set block_number = null, sha256 = null where block_number is not null',
        'delete from audit_seal',
        'truncate audit_seal',
        'delete from record_change',
        'truncate record_change',
        `update record_change set changed_by = 'x'`,
      ]) {
        await expect(database.query(statement)).rejects.toThrow('is only ever added to');
      }
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true });
    }));

  it('take nothing from the roles that the gateway asks as', () =>
    onCopy(async (database) => {
      const roles = ['oblys_public', 'oblys_everywhere_writer', 'oblys_everywhere_caseworker', 'oblys_confined_reader'];
      for (const role of roles) {
        for (const statement of [
          'select from audit_event',
          'select from audit_block',
          `insert into audit_event (action, actor_by, actor_name, object_kind) values ('READ', 'JOB', 'x', 'x')`,
          `select append_audit_event(null, null, 'READ', 'x', null, null, 1, null, null, null, null, null)`,
        ]) {
          const asked = database.transaction('READ COMMITTED', async (sql) => {
            await sql.query(`set local role ${role}`);
            await sql.query(statement);
          });
          await expect(asked).rejects.toThrow('permission denied');
        }
      }
    }));
});

describe('sealBlock', () => {
  it('seals what commits late in a later block, and loses nothing of it', () =>
    onCopy(async (database) => {
      await database.withConnection(async (client) => {
        await client.query('begin');
        await client.query(`insert into body (code, name_kk, name_ru, name_en) values ('late', 'x', 'x', 'x')`);
        await database.query(`insert into body (code, name_kk, name_ru, name_en) values ('soon', 'x', 'x', 'x')`);
        expect(await sealBlock(database)).toMatchObject({ number: '6', events: 1 });
        expect(await sealBlock(database)).toBeNull();
        await client.query('commit');
      });
      expect(await sealBlock(database)).toMatchObject({ number: '7', events: 1 });
      const [late, soon] = await database.query<{ id: string; block: string }>(
        `select object_id as id, block_number as block
           from audit_event join audit_seal on event_id = audit_event.id
          where object_id in ('late', 'soon') order by audit_event.id`,
      );
      expect([late, soon]).toEqual([
        { id: 'late', block: '7' },
        { id: 'soon', block: '6' },
      ]);
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 7 });
    }));

  it('seals each event once, however many seal at once', () =>
    onCopy(async (database) => {
      await database.query(`insert into body (code, name_kk, name_ru, name_en) values ('many', 'x', 'x', 'x')`);
      const sealed = await Promise.all([1, 2, 3, 4].map(() => sealBlock(database)));
      expect(sealed.filter((block) => block !== null)).toEqual([{ number: '6', hash: expect.any(String), events: 1 }]);
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 6 });
    }));

  it('leaves what is more to the next block', () =>
    onCopy(async (database) => {
      await database.query(`update body set name_en = 'z' where code in (select code from body order by code limit 5)`);
      expect(await sealBlock(database, { mostEvents: 3 })).toMatchObject({ events: 3 });
      expect(await sealBlock(database, { mostEvents: 3 })).toMatchObject({ events: 2 });
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 7 });
    }));

  it('undoes a block whose worker has lost its run', () =>
    onCopy(async (database) => {
      await database.query(`update body set name_en = 'z' where code in (select code from body limit 1)`);
      const fence = { jobRunId: projectId, pass: () => Promise.reject(new Error('lost')) };
      await expect(sealBlock(database, { fence })).rejects.toThrow('lost');
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, blocks: 5, unsealed: { events: 1 } });
    }));
});

/** A line of the export, of whichever kind. */
type ToldLine =
  | { block: number; events: number; sealedAt: string; previous: string; hash: string }
  | { event: number; changes: string | null }
  | { change: string }
  | { unsealed: true };

describe('exportAudit', () => {
  const linesOf = async (database: Database, span = {}) => {
    const lines: string[] = [];
    const counts = await exportAudit(database, span, async (line) => void lines.push(line));
    return { lines, counts };
  };
  const sha = (text: string) => createHash('sha256').update(text);

  it('gives lines by which anybody can verify it, as the README says', () =>
    onCopy(async (database) => {
      await database.query(`update body set name_en = 'z' where code in (select code from body limit 1)`);
      const { lines, counts } = await linesOf(database);
      let block: { hash: string; count: number } | null = null;
      let hash = sha('');
      let previous = '0'.repeat(64);
      let digest: { hash: ReturnType<typeof sha>; expected: string } | null = null;
      let isUnsealed = false;
      const settleDigest = () => {
        if (digest !== null) expect(digest.hash.digest('hex')).toBe(digest.expected);
        digest = null;
      };
      const settleBlock = () => {
        settleDigest();
        if (block !== null) {
          expect({ count: block.count, hash: hash.digest('hex') }).toEqual({ count: 0, hash: block.hash });
        }
        block = null;
      };
      for (const line of lines) {
        const told = JSON.parse(line) as ToldLine;
        if ('block' in told) {
          settleBlock();
          expect(told.previous).toBe(previous);
          previous = told.hash;
          block = { hash: told.hash, count: told.events };
          hash = sha(`oblys audit block ${told.block} ${told.events} ${told.sealedAt} ${told.previous}\n`);
        } else if ('event' in told) {
          settleDigest();
          if (told.changes !== null) digest = { hash: createHash('sha256'), expected: told.changes };
          if (isUnsealed) continue;
          hash.update(`${line}\n`);
          block!.count -= 1;
        } else if ('change' in told) {
          digest!.hash.update(sha(line).digest());
        } else {
          settleBlock();
          expect(told).toEqual({ unsealed: true });
          isUnsealed = true;
        }
      }
      settleDigest();
      expect(isUnsealed).toBe(true);
      expect(previous).toBe(head.hash);
      expect(counts).toEqual({ blocks: 5, events: lines.filter((line) => line.includes('"event": ')).length });
      expect(lines.filter((line) => line.includes('"change": '))).toHaveLength(3);
    }));

  it('gives whole blocks of the days that are asked for', () =>
    onCopy(async (database) => {
      expect((await linesOf(database, { to: '2020-01-01' })).counts).toEqual({ blocks: 0, events: 0 });
      expect((await linesOf(database, { from: '2020-01-01' })).counts.blocks).toBe(5);
    }));
});

describe('what is written', () => {
  const newest = (database: Database, limit = 1) => listAuditEvents(database, { limit });

  it('of a record has one event, with a digest over its row of the history', () =>
    onCopy(async (database) => {
      const [event] = await listAuditEvents(database, { objectId: projectId, action: 'CREATE', limit: 1 });
      expect(event).toMatchObject({
        by: 'DATABASE',
        name: 'Айгүл',
        objectKind: 'funded_project',
        rows: '1',
        block: '2',
      });
      const [change] = await database.query(
        `select changed_by, new_values ->> 'amount' as amount from record_change where audit_event_id = $1`,
        [event!.id],
      );
      expect(change).toEqual({ changed_by: 'Айгүл', amount: '5000000.00' });
    }));

  it('by plain SQL is told as that of the database user, with former and new values', () =>
    onCopy(async (database) => {
      await database.query(`update programme set name_en = 'Renamed' where code = 'auyl-amanaty'`);
      expect(await newest(database)).toEqual([
        expect.objectContaining({
          action: 'UPDATE',
          by: 'DATABASE',
          name: new URL(database.url).username,
          objectKind: 'programme',
          objectId: 'auyl-amanaty',
          old: { name_en: expect.any(String) },
          new: { name_en: 'Renamed' },
          block: null,
        }),
      ]);
    }));

  it('by a load of many rows has one event with their number and a digest, of few an event each', () =>
    onCopy(async (database) => {
      const load = (count: number) =>
        database.query(
          `insert into programme_event (area_code, title, held_on, participants, source_ref)
           select $1, 'Жәрмеңке', '2025-02-01', 1, $2::integer || '-' || number from generate_series(1, $2::integer) as number`,
          [burabay, count],
        );
      await load(101);
      const digest = { rowsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
      expect(await newest(database)).toMatchObject([
        { action: 'CREATE', objectKind: 'programme_event', rows: '101', details: digest },
      ]);
      await load(2);
      expect(await newest(database, 2)).toMatchObject([
        { objectKind: 'programme_event', rows: '1', areaCode: burabay, new: { title: 'Жәрмеңке', participants: 1 } },
        { objectKind: 'programme_event', rows: '1' },
      ]);
      await database.query(`update programme_event set participants = 2`);
      const [update] = await newest(database);
      expect(update).toMatchObject({ action: 'UPDATE', objectKind: 'programme_event', rows: '103', objectId: null });
      expect(await verifyAudit(database)).toMatchObject({ isWhole: true, changes: 106 });
    }));

  it('in somebody’s name bears it, with from where, until the connection is given back', () =>
    onCopy(async (database) => {
      const origin = { address: '192.0.2.7', userAgent: 'curl/8', requestId: 'r-1' };
      const somebody = { by: 'OIDC', name: 'Айгүл', subject: 'https://id#1', role: 'ADMINISTRATOR', origin } as const;
      const own = writeFor(database, somebody);
      const rename = `update body set name_en = name_en || '!' where code = (select min(code) from body)`;
      const as = async () => {
        const [event] = await newest(database);
        return { by: event!.by, name: event!.name, subject: event!.subject, origin: event!.origin };
      };
      const told = { by: 'OIDC', name: 'Айгүл', subject: 'https://id#1', origin };
      await own.query(rename);
      expect(await as()).toEqual(told);
      await own.transaction('READ COMMITTED', (sql) => sql.query(rename));
      expect(await as()).toEqual(told);
      await own.withConnection((_client, sql) => sql.query(rename));
      expect(await as()).toEqual(told);
      for (let connection = 0; connection < 4; connection += 1) await database.query(rename);
      expect(await as()).toMatchObject({ by: 'DATABASE', subject: null });
    }));

  it('once is told once', () =>
    onCopy(async (database) => {
      const event = { action: 'SIGN_IN', objectKind: 'token', objectId: 't', once: 'sign-in t' } as const;
      await Promise.all([1, 2, 3].map(() => appendAuditEvent(database, event)));
      expect(await listAuditEvents(database, { action: 'SIGN_IN', limit: 10 })).toHaveLength(1);
    }));

  it('away by a truncate is told', () =>
    onCopy(async (database) => {
      await database.query('truncate heard_report');
      expect(await newest(database)).toMatchObject([{ action: 'TRUNCATE', objectKind: 'heard_report' }]);
    }));

  it('of persons, their keys and tokens is told without what is kept of them', () =>
    onCopy(async (database) => {
      const appealId = await seedRecord(database, 'appeal', { area_code: burabay });
      const [appeal] = await database.query<{ regionCode: string }>(
        `select region_code as "regionCode" from appeal where id = $1`,
        [appealId],
      );
      const record = { table: 'appeal', id: appealId, regionCode: appeal!.regionCode } as const;
      await database.transaction('READ COMMITTED', (sql) =>
        writePersonalData(sql, masterKeys, record, {
          identity: { fullName: 'Айгүл Серікқызы', phone: '+77010000000', address: null, birthYear: 1980 },
          text: 'Жол жөндеу керек.',
        }),
      );
      const [person] = await database.query<{ id: string; key: Buffer; identity: Buffer }>(
        `select id, wrapped_key as key, sealed_identity as identity from person join person_key on person_id = id`,
      );
      await rotateKeys(database, MasterKeys.parse([newMasterKey(), keys]));
      expect(await newest(database)).toMatchObject([{ action: 'ROTATE_KEYS', objectKind: 'person_key', rows: '1' }]);
      await sealBlock(database);
      const list = new ErasureList(join(folder, 'erasures.jsonl'));
      await erasePerson(database, list, { personId: person!.id, erasedBy: 'somebody', reason: 'Айгүл asked for it' });
      const [erasure] = await listAuditEvents(database, { action: 'ERASE', limit: 1 });
      expect(erasure).toMatchObject({ objectKind: 'erasure', objectId: person!.id, new: { reason: '(sealed)' } });
      await sealBlock(database);
      expect(await verifyAudit(database, { noted: [head] })).toMatchObject({ isWhole: true, blocks: 7 });
      const [leaks] = await database.query<{ count: number }>(
        `select count(*)::integer as count
           from audit_event as event
          cross join unnest($1::text[]) as secret
          where strpos(to_jsonb(event)::text, secret) > 0`,
        [
          [
            'Серікқызы',
            '7701',
            'Жол жөндеу',
            person!.key.toString('hex'),
            person!.identity.toString('hex'),
            'asked for it',
          ],
        ],
      );
      expect(leaks).toEqual({ count: 0 });
    }));
});
