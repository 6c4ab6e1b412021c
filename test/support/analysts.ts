import { randomBytes } from 'node:crypto';
import { connectionString, createAnalyst, type AnalystLimits, type NewAnalyst } from '@oblys/analytics';
import type { Database } from '@oblys/database';
import pg from 'pg';
import { onServer, testServerUrl } from './postgres.js';

/** A login of the server that asks one database, and is gone afterwards. */
export interface TestAnalyst {
  readonly login: string;
  readonly url: string;
  connect(): Promise<pg.Client>;
  /** The rows of a statement in a session of its own. */
  // The shape is what the test asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ask(text: string): Promise<any[]>;
  drop(): Promise<void>;
}

export const testLimits: AnalystLimits = { statementSeconds: 60, temporaryFileMb: 8, connections: 3 };

export async function createTestAnalyst(
  database: Database,
  given: Partial<Pick<NewAnalyst, 'role' | 'areaCodes'>> = {},
  limits: AnalystLimits = testLimits,
): Promise<TestAnalyst> {
  const name = `analyst_${randomBytes(5).toString('hex')}`;
  const { password } = await createAnalyst(
    database,
    { name, role: 'ANALYST', areaCodes: [], days: 1, createdBy: 'test', ownsServer: false, ...given },
    limits,
  );
  const url = connectionString(database.url, name, password);
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    // It may be ended from outside, which its statement tells of.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    login: name,
    url,
    connect,
    ask: async (text) => {
      const client = await connect();
      try {
        const answers = (await client.query(text)) as pg.QueryResult | pg.QueryResult[];
        return (Array.isArray(answers) ? answers.at(-1)! : answers).rows;
      } finally {
        await client.end();
      }
    },
    drop: () => onServer(testServerUrl(), (client) => client.query(`drop role if exists ${name}`)),
  };
}
