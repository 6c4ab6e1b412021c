import { pipeline } from 'node:stream/promises';
import { actorOf, auditActorOf, isStanding, type Viewer } from '@oblys/access';
import { actAs, appendAuditEvent, writeFor, type Database, type Scopes } from '@oblys/database';
import { businessDay, InvalidInputError, NotFoundError, OblysError } from '@oblys/domain';
import {
  addEvidence,
  EvidenceConflictError,
  EvidenceRefusedError,
  EvidenceStoreError,
  EvidenceTooLargeError,
  findEvidence,
  readEvidence,
  type EvidenceStore,
  type ListedEvidence,
} from '@oblys/ingest';
import type { Express, Request, Response } from 'express';
import { EvidenceLinkError, type EvidenceLinks } from '../evidence/evidence-links.js';
import { findEvidenced, recordKindOf } from '../evidence/evidence-records.js';
import type { Origins } from '../audit/origin.js';
import type { GatewayLogger } from '../gateway-logger.js';
import { LimitedPlaces } from './limited-places.js';
import { refusedFor, type RateLimits } from './rate-limits.js';
import { RateLimitedError } from '../errors/gateway-errors.js';
import { refuseAtDoor } from './doors.js';
import { refuse, refuseBusy } from './refuse.js';

export interface EvidenceOptions {
  readonly database: Database;
  readonly scopes: Scopes;
  readonly store: EvidenceStore;
  readonly links: EvidenceLinks;
  readonly logger: GatewayLogger;
  readonly now: () => Date;
  readonly rates: RateLimits;
  readonly origins: Origins;
  readonly mostBytes: number;
}

/** Files that are taken at once; others are asked to come again. */
const mostAtOnce = 8;

/** `POST /evidence` adds the file that is its body by a link of createEvidenceUpload, `GET /evidence/…` gives one. */
export function serveEvidence(app: Express, options: EvidenceOptions): void {
  const places = new LimitedPlaces(mostAtOnce);
  app.post('/evidence', async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    const leave = places.take();
    if (leave === null) return refuseBusy(request, response);
    try {
      await takeEvidence(request, response, options);
    } catch (error) {
      tellError(request, response, error, options.logger);
    } finally {
      leave();
    }
  });
  app.get('/evidence/:token', async (request, response) => {
    response.setHeader('cache-control', 'private, no-store');
    try {
      await giveEvidence(request.params.token, request, response, options);
    } catch (error) {
      tellError(request, response, error, options.logger);
    }
  });
}

async function takeEvidence(request: Request, response: Response, options: EvidenceOptions): Promise<void> {
  const { database, store, links, now, mostBytes } = options;
  const grant = links.readUpload(request.query['grant'], request.query['signature'], now());
  await assertStanding(grant, options);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new EvidenceTooLargeError(mostBytes);
  await options.rates.spendOnFile(request, mostBytes);
  const { kind, recordId, regionCode, fileName, caption, viewer } = grant;
  const asked = askedAs(viewer, options);
  const record = await findEvidenced(asked, recordKindOf(kind), { id: recordId, regionCode });
  const given = { record, fileName, caption, addedBy: viewer.name, mostBytes };
  const audited = writeFor(database, auditActorOf(viewer, options.origins.of(request)));
  const { isNew, ...added } = await addEvidence(audited, store, request, given);
  const url = links.sign({ id: added.id, regionCode, viewer }, now());
  response.status(isNew ? 201 : 200).json({ ...added, isNew, url });
}

async function giveEvidence(
  token: string,
  request: Request,
  response: Response,
  options: EvidenceOptions,
): Promise<void> {
  const { database, store, links, now } = options;
  const { id, viewer } = links.read(token, now());
  await assertStanding({ viewer }, options);
  const file = await findEvidence(database, id);
  if (file === null) throw new NotFoundError(gone);
  try {
    const asked = askedAs(viewer, options);
    await findEvidenced(asked, recordKindOf(file.recordTable), { id: file.recordId, regionCode: file.regionCode });
  } catch (error) {
    throw error instanceof NotFoundError ? new NotFoundError(gone) : error;
  }
  const read = { action: 'READ', objectKind: 'evidence_file', objectId: id, areaCode: file.regionCode } as const;
  // A scan may show persons: nothing is given of it before the audit has who read it.
  await appendAuditEvent(database, read, auditActorOf(viewer, options.origins.of(request)));
  const bytes = await readEvidence(database, store, file);
  response.writeHead(200, headersOf(file));
  await pipeline(bytes, response);
}

/** @throws {EvidenceLinkError} when the token that the link was made with was revoked since */
async function assertStanding({ viewer }: { viewer: Viewer }, { database }: EvidenceOptions): Promise<void> {
  if (await isStanding(database, viewer)) return;
  throw new EvidenceLinkError(
    'The link was made with a token that is not good any more: ask for one with one that is.',
  );
}

/** What is there to be seen is asked as who made the link, by what they may at this moment. */
function askedAs(viewer: Viewer, { database, scopes, now }: EvidenceOptions): Parameters<typeof findEvidenced>[0] {
  const today = businessDay(now());
  return { database: actAs(database, actorOf(viewer, today, scopes)), viewer, today };
}

/** The same whether it was removed, went with its record or may not be seen. */
const gone = 'There is no such file, or it may not be seen.';

/** Whatever the bytes are, a browser keeps them as a file and runs nothing of them. */
function headersOf({ fileName, mediaType, byteCount }: ListedEvidence): Record<string, string> {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    'content-type': mediaType,
    'content-length': String(byteCount),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  };
}

function tellError(request: Request, response: Response, error: unknown, logger: GatewayLogger): void {
  // Whoever went away hears no answer; that is no fault, but a store that failed half-way is, and ends the answer too.
  const isGone = response.destroyed || (request.destroyed && !request.complete);
  const isFault = error instanceof EvidenceStoreError || !(error instanceof OblysError || isGone);
  if (isFault) logger.error({ err: error }, 'an evidence file could not be taken or given');
  if (isGone) return;
  // Of an answer that has begun only its end can tell that it is not whole.
  if (response.headersSent) return void response.destroy();
  if (error instanceof RateLimitedError) refuseAtDoor(request, response, refusedFor(error));
  else if (error instanceof OblysError) refuse(request, response, statusOf(error), error.code, error.message);
  else refuse(request, response, 500, 'INTERNAL_SERVER_ERROR', 'The fault is ours; nothing was kept.');
}

function statusOf(error: OblysError): number {
  if (error instanceof EvidenceLinkError) return 403;
  if (error instanceof EvidenceTooLargeError) return 413;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof EvidenceConflictError) return 409;
  if (error instanceof EvidenceStoreError) return 503;
  return error instanceof EvidenceRefusedError || error instanceof InvalidInputError ? 422 : 409;
}
