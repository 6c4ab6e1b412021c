import { advisoryLocks, type Sql } from '@oblys/database';

/**
 * Keeps whoever can connect from filling the disk with temporary tables, as far as the user of the database may: rights
 * on a database are not the business of a migration, for they go along with no copy of it.
 */
export async function closeDatabase(sql: Sql, ownsServer: boolean): Promise<void> {
  await sql.query('/* analyst:lock */ select pg_advisory_xact_lock($1)', [advisoryLocks.migration]);
  const open = await sql.query<{ name: string; isOwn: boolean }>(
    `/* analyst:open-databases   $1 = whether all of the server */
select quote_ident(datname) as name, datname = current_database() as "isOwn"
  from pg_database
 where (datname = current_database() or $1::boolean)
   and (pg_has_role(current_user, datdba, 'USAGE') or (select rolsuper from pg_roles where rolname = current_user))
   and exists (
         select
           from aclexplode(coalesce(datacl, acldefault('d', datdba)))
          where grantee = 0
            and privilege_type in ('TEMPORARY', 'CONNECT')
            and (privilege_type = 'TEMPORARY' or datname <> current_database())
       )`,
    [ownsServer],
  );
  for (const { name, isOwn } of open) {
    await sql.query(`revoke ${isOwn ? '' : 'connect, '}temporary on database ${name} from public`);
    if (isOwn) await sql.query(`grant temporary on database ${name} to oblys_public`);
  }
}

/** What a login can do that it should not, each with what an administrator does about it. */
export async function listOpenings(sql: Sql, login: string, areFilesLimited: boolean): Promise<string[]> {
  const [found] = await sql.query<{
    database: string;
    temporary: boolean;
    functions: boolean;
    creates: boolean;
    others: string[] | null;
  }>(
    `/* analyst:openings   $1 = login */
select quote_ident(current_database()) as database,
       has_database_privilege($1, current_database(), 'TEMPORARY') as temporary,
       has_function_privilege($1, 'pg_catalog.pg_advisory_lock(bigint)', 'EXECUTE') as functions,
       has_schema_privilege($1, 'public', 'CREATE') as creates,
       (
         select array_agg(quote_ident(datname) order by datname)
           from pg_database
          where datallowconn
            and datname <> current_database()
            and has_database_privilege($1, datname, 'CONNECT')
            and has_database_privilege($1, datname, 'TEMPORARY')
       ) as others`,
    [login],
  );
  const { database, temporary, functions, creates, others } = found!;
  return [
    ...(areFilesLimited
      ? []
      : [
          `Files that its statements write have no limit: grant set on parameter temp_file_limit to the user of the database, and create it anew.`,
        ]),
    ...(temporary
      ? [`It can fill the disk with temporary tables: revoke temporary on database ${database} from public.`]
      : []),
    ...(functions
      ? [
          `It can take locks, sleep and write large objects: revoke from public what the README lists under "Analysts: SQL".`,
        ]
      : []),
    ...(creates ? [`It can make tables: revoke create on schema public from public.`] : []),
    ...(others === null
      ? []
      : [
          `It can connect to other databases of the server (${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}), and make temporary tables there: revoke connect and temporary on them from public.`,
        ]),
  ];
}
