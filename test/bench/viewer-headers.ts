import { createApiToken, developer } from '@oblys/access';
import type { Database } from '@oblys/database';

/** The headers of who may see all of an area, by an API token. */
export async function headersOfAnalyst(database: Database, areaCode: string): Promise<{ authorization: string }> {
  const wanted = { name: `Bench of ${areaCode}`, role: 'REGIONAL_ANALYST', areaCodes: [areaCode], days: 1 } as const;
  const { token } = await database.transaction('READ COMMITTED', (sql) =>
    createApiToken(sql, developer, { subject: 'bench', name: 'bench' }, wanted),
  );
  return { authorization: `Bearer ${token}` };
}
