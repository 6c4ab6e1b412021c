import {
  connectionString,
  createAnalyst,
  listAnalysts,
  mostLoginDays,
  renewPassword,
  revokeAnalyst,
  type ListedAnalyst,
} from '@oblys/analytics';
import type { AnalystRole } from '@oblys/database';
import { InvalidArgumentError, type Command } from 'commander';
import { onBusinessClock } from '../business-days.js';
import { createCommand, createCommandGroup, createContext, wholeNumberFrom, type CommandHost } from '../command.js';
import { requester } from '../requester.js';
import type { Session } from '../session.js';
import { alignColumns, counted } from '../words.js';
import { collectAreas } from './token.js';

export function analystCommand(host: CommandHost): Command {
  const text = {
    name: 'analyst',
    summary: 'create, list and revoke logins for questions in SQL',
    description:
      'Creates logins of the database by which analysts ask the views of the schema analytics in SQL, lists them, gives them new passwords and revokes them.',
    example: 'oblys analyst create aigul --area 110000000',
  };
  return createCommandGroup(host, text, [
    createCommandOf(host),
    listCommand(host),
    passwordCommand(host),
    revokeCommand(host),
  ]);
}

interface CreateOptions {
  json?: boolean;
  role: AnalystRole;
  area?: string[];
  days: number;
}

function createCommandOf(host: CommandHost): Command {
  return createCommand(host, {
    name: 'create',
    summary: 'create a login for questions in SQL',
    description:
      'Creates a login of the database and prints a connection string for psql, DBeaver, Metabase and the like. It reads the views of the schema analytics, within its areas, and nothing else. The password is shown this once.',
    example: 'oblys analyst create aigul --role analyst --area 110000000 --days 90',
  })
    .argument('<name>', 'the name of the login: small Latin letters, digits and _')
    .option(
      '--role <role>',
      'analyst sees records without persons; viewer none of the topics that count people, and their figures as published',
      parseAnalystRole,
      'ANALYST' as AnalystRole,
    )
    .option(
      '--area <code>',
      'an area that it sees with all that lies below, again for more; everywhere unless given',
      collectAreas,
    )
    .option('--days <days>', 'for how many days it is good', wholeNumberFrom(1, mostLoginDays), 90)
    .action(async (name: string, { json = false, role, area = [], days }: CreateOptions) => {
      const { config, output, withSession } = createContext(host, 'analyst create', json);
      await withSession(async (session) => {
        const ownsServer = session.server.kind !== 'given';
        const asked = { name, role, areaCodes: area, days, createdBy: requester(), ownsServer };
        const { login, password, expiresAt, openings } = await createAnalyst(session.database, asked, config.analysts);
        const url = connectionString(addressOf(session), login, password);
        output.result({ login, url, expiresAt, openings }, [
          url,
          `It is good until ${onBusinessClock(expiresAt)} (Asia/Almaty), and shown this once.`,
          ...whereItIs(session),
          ...openings.map((opening) => `Open still: ${opening}`),
        ]);
      });
    });
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list the logins of analysts',
    description: 'Lists the logins for questions in SQL, the newest first, and where they ask.',
    example: 'oblys analyst list',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'analyst list', json);
    await withSession(async (session) => {
      const analysts = await listAnalysts(session.database);
      const { host: address, pathname } = new URL(addressOf(session));
      output.result(analysts, [
        ...analystLines(analysts, new Date()),
        ...(analysts.length === 0 ? [] : [`They ask postgresql://LOGIN@${address}${pathname}.`, ...whereItIs(session)]),
      ]);
    });
  });
}

function passwordCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'password',
    summary: 'give a login a new password',
    description: 'Gives a login a new password in place of the one before, and prints its connection string once.',
    example: 'oblys analyst password aigul',
  })
    .argument('<name>', 'the name of the login')
    .action(async (name: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'analyst password', json);
      await withSession(async (session) => {
        const url = connectionString(addressOf(session), name, await renewPassword(session.database, name));
        output.result({ login: name, url }, [url, 'It is shown this once.', ...whereItIs(session)]);
      });
    });
}

function revokeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'revoke',
    summary: 'lock a login and end its sessions',
    example: 'oblys analyst revoke aigul',
  })
    .argument('<name>', 'the name of the login')
    .action(async (name: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'analyst revoke', json);
      const revoked = await withSession(({ database }) => revokeAnalyst(database, name, requester()));
      output.result(revoked, [
        `The login ${name} is revoked, and ${counted(revoked.endedCount, 'session')} of it ended.`,
      ]);
    });
}

function parseAnalystRole(text: string): AnalystRole {
  const role = (['ANALYST', 'VIEWER'] as const).find((each) => each === text.toUpperCase());
  if (role === undefined) throw new InvalidArgumentError(`"${text}" is no role of a login: analyst or viewer.`);
  return role;
}

/** Where analysts ask: the replica, if there is one. */
function addressOf({ config, database }: Session): string {
  return config.analyticsDatabaseUrl ?? database.url;
}

function whereItIs({ config, server }: Session): string[] {
  if (config.analyticsDatabaseUrl !== null || server.kind === 'given') return [];
  return [
    'The embedded server is reached from this machine alone, while oblys start runs, and its port may change when that starts anew: oblys analyst list shows it.',
  ];
}

function analystLines(analysts: readonly ListedAnalyst[], now: Date): string[] {
  if (analysts.length === 0) return ['There are no logins for analysts: oblys analyst create makes one.'];
  return [
    `${counted(analysts.length, 'login')}.`,
    ...alignColumns([
      ['  login', 'role', 'areas', 'by', 'sessions', 'good until'],
      ...analysts.map((analyst) => [
        `  ${analyst.login}`,
        analyst.role.toLowerCase(),
        analyst.areaCodes?.join(' ') ?? 'everywhere',
        analyst.createdBy,
        String(analyst.sessionCount),
        stateOf(analyst, now),
      ]),
    ]),
  ];
}

function stateOf({ revokedAt, revokedBy, expiresAt }: ListedAnalyst, now: Date): string {
  if (revokedAt !== null) return `revoked by ${revokedBy}`;
  return expiresAt > now ? onBusinessClock(expiresAt) : 'expired';
}
