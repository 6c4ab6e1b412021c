import { DevelopmentIssuer, parseRole, roleName } from '@oblys/access';
import { roles, type GivenRole } from '@oblys/database';
import { countryCode, OblysError } from '@oblys/domain';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, wholeNumberFrom } from '../command.js';
import { signsInForDevelopment } from '../open-sign-in.js';

interface TokenOptions {
  json?: boolean;
  role: GivenRole;
  area: string[];
  hours: number;
}

class NoDevelopmentSignInError extends OblysError {
  readonly code = 'NOT_ALLOWED';
}

export const roleNames = roles.map(roleName).join(', ');

export function parseRoleOption(text: string): GivenRole {
  const role = parseRole(text);
  if (role === null) throw new InvalidArgumentError(`"${text}" is no role: a role is one of ${roleNames}.`);
  return role;
}

/** For an option that may be given several times. */
export function collectAreas(text: string, before: readonly string[] = []): string[] {
  return [...before, parseAreaOption(text)];
}

export function tokenCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'token',
    summary: 'sign in for development, as anybody',
    description:
      'Prints a token of the development issuer, to ask the gateway of this checkout as somebody of a role and areas: it is sent as `authorization: Bearer …`. There is none in production, and none where people sign in at a provider.',
    example: 'oblys token --role district-editor --area 117000000',
  })
    .option('--role <role>', `who asks: ${roleNames}`, parseRoleOption, 'ADMINISTRATOR' as GivenRole)
    .option('--area <code>', 'an area that they answer for, again for more; the country unless given', collectAreas)
    .option('--hours <hours>', 'for how long it is good', wholeNumberFrom(1, 720), 12)
    .action(async ({ json = false, role, area = [countryCode], hours }: TokenOptions) => {
      const { config, output } = createContext(host, 'token', json);
      if (!signsInForDevelopment(config)) {
        throw new NoDevelopmentSignInError(
          `Nobody is signed in for development ${config.nodeEnv === 'production' ? 'in production' : 'where people sign in at a provider (OBLYS_OIDC_ISSUER)'}; oblys tokens create makes a token for a program.`,
        );
      }
      const token = await (await DevelopmentIssuer.open(config.dataDir)).sign({ role, areaCodes: area }, hours);
      output.result({ token, role: roleName(role), areaCodes: area, hours }, [token]);
    });
}
