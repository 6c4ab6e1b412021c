import { appendAuditEvent, type Sql } from '@oblys/database';
import { idleInTransactionSeconds } from './logins/limits.js';

export interface Patience {
  /** How much longer anything may go on than its own limit says, which ends it with the better words. */
  readonly graceSeconds: number;
  /** How long a transaction may stand open with nothing asked. */
  readonly idleInTransactionSeconds: number;
}

export interface WatchOptions {
  /** Where the audit is: not on a replica, which writes nothing. */
  readonly audit: Sql;
  readonly patience?: Patience;
}

const usual: Patience = { graceSeconds: 5, idleInTransactionSeconds };

export type OverrunReason = 'STATEMENT' | 'IDLE_IN_TRANSACTION' | 'LOGIN_OVER';

export interface EndedSession {
  readonly login: string;
  readonly reason: OverrunReason;
  /** How long it went on. */
  readonly seconds: number;
}

/**
 * Ends the sessions of analysts that pass their limits, since an analyst may lift those of their own session: whose
 * statement runs too long, who holds a transaction open with nothing asked, and whose login is good no longer.
 * On the server that is asked, whichever its database they are in; each is told to the audit.
 */
export async function endOverrunSessions(sql: Sql, { audit, patience = usual }: WatchOptions): Promise<EndedSession[]> {
  const ended = await sql.query<EndedSession>(
    `/* analyst:end-overrun   $1 = seconds of grace, $2 = seconds a transaction may stand idle */
with overrun as (
  select activity.pid, activity.backend_start, login.login,
         case
           when login.revoked_at is not null or login.expires_at <= now() then 'LOGIN_OVER'
           when activity.state = 'active'
                and activity.query_start < clock_timestamp() - make_interval(secs => login.statement_seconds + $1::integer)
             then 'STATEMENT'
           when activity.state in ('idle in transaction', 'idle in transaction (aborted)')
                and activity.state_change < clock_timestamp() - make_interval(secs => $2::integer + $1::integer)
             then 'IDLE_IN_TRANSACTION'
         end as reason,
         extract(epoch from clock_timestamp() - case activity.state when 'active' then activity.query_start else activity.state_change end)::integer as seconds
    from pg_stat_activity as activity
    join analyst_login as login
      on login.login = activity.usename
)
select overrun.login, overrun.reason, greatest(overrun.seconds, 0) as seconds
  from overrun
 where overrun.reason is not null
   and pg_terminate_backend(overrun.pid)
 order by overrun.login`,
    [patience.graceSeconds, patience.idleInTransactionSeconds],
  );
  for (const { login, reason, seconds } of ended) {
    await appendAuditEvent(audit, {
      action: 'REFUSE',
      objectKind: 'analyst_login',
      objectId: login,
      details: { reason, seconds },
    });
  }
  return ended;
}
