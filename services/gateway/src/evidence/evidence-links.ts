import { OblysError } from '@oblys/domain';
import type { SignedLinks } from '../uploads/signed-links.js';
import type { UploadLink } from '../uploads/upload-links.js';
import type { Viewer } from '@oblys/access';

/** To add one file to a record, in the name of a viewer. */
export interface EvidenceUploadGrant {
  /** The name of its kind, such as "FundedProject". */
  readonly kind: string;
  readonly regionCode: string;
  readonly recordId: string;
  readonly fileName: string;
  readonly caption: string | null;
  readonly viewer: Viewer;
}

/** To read one file, for as long as the viewer may see its record. */
export interface EvidenceGrant {
  readonly id: string;
  readonly regionCode: string;
  readonly viewer: Viewer;
}

export class EvidenceLinkError extends OblysError {
  readonly code = 'LINK_REFUSED';
}

const lifetimeMs = 15 * 60_000;

/** Links by which evidence files are sent and read. Each tells whose it is, and is good for as far as that viewer sees. */
export class EvidenceLinks {
  constructor(private readonly links: SignedLinks) {}

  signUpload(grant: EvidenceUploadGrant, now: Date): UploadLink {
    const { told, signature, expiresAt } = this.links.sign('evidence-upload', grant, now, lifetimeMs);
    return { path: `/evidence?grant=${told}&signature=${signature}`, expiresAt };
  }

  /** @throws {EvidenceLinkError} when the link is none of ours, was changed or has expired */
  readUpload(grant: unknown, signature: unknown, now: Date): EvidenceUploadGrant {
    const read = this.links.read<EvidenceUploadGrant>('evidence-upload', grant, signature, now);
    return granted(read, 'ask createEvidenceUpload for one');
  }

  /** The address on this gateway that gives the bytes. */
  sign(grant: EvidenceGrant, now: Date): string {
    const { told, signature } = this.links.sign('evidence', grant, now, lifetimeMs);
    return `/evidence/${told}.${signature}`;
  }

  /** @throws {EvidenceLinkError} when the link is none of ours, was changed or has expired */
  read(token: string, now: Date): EvidenceGrant {
    const [told, signature] = token.split('.');
    return granted(this.links.read<EvidenceGrant>('evidence', told, signature, now), 'read the url of the file anew');
  }
}

function granted<Grant>(read: Grant | 'FORGED' | 'EXPIRED', advice: string): Grant {
  if (read === 'FORGED')
    throw new EvidenceLinkError(`The link was not made by this gateway, or was changed: ${advice}.`);
  if (read === 'EXPIRED') throw new EvidenceLinkError(`The link has expired: ${advice}.`);
  return read as Grant;
}
