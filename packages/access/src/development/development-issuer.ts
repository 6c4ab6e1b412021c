import type { GivenRole } from '@oblys/database';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { UnauthenticatedError } from '../access-errors.js';
import { viewerOf } from '../oidc/claims.js';
import { isSigned, refusalOf } from '../oidc/refusal.js';
import { roleName } from '../roles.js';
import type { Viewer } from '../viewer.js';
import { readDevelopmentKey } from './development-key.js';

/** What its tokens name as where they come from. */
export const developmentIssuerName = 'urn:oblys:development';

const audience = 'urn:oblys:gateway';
const algorithm = 'ES256';
const claims = { role: 'oblys_role', areas: 'oblys_areas' };

/** Who somebody signs in as, to try what they may. */
export interface DevelopmentSignIn {
  readonly role: GivenRole;
  readonly areaCodes: readonly string[];
}

/**
 * Signs people in without asking who they are, for development on the loopback address. Its key lies in the data folder,
 * so that whoever may read that may sign tokens, and nobody else.
 */
export class DevelopmentIssuer {
  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly publicKey: CryptoKey,
    private readonly now: () => Date,
  ) {}

  /** @throws when the data folder cannot be written */
  static async open(dataDir: string, now: () => Date = () => new Date()): Promise<DevelopmentIssuer> {
    const { d, ...open } = await readDevelopmentKey(dataDir);
    const keyOf = async (jwk: JWK) => (await importJWK(jwk, algorithm)) as CryptoKey;
    return new DevelopmentIssuer(await keyOf({ ...open, d: d! }), await keyOf(open), now);
  }

  /** @param hours for how long it is good */
  sign({ role, areaCodes }: DevelopmentSignIn, hours: number): Promise<string> {
    const issuedAt = Math.floor(this.now().getTime() / 1000);
    const name = roleName(role);
    return new SignJWT({ [claims.role]: name, [claims.areas]: [...areaCodes], name })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(developmentIssuerName)
      .setAudience(audience)
      .setSubject(`${name}:${[...areaCodes].sort().join(',')}`)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.round(hours * 3600))
      .sign(this.privateKey);
  }

  /** @throws {UnauthenticatedError} when the token is not good */
  async verify(token: string): Promise<Viewer> {
    const checks = {
      issuer: developmentIssuerName,
      audience,
      algorithms: [algorithm],
      currentDate: this.now(),
      requiredClaims: ['sub', 'exp', 'iat'],
    };
    try {
      return viewerOf((await jwtVerify(token, this.publicKey, checks)).payload, claims, 'DEVELOPMENT');
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      throw new UnauthenticatedError(refusal, { cause: error, isProven: isSigned(error) });
    }
  }
}
