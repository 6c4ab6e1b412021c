import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { confinesOf, has, NotAllowedError, type Viewer } from '@oblys/access';
import type { AnalystRole, Database } from '@oblys/database';
import { OblysError } from '@oblys/domain';
import pg from 'pg';
import { connectionString } from '../logins/connection-string.js';
import type { AnalystLimits } from '../logins/limits.js';
import { makeLogin } from '../logins/make-login.js';
import { closeDatabase } from '../logins/openings.js';
import { removeLogin, removeLeftovers } from './remove-logins.js';

/** For how long a session is good at the most, unless it is said otherwise. */
const usualMinutes = 15;
/** For how long a replica may lag behind. */
const patienceMs = 10_000;
const pauseMs = 100;

export interface AnalystSessionOptions {
  readonly limits: AnalystLimits;
  /** A replica that is asked in place of the database; null: none. */
  readonly replicaUrl: string | null;
  /** For how many minutes it is good at the most; a quarter of an hour unless given. */
  readonly minutes?: number;
}

/** A connection of a login of its own: whatever SQL is sent by it sees what the viewer may see, and changes nothing. */
export interface AnalystSession {
  readonly client: pg.Client;
  readonly login: string;
  /** Ends the connection and removes the login. */
  close(): Promise<void>;
}

/** The replica does not follow the database, or cannot be reached. */
export class ReplicaBehindError extends OblysError {
  readonly code = 'INVALID_INPUT';
}

/**
 * Opens a session for SQL that somebody else wrote. It is a real login and no role that was taken on, since SQL can lay
 * a role down again (`reset role`). The database has to be its direct address: no pooler knows the login.
 * @throws {NotAllowedError} when the viewer may read no records, or the platform may make no logins
 * @throws {ReplicaBehindError} when the replica does not know the login in time
 */
export async function openAnalystSession(
  database: Database,
  viewer: Viewer,
  { limits, replicaUrl, minutes = usualMinutes }: AnalystSessionOptions,
): Promise<AnalystSession> {
  const role = roleOf(viewer);
  await removeLeftovers(database);
  const login = `oblys_ask_${randomBytes(8).toString('hex')}`;
  const { password } = await database.transaction('READ COMMITTED', async (sql) => {
    await closeDatabase(sql, false);
    const areaCodes = confinesOf(viewer) ?? [];
    return makeLogin(
      sql,
      { login, role, areaCodes, createdBy: viewer.name, isSession: true },
      `${minutes} minutes`,
      limits,
    );
  });
  try {
    const client = await connect(connectionString(replicaUrl ?? database.url, login, password), replicaUrl !== null);
    return {
      client,
      login,
      close: async () => {
        await client.end().catch(() => undefined); // it may have been ended by a limit
        await removeLogin(database, login);
      },
    };
  } catch (error) {
    await removeLogin(database, login);
    throw error;
  }
}

function roleOf(viewer: Viewer): AnalystRole {
  if (has(viewer.role, 'READ_PEOPLE')) return 'ANALYST';
  if (has(viewer.role, 'READ_RECORDS')) return 'VIEWER';
  throw new NotAllowedError('Questions in SQL are for who signed in: they read records.');
}

/** A replica learns of the login when it has replayed what made it. */
async function connect(url: string, isReplica: boolean): Promise<pg.Client> {
  const until = performance.now() + (isReplica ? patienceMs : 0);
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    // It may be ended by a limit, which the statement that runs is told.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isReplica || !isUnknownLogin(error)) throw error;
      if (performance.now() > until) {
        throw new ReplicaBehindError(
          'The replica of ANALYTICS_DATABASE_URL does not know what the database knew 10 seconds ago: it does not follow it, or lags too far behind.',
          { cause: error },
        );
      }
      await delay(pauseMs);
    }
  }
}

function isUnknownLogin(error: unknown): boolean {
  return ['28P01', '28000'].includes((error as { code?: string }).code ?? '');
}
