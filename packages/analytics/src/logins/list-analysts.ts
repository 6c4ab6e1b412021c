import type { AnalystRole, Sql } from '@oblys/database';

export interface ListedAnalyst {
  readonly login: string;
  readonly role: AnalystRole;
  /** Null: everywhere. */
  readonly areaCodes: readonly string[] | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  /** How many sessions it has now on this server. */
  readonly sessionCount: number;
}

/** The logins of people, the newest first. */
export function listAnalysts(sql: Sql): Promise<ListedAnalyst[]> {
  return sql.query<ListedAnalyst>(`/* analyst:list */
select login, role, area_codes as "areaCodes", created_at as "createdAt", created_by as "createdBy",
       expires_at as "expiresAt", revoked_at as "revokedAt", revoked_by as "revokedBy",
       (
         select count(*)::integer
           from pg_stat_activity
          where pg_stat_activity.usename = analyst_login.login
       ) as "sessionCount"
  from analyst_login
 where not is_session
 order by created_at desc, login`);
}
