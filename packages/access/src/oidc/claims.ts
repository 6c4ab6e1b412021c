import type { GivenRole, Role } from '@oblys/database';
import type { JWTPayload } from 'jose';
import { UnauthenticatedError } from '../access-errors.js';
import { parseRole } from '../roles.js';
import type { SignInKind, Viewer } from '../viewer.js';

export interface ClaimNames {
  /** Where the role is, such as "oblys_role" or, within others, "realm_access.roles". */
  readonly role: string;
  /** Where the codes of areas are. */
  readonly areas: string;
}

const longestName = 200;
const mostAreas = 500;

/**
 * Who a token that was found good speaks for. Without a role it is a person who may do what the public may; without
 * areas one who sees no records.
 * @throws {UnauthenticatedError} when it names several of our roles, or areas that are none
 */
export function viewerOf(payload: JWTPayload, names: ClaimNames, by: SignInKind): Viewer {
  return {
    name: nameOf(payload),
    role: roleOf(readClaim(payload, names.role)),
    scope: { areaCodes: areasOf(readClaim(payload, names.areas)) },
    identity: {
      subject: `${payload.iss}#${payload.sub}`,
      by,
      expiresAt: new Date(payload.exp! * 1000),
    },
  };
}

/** By its whole name first, which may hold dots; then as a path. */
function readClaim(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      payload,
    );
}

/** Providers give roles of other programs too: those are passed over. */
function roleOf(claim: unknown): Role {
  const found = new Set(
    textsOf(claim)
      .map(parseRole)
      .filter((role): role is GivenRole => role !== null),
  );
  if (found.size > 1)
    throw new UnauthenticatedError('The token is refused: it names several roles.', { isProven: true });
  return [...found][0] ?? 'PUBLIC';
}

function areasOf(claim: unknown): string[] {
  const codes = [...new Set(textsOf(claim))];
  if (codes.length > mostAreas || codes.some((code) => !/^\d{9}$/.test(code))) {
    throw new UnauthenticatedError('The token is refused: its areas are no codes of areas, or too many.', {
      isProven: true,
    });
  }
  return codes;
}

/** A list, or a text of words between spaces or commas. */
function textsOf(claim: unknown): string[] {
  const texts = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(/[\s,]+/) : [];
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
}

function nameOf({ sub, ...claims }: JWTPayload): string {
  const given = [claims['preferred_username'], claims['name'], claims['email'], sub];
  const name = given.find((text): text is string => typeof text === 'string' && text.trim() !== '')!;
  return [...name.normalize('NFC').replace(/\p{Cc}|\p{Cf}|\p{Cs}/gu, '')].slice(0, longestName).join('').trim();
}
