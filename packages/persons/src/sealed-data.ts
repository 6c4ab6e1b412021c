import { open, seal } from './seal.js';

/** What is known of a person. */
export interface Identity {
  readonly fullName: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly birthYear: number | null;
}

export function sealIdentity(dataKey: Uint8Array, personId: string, identity: Identity): Buffer {
  return seal(dataKey, identityOf(personId), Buffer.from(JSON.stringify(identity)));
}

/** @throws {SealError} when it is another's, or was changed */
export function openIdentity(dataKey: Uint8Array, personId: string, sealed: Uint8Array): Identity {
  const {
    fullName,
    phone = null,
    address = null,
    birthYear = null,
  } = JSON.parse(open(dataKey, identityOf(personId), sealed).toString()) as Partial<Identity>;
  return { fullName: fullName ?? '', phone, address, birthYear };
}

/** @param dataKey of the person whose appeal it is */
export function sealText(dataKey: Uint8Array, appealId: string, text: string): Buffer {
  return seal(dataKey, textOf(appealId), Buffer.from(text));
}

/** @throws {SealError} when it is another's, or was changed */
export function openText(dataKey: Uint8Array, appealId: string, sealed: Uint8Array): string {
  return open(dataKey, textOf(appealId), sealed).toString();
}

function identityOf(personId: string): string {
  return `who a person is:${personId}`;
}

function textOf(appealId: string): string {
  return `text of an appeal:${appealId}`;
}
