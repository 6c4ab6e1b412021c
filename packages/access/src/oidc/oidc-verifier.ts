import { isLoopbackHost } from '@oblys/domain';
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import { SignInUnavailableError, UnauthenticatedError } from '../access-errors.js';
import type { Viewer } from '../viewer.js';
import { viewerOf, type ClaimNames } from './claims.js';
import { isSigned, refusalOf } from './refusal.js';

export interface OidcSettings {
  /** As its tokens name it. */
  readonly issuer: string;
  /** What tokens for this platform name as whom they are for. */
  readonly audience: string;
  readonly claims: ClaimNames;
  /** How far clocks may differ. */
  readonly clockSkewSeconds: number;
}

export interface OidcVerifierOptions extends OidcSettings {
  /** Keys are asked for anew, because one is not known, no sooner than this after the last time; 30 s unless given. */
  readonly keysCooldownMs?: number;
  /** Keys are asked for anew after this at the latest, so that one that was taken back is not good for long; 10 min unless given. */
  readonly keysMaxAgeMs?: number;
  readonly now?: () => Date;
}

/** Only what is signed by a key that the provider alone has: neither "none" nor a secret that both sides know. */
export const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** How long the provider may take. */
const patienceMs = 5_000;

/** Tells who the tokens of an OpenID Connect provider speak for. */
export class OidcVerifier {
  private keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(private readonly options: OidcVerifierOptions) {}

  get issuer(): string {
    return this.options.issuer;
  }

  /**
   * @throws {UnauthenticatedError} when the token is not good
   * @throws {SignInUnavailableError} when the keys of the provider cannot be had
   */
  async verify(token: string): Promise<Viewer> {
    return viewerOf(await this.read(token), this.options.claims, 'OIDC');
  }

  private async read(token: string): Promise<JWTPayload> {
    const { issuer, audience, clockSkewSeconds, now = () => new Date() } = this.options;
    const checks: JWTVerifyOptions = {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockSkewSeconds,
      currentDate: now(),
      requiredClaims: ['sub', 'exp', 'iat'],
    };
    const keys = await this.findKeys();
    try {
      return (await jwtVerify(token, keys, checks)).payload;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) throw new UnauthenticatedError(refusal, { cause: error, isProven: isSigned(error) });
      throw this.unavailable(error);
    }
  }

  /** What the provider says of itself is asked for once, and again where it could not be had. */
  private findKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = null;
      throw this.unavailable(error);
    });
    return this.keys;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const { issuer, keysCooldownMs = 30_000, keysMaxAgeMs = 600_000 } = this.options;
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    const { issuer: told, jwks_uri: address } = (await response.json()) as Record<string, unknown>;
    if (told !== issuer) throw new Error(`it calls itself ${JSON.stringify(told)}`);
    if (typeof address !== 'string') throw new Error('it names no keys');
    const keysUrl = new URL(address);
    if (keysUrl.protocol !== 'https:' && !isLoopbackHost(keysUrl.hostname)) {
      throw new Error('its keys come by an address that others may change on the way');
    }
    return createRemoteJWKSet(keysUrl, {
      timeoutDuration: patienceMs,
      cooldownDuration: keysCooldownMs,
      cacheMaxAge: keysMaxAgeMs,
    });
  }

  private unavailable(error: unknown): SignInUnavailableError {
    if (error instanceof SignInUnavailableError) return error;
    const { message, cause } = error as Error & { cause?: { code?: string } };
    const reason = error instanceof errors.JWKSTimeout ? 'its keys did not come in time' : (cause?.code ?? message);
    return new SignInUnavailableError(this.options.issuer, reason, { cause: error });
  }
}
