import { auditActorOf, isStanding } from '@oblys/access';
import { writeFor } from '@oblys/database';
import { InvalidInputError, NotFoundError, OblysError, type Locale } from '@oblys/domain';
import { FileFault, PersonalColumnsError } from '@oblys/ingest';
import type { Express, Request, Response } from 'express';
import type { Origins } from '../audit/origin.js';
import type { GatewayLogger } from '../gateway-logger.js';
import { LimitedPlaces } from './limited-places.js';
import { refusedFor, type RateLimits } from './rate-limits.js';
import { RateLimitedError } from '../errors/gateway-errors.js';
import { refuseAtDoor } from './doors.js';
import { refuse, refuseBusy } from './refuse.js';
import { takeUpload, UploadTooLargeError, type TakingUploads } from '../uploads/take-upload.js';
import { UploadRefusedError, type UploadGrant, type UploadLinks } from '../uploads/upload-links.js';

export interface UploadOptions extends TakingUploads {
  readonly links: UploadLinks;
  readonly logger: GatewayLogger;
  readonly now: () => Date;
  readonly rates: RateLimits;
  readonly origins: Origins;
}

/** Each keeps a connection to the database while it is at work. */
const mostAtOnce = 2;

const tokenEnded =
  'The link was made with a token that is not good any more: ask createImportUpload for another one, with one that is.';

/** `POST /imports` takes the file that is its body, by a link of createImportUpload, and answers with what became of it. */
export function serveUploads(app: Express, options: UploadOptions): void {
  const { links, logger, now, mostBytes } = options;
  const places = new LimitedPlaces(mostAtOnce);
  app.post('/imports', async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    let grant: UploadGrant | undefined;
    try {
      grant = links.read(request.query['grant'], request.query['signature'], now());
      if (!(await isStanding(options.database, grant.viewer))) throw new UploadRefusedError(tokenEnded);
      if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new UploadTooLargeError(mostBytes);
      await options.rates.spendOnFile(request, mostBytes);
      const leave = places.take();
      if (leave === null) return refuseBusy(request, response);
      try {
        const database = writeFor(options.database, auditActorOf(grant.viewer, options.origins.of(request)));
        const answer = await takeUpload({ ...options, database }, request, grant);
        response.status(answer.isRefused ? 422 : 200).json(answer);
      } finally {
        leave();
      }
    } catch (error) {
      // Whoever went away hears no answer.
      if (request.destroyed && !request.complete) return;
      tellError(request, response, error, grant?.locale ?? 'EN', logger);
    }
  });
}

function tellError(request: Request, response: Response, error: unknown, locale: Locale, logger: GatewayLogger): void {
  if (error instanceof RateLimitedError) return refuseAtDoor(request, response, refusedFor(error));
  if (!(error instanceof OblysError)) {
    logger.error({ err: error }, 'an upload failed');
    refuse(request, response, 500, 'INTERNAL_SERVER_ERROR', 'The file could not be taken in; nothing was written.');
    return;
  }
  const message = error instanceof FileFault ? error.describe(locale) : error.message;
  refuse(request, response, statusOf(error), error.code, message);
}

function statusOf(error: OblysError): number {
  if (error instanceof UploadRefusedError || error instanceof PersonalColumnsError) return 403;
  if (error instanceof UploadTooLargeError) return 413;
  if (error instanceof NotFoundError) return 404;
  return error instanceof InvalidInputError ? 400 : 409;
}
