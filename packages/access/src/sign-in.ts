import { createHash } from 'node:crypto';
import type { Sql } from '@oblys/database';
import { decodeJwt } from 'jose';
import { UnauthenticatedError } from './access-errors.js';
import { findApiToken } from './api-tokens/find-token.js';
import { apiTokenPrefix } from './api-tokens/secret.js';
import { developmentIssuerName, type DevelopmentIssuer } from './development/development-issuer.js';
import type { OidcVerifier } from './oidc/oidc-verifier.js';
import type { Viewer } from './viewer.js';

export interface SignInOptions {
  /** Where API tokens are. */
  readonly database: Sql;
  /** Null where no provider is set. */
  readonly oidc: OidcVerifier | null;
  /** Null where nobody is signed in for development. */
  readonly development: DevelopmentIssuer | null;
  /** Who asks without a token. */
  readonly anonymous: Viewer;
}

/** What is longer is no token of anybody. */
const longestToken = 8_192;

/** Tells who asks by what they show. */
export class SignIn {
  constructor(private readonly options: SignInOptions) {}

  /** Whether anybody may be more than the public without showing who they are. */
  get isForDevelopment(): boolean {
    return this.options.development !== null || this.options.anonymous.role !== 'PUBLIC';
  }

  /**
   * @param authorization the header of HTTP of that name, or what stands for it
   * @throws {UnauthenticatedError} when it shows something that is not good: that is not taken for nobody
   * @throws {SignInUnavailableError} when the provider cannot be asked for its keys
   */
  async authenticate(authorization: string | undefined): Promise<Viewer> {
    if (authorization === undefined) return this.options.anonymous;
    const [, token] = /^Bearer +([^\s,]+) *$/i.exec(authorization) ?? [];
    if (token === undefined || token.length > longestToken) {
      throw new UnauthenticatedError('The header authorization holds no bearer token.');
    }
    return token.startsWith(apiTokenPrefix) ? this.findByApiToken(token) : withTokenId(await this.verify(token), token);
  }

  private async findByApiToken(token: string): Promise<Viewer> {
    const found = await findApiToken(this.options.database, token);
    switch (found) {
      case 'UNKNOWN':
        throw new UnauthenticatedError('The API token is refused: there is no such token.');
      case 'EXPIRED':
        throw new UnauthenticatedError('The API token is refused: it has expired.', { isProven: true });
      case 'REVOKED':
        throw new UnauthenticatedError('The API token is refused: it was revoked.', { isProven: true });
      default:
        return found;
    }
  }

  /** What a token says of where it comes from only picks who looks at it. */
  private async verify(token: string): Promise<Viewer> {
    const { oidc, development } = this.options;
    const issuer = issuerOf(token);
    if (development !== null && issuer === developmentIssuerName) return development.verify(token);
    if (oidc !== null && issuer === oidc.issuer) return oidc.verify(token);
    throw new UnauthenticatedError('The token is refused: nobody signs in here by tokens of its issuer.');
  }
}

/** With what the audit knows a signed token by: nobody comes from it to the token. */
export function withTokenId(viewer: Viewer, token: string): Viewer {
  const { identity } = viewer;
  if (identity === undefined) return viewer;
  const tokenId = `sha256:${createHash('sha256').update(token).digest('hex').slice(0, 32)}`;
  return { ...viewer, identity: { ...identity, tokenId } };
}

function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    throw new UnauthenticatedError('The token is refused: it is no token.', { cause: error });
  }
}
