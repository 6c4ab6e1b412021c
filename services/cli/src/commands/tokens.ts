import { createApiToken, developer, listApiTokens, revokeApiToken, roleName, type ListedToken } from '@oblys/access';
import type { GivenRole } from '@oblys/database';
import type { Command } from 'commander';
import { onBusinessClock } from '../business-days.js';
import { createCommand, createCommandGroup, createContext, wholeNumberFrom, type CommandHost } from '../command.js';
import { requester } from '../requester.js';
import { alignColumns, counted } from '../words.js';
import { collectAreas, parseRoleOption, roleNames } from './token.js';

export function tokensCommand(host: CommandHost): Command {
  const text = {
    name: 'tokens',
    summary: 'create, list and revoke API tokens',
    description: 'Creates tokens by which programs and analysts ask, lists them and revokes them.',
    example: 'oblys tokens create "Nightly extract" --role regional-analyst --area 110000000',
  };
  return createCommandGroup(host, text, [createCommandOf(host), listCommand(host), revokeCommand(host)]);
}

interface CreateOptions {
  json?: boolean;
  role: GivenRole;
  area: string[];
  days: number;
  owner?: string;
}

function createCommandOf(host: CommandHost): Command {
  return createCommand(host, {
    name: 'create',
    summary: 'create an API token',
    description:
      'Creates a token by which a program asks, within a role and areas and until a day. It is printed this once, and only its hash is kept.',
    example: 'oblys tokens create "Nightly extract" --role regional-analyst --area 110000000 --days 30',
  })
    .argument('<name>', 'what it is for')
    .requiredOption('--role <role>', `what it may do: ${roleNames}`, parseRoleOption)
    .requiredOption('--area <code>', 'an area that it sees with all that lies below, again for more', collectAreas)
    .option('--days <days>', 'for how many days it is good', wholeNumberFrom(1, 366), 90)
    .option('--owner <name>', 'whose it is; who runs the command unless given')
    .action(async (name: string, { json = false, role, area, days, owner }: CreateOptions) => {
      const { output, withSession } = createContext(host, 'tokens create', json);
      const by = requester();
      const whose = owner ?? by;
      const created = await withSession(({ database }) =>
        database.transaction('READ COMMITTED', (sql) =>
          createApiToken(
            sql,
            // Whoever may run commands on the database may do all.
            { ...developer, name: by },
            { subject: `command#${whose}`, name: whose },
            { name, role, areaCodes: area, days },
          ),
        ),
      );
      output.result(created, [
        created.token,
        `It is good until ${onBusinessClock(created.expiresAt)} (Asia/Almaty), and shown this once.`,
      ]);
    });
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list the API tokens',
    description: 'Lists the API tokens, the newest first, with who they speak for and when they were last used.',
    example: 'oblys tokens list',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'tokens list', json);
    const tokens = await withSession(({ database }) => listApiTokens(database, null));
    output.result(tokens, tokenLines(tokens, new Date()));
  });
}

function revokeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'revoke',
    summary: 'end an API token at once',
    example: 'oblys tokens revoke 01a21ad9-8603-71fd-aca1-8043c39281a0',
  })
    .argument('<id>', 'the id that oblys tokens list shows')
    .action(async (id: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'tokens revoke', json);
      const revoked = await withSession(({ database }) =>
        revokeApiToken(database, { id, subject: null, revokedBy: requester() }),
      );
      output.result(revoked, [`The token "${revoked.name}" of ${revoked.ownerName} is revoked.`]);
    });
}

function tokenLines(tokens: readonly ListedToken[], now: Date): string[] {
  if (tokens.length === 0) return ['There are no API tokens: oblys tokens create makes one.'];
  return [
    `${counted(tokens.length, 'token')}.`,
    ...alignColumns([
      ['  token', 'for', 'of', 'role', 'areas', 'last used', 'good until'],
      ...tokens.map((token) => [
        `  ${token.id}`,
        token.name,
        token.ownerName,
        roleName(token.role),
        token.areaCodes.join(' '),
        token.lastUsedAt === null ? 'never' : onBusinessClock(token.lastUsedAt),
        stateOf(token, now),
      ]),
    ]),
  ];
}

function stateOf({ revokedAt, revokedBy, expiresAt }: ListedToken, now: Date): string {
  if (revokedAt !== null) return `revoked by ${revokedBy}`;
  return expiresAt > now ? onBusinessClock(expiresAt) : 'expired';
}
