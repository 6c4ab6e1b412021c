import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { DatabaseServerError, checkServer } from '@oblys/database';
import { createTestDatabase, onServer, testServerUrl, type TestDatabase } from '../support/postgres.js';

const { postgresMajor } = globalThis as unknown as { postgresMajor: number };

describe('checkServer', () => {
  const name = `check_${randomBytes(4).toString('hex')}`;
  let empty: TestDatabase;

  beforeAll(async () => {
    empty = await createTestDatabase({ template: 'template0' });
  });

  afterAll(async () => {
    await empty?.drop();
    await onServer(testServerUrl(), async (client) => {
      for (const suffix of ['ascii', 'c']) await client.query(`drop database if exists ${name}_${suffix}`);
      await client.query(`drop role if exists ${name}`);
    });
  });

  it('takes the server of the tests and leaves an empty database empty', async () => {
    expect(await checkServer(empty.url)).toMatchObject({ major: postgresMajor, user: 'oblys' });
    await onServer(empty.url, async (client) => {
      const { rows } = await client.query(`select extname from pg_extension where extname <> 'plpgsql'`);
      expect(rows).toEqual([]);
    });
  });

  it('takes a migrated database', async () => {
    const migrated = await createTestDatabase();
    try {
      expect(await checkServer(migrated.url)).toMatchObject({ major: postgresMajor });
    } finally {
      await migrated.drop();
    }
  });

  it('finds the trigrams in whatever schema they are', async () => {
    await onServer(empty.url, async (client) => {
      await client.query('create schema "Elsewhere"');
      await client.query('create extension pg_trgm schema "Elsewhere"');
    });
    expect(await checkServer(empty.url)).toMatchObject({ major: postgresMajor });
  });

  it('refuses an encoding other than UTF8', async () => {
    await onServer(testServerUrl(), (client) =>
      client.query(`create database ${name}_ascii template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'`),
    );
    await expectRefusal(changed(empty.url, { pathname: `/${name}_ascii` }), 'DATABASE_ENCODING', /SQL_ASCII/);
  });

  it('refuses a locale under which Kazakh words have no trigrams', async () => {
    await onServer(testServerUrl(), (client) =>
      client.query(`create database ${name}_c template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`),
    );
    await expectRefusal(changed(empty.url, { pathname: `/${name}_c` }), 'DATABASE_LOCALE', /show_trgm\('қала'\)/);
  });

  it('refuses a role that may not create tables, and one that may not create the trigrams', async () => {
    await onServer(testServerUrl(), (client) => client.query(`create role ${name} login password 'hunter2'`));
    const url = changed(empty.url, { username: name, password: 'hunter2' });
    await expectRefusal(url, 'DATABASE_RIGHTS', /may not create tables in the schema "public"/);
    await onServer(empty.url, async (client) => {
      await client.query(`grant create on schema public to ${name}`);
      await client.query('drop extension if exists pg_trgm');
    });
    await expectRefusal(url, 'DATABASE_RIGHTS', /create extension pg_trgm\.$/);
    await onServer(empty.url, (client) => client.query(`drop owned by ${name}`));
  });

  it('refuses a database that only allows reading', async () => {
    const url = changed(empty.url, { search: '?options=-c%20default_transaction_read_only%3Don' });
    await expectRefusal(url, 'DATABASE_READ_ONLY', /primary/);
  });

  it('refuses a wrong password, an unknown user and an unknown database', async () => {
    await expectRefusal(changed(empty.url, { password: 'hunter2' }), 'DATABASE_ACCESS_DENIED', /"oblys"/);
    await expectRefusal(changed(empty.url, { password: '' }), 'DATABASE_ACCESS_DENIED', /"oblys"/);
    await expectRefusal(changed(empty.url, { username: 'nobody_such' }), 'DATABASE_ACCESS_DENIED', /"nobody_such"/);
    await expectRefusal(changed(empty.url, { pathname: '/no_such' }), 'DATABASE_UNKNOWN', /no database "no_such"/);
  });

  it.each([
    'postgres//oblys:hunter2@h/d',
    'http://oblys:hunter2@h/d',
    'postgres://oblys:hunter2@h:port/d',
    'postgres://oblys:50%hunter2@h/d',
    'hunter2',
  ])('refuses the malformed URL %s', async (url) => expectRefusal(url, 'DATABASE_URL_INVALID', /percent-encoded/));

  it('refuses a host that is unknown and a port where nobody listens', async () => {
    const closed = await listen(createServer());
    await new Promise((resolve) => closed.server.close(resolve));
    await expectRefusal(`postgres://oblys:hunter2@127.0.0.1:${closed.port}/d`, 'DATABASE_UNREACHABLE', /ECONNREFUSED/);
    await expectRefusal(`postgres://oblys:hunter2@localhost:${closed.port}/d`, 'DATABASE_UNREACHABLE', /ECONNREFUSED/);
    await expectRefusal('postgres://oblys:hunter2@no-such-host.invalid/d', 'DATABASE_UNREACHABLE', /no-such-host/);
  });

  it('refuses a port where something else listens', async () => {
    const servers = [
      await listen(createHttpServer((_request, response) => response.end('not PostgreSQL'))),
      await listen(createServer((socket) => socket.end('220 mail ready\r\n'))),
    ];
    try {
      for (const { port } of servers) {
        await expectRefusal(`postgres://oblys:hunter2@127.0.0.1:${port}/d`, 'DATABASE_UNREACHABLE', /No PostgreSQL/);
      }
    } finally {
      for (const { server } of servers) server.close();
    }
  });
});

async function expectRefusal(url: string, code: string, message: RegExp): Promise<void> {
  const error: unknown = await checkServer(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DatabaseServerError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect((error as Error).message).not.toMatch(/\n|hunter2/);
}

function changed(url: string, parts: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>): string {
  return Object.assign(new URL(url), parts).href;
}

function listen(server: Server): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}
