import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@oblys/database';
import { startGateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger, createTestDatabase } from '../support/index.js';

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});

afterAll(() => testDatabase?.drop());

describe('a pool whose statements have a limit', () => {
  it('has it on every connection, the first one too', async () => {
    const database = await openDatabase({ url: testDatabase.url, statementTimeoutMs: 1234, poolSize: 3 });
    try {
      const shown = await Promise.all(
        [1, 2, 3].map(() =>
          database.query<{ timeout: string }>(`select current_setting('statement_timeout') as timeout, pg_sleep(0.1)`),
        ),
      );
      expect(shown.map(([row]) => row?.timeout)).toEqual(['1234ms', '1234ms', '1234ms']);
    } finally {
      await database.close();
    }
  });

  it('gives the gateway back its connection, and whoever asks an answer', async () => {
    const [database, other] = await Promise.all([
      openDatabase({ url: testDatabase.url, poolSize: 1 }),
      openDatabase({ url: testDatabase.url, poolSize: 1 }),
    ]);
    const { logger, log } = createRecordingLogger();
    const gateway = await startGateway({ database, port: 0, logger, limits: { requestTimeoutMs: 200 } });
    const query = '{ region(code: "110000000") { code } }';
    try {
      await other.transaction('READ COMMITTED', async (sql) => {
        await sql.query('lock table area in access exclusive mode');
        const { errors } = await askGateway(gateway.url, query);
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
      });
      expect(await askGateway(gateway.url, query)).toEqual({ data: { region: null } });
      expect(log.filter(({ level }) => level === 'error')).toEqual([]);
    } finally {
      await gateway.stop();
      await database.close();
      await other.close();
    }
  });
});
