import { parseRole, roleName, withTokenId, type DevelopmentIssuer } from '@oblys/access';
import { roles } from '@oblys/database';
import { InvalidInputError, isLoopbackHost } from '@oblys/domain';
import express, { type Express, type Request } from 'express';
import type { Origins } from '../audit/origin.js';
import type { SignInTrail } from '../audit/sign-in-trail.js';
import { refuse } from './refuse.js';
import { isFromElsewhere } from './stream-limits.js';

/** How the page signs people in at a provider: by code flow with PKCE, as a client that keeps no secret. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** What it asks for, such as "openid profile". */
  readonly scope: string;
}

export interface SignInPage {
  readonly provider: SignInProvider | null;
  readonly development: DevelopmentIssuer | null;
}

const hoursOfPage = 8;

/** `GET /sign-in` tells the page how people sign in; `POST /sign-in/development` signs in as any role, for development. */
export function serveSignIn(
  app: Express,
  { provider, development }: SignInPage,
  trail: SignInTrail,
  origins: Origins,
): void {
  app.get('/sign-in', (_request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.json({ provider, development: development === null ? null : { roles: roles.map(roleName) } });
  });
  if (development === null) return;
  app.post('/sign-in/development', express.json({ limit: '4kb' }), async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    if (!isOfThisMachine(request)) {
      return refuse(request, response, 403, 'NOT_ALLOWED', 'Only pages of this machine sign in for development.');
    }
    try {
      const asked = readSignIn(request.body);
      const token = await development.sign(asked, hoursOfPage);
      await trail.signedIn(withTokenId(await development.verify(token), token), origins.of(request));
      response.json({ token });
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      refuse(request, response, 400, error.code, error.message);
    }
  });
}

/** From this machine, by a name of this machine (else a name that somebody points here would do), and no other site. */
function isOfThisMachine(request: Request): boolean {
  const { host } = request.headers;
  const name = host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return isLoopbackHost(name) && isLoopbackHost(address) && !isFromElsewhere(request);
}

function readSignIn(body: unknown) {
  const { role: roleText, areaCodes } = (body ?? {}) as { role?: unknown; areaCodes?: unknown };
  const role = typeof roleText === 'string' ? parseRole(roleText) : null;
  if (role === null) throw new InvalidInputError(`The role is one of ${roles.map(roleName).join(', ')}.`);
  const isList = Array.isArray(areaCodes) && areaCodes.length > 0 && areaCodes.length <= 500;
  if (!isList || !areaCodes.every((code) => typeof code === 'string' && /^\d{9}$/.test(code))) {
    throw new InvalidInputError('The areas are codes of areas, such as ["110000000"].');
  }
  return { role, areaCodes: areaCodes as string[] };
}
