import type { Viewer } from '@oblys/access';
import { OblysError, type Locale } from '@oblys/domain';
import type { SignedLinks } from './signed-links.js';

/** What somebody who holds a link may do with it: take one file of a kind in, in the way that was asked for. */
export interface UploadGrant {
  readonly kind: string;
  readonly fileName: string;
  readonly isDryRun: boolean;
  readonly isPartial: boolean;
  readonly overwrites: boolean;
  readonly within: string | null;
  readonly locale: Locale;
  readonly viewer: Viewer;
  /** Why records of locked months are written; null where they are not. */
  readonly reason: string | null;
  /** Whether it may hold what is of persons. */
  readonly mayWritePersons: boolean;
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

/** Links to upload a file by: whoever has one needs no other right, for a quarter of an hour or as long as its token. */
export class UploadLinks {
  constructor(private readonly links: SignedLinks) {}

  sign(grant: UploadGrant, now: Date): UploadLink {
    const { told, signature, expiresAt } = this.links.sign('import', grant, now, lifetimeMs);
    return { path: `/imports?grant=${told}&signature=${signature}`, expiresAt };
  }

  /** @throws {UploadRefusedError} when the link is none of ours, was changed or has expired */
  read(grant: unknown, signature: unknown, now: Date): UploadGrant {
    const read = this.links.read<UploadGrant>('import', grant, signature, now);
    if (read === 'FORGED') {
      throw new UploadRefusedError(
        'The link was not made by this gateway, or was changed: ask createImportUpload for one.',
      );
    }
    if (read === 'EXPIRED') {
      throw new UploadRefusedError('The link has expired: ask createImportUpload for another one.');
    }
    return read;
  }
}
