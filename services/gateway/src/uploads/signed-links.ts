import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Viewer } from '@oblys/access';

export interface SignedGrant {
  /** What is granted and until when, as letters that a path may hold. */
  readonly told: string;
  readonly signature: string;
  readonly expiresAt: Date;
}

/** Grants that are handed out in links: for one purpose each, until a moment, and not to be changed. */
export class SignedLinks {
  private readonly secret: string;

  /** @param secret that all gateways of an installation share; of this one alone where none is given */
  constructor(secret: string | null) {
    this.secret = secret ?? randomBytes(32).toString('hex');
  }

  /** @param lifetimeMs or less, where what the viewer signed in by expires before */
  sign(purpose: string, grant: { readonly viewer: Viewer }, now: Date, lifetimeMs: number): SignedGrant {
    const signedInUntil = grant.viewer.identity?.expiresAt.getTime() ?? Infinity;
    const expiresAt = Math.min(now.getTime() + lifetimeMs, signedInUntil);
    const told = Buffer.from(JSON.stringify({ ...grant, expiresAt })).toString('base64url');
    return { told, signature: this.signatureOf(purpose, told), expiresAt: new Date(expiresAt) };
  }

  /** What was granted for the purpose, unless it is none of ours, was changed or has expired. */
  read<Grant extends object>(
    purpose: string,
    told: unknown,
    signature: unknown,
    now: Date,
  ): Grant | 'FORGED' | 'EXPIRED' {
    if (typeof told !== 'string' || typeof signature !== 'string') return 'FORGED';
    const [given, right] = [Buffer.from(signature), Buffer.from(this.signatureOf(purpose, told))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return 'FORGED';
    const grant = JSON.parse(Buffer.from(told, 'base64url').toString(), reviveMoments) as Grant & { expiresAt: number };
    return grant.expiresAt < now.getTime() ? 'EXPIRED' : grant;
  }

  private signatureOf(purpose: string, told: string): string {
    return createHmac('sha256', this.secret).update(`${purpose}:${told}`).digest('hex');
  }
}

/** Of a viewer it is a text in JSON until when they are signed in; of the grant itself a number. */
function reviveMoments(name: string, value: unknown): unknown {
  return name === 'expiresAt' && typeof value === 'string' ? new Date(value) : value;
}
