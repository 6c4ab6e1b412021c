import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { OblysError, type Locale } from '@oblys/domain';

/** What somebody who holds a link may do with it: take one file of a kind in, in the way that was asked for. */
export interface UploadGrant {
  readonly kind: string;
  readonly fileName: string;
  readonly isDryRun: boolean;
  readonly isPartial: boolean;
  readonly overwrites: boolean;
  readonly within: string | null;
  readonly locale: Locale;
  readonly uploadedBy: string;
  /** Why records of locked months are written; null where they are not. */
  readonly reason: string | null;
}

interface SignedGrant extends UploadGrant {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export class UploadRefusedError extends OblysError {
  readonly code = 'UPLOAD_REFUSED';
}

export interface UploadLink {
  /** On the gateway, from its root on. */
  readonly path: string;
  readonly expiresAt: Date;
}

const lifetimeMs = 15 * 60_000;

/** Links to upload a file by: whoever has one needs no other right, for a quarter of an hour. */
export class UploadLinks {
  private readonly secret: string;

  /** @param secret that all gateways of an installation share; of this one alone where none is given */
  constructor(secret: string | null) {
    this.secret = secret ?? randomBytes(32).toString('hex');
  }

  sign(grant: UploadGrant, now: Date): UploadLink {
    const expiresAt = now.getTime() + lifetimeMs;
    const told = Buffer.from(JSON.stringify({ ...grant, expiresAt } satisfies SignedGrant)).toString('base64url');
    return { path: `/imports?grant=${told}&signature=${this.signatureOf(told)}`, expiresAt: new Date(expiresAt) };
  }

  /** @throws {UploadRefusedError} when the link is none of ours, was changed or has expired */
  read(grant: unknown, signature: unknown, now: Date): UploadGrant {
    if (typeof grant !== 'string' || typeof signature !== 'string' || !this.isSigned(grant, signature)) {
      throw new UploadRefusedError(
        'The link was not made by this gateway, or was changed: ask createImportUpload for one.',
      );
    }
    const told = JSON.parse(Buffer.from(grant, 'base64url').toString()) as SignedGrant;
    if (told.expiresAt < now.getTime()) {
      throw new UploadRefusedError('The link has expired: ask createImportUpload for another one.');
    }
    return told;
  }

  private isSigned(grant: string, signature: string): boolean {
    const [given, right] = [Buffer.from(signature), Buffer.from(this.signatureOf(grant))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  private signatureOf(grant: string): string {
    return createHmac('sha256', this.secret).update(`import:${grant}`).digest('hex');
  }
}
