import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TrustedDocumentsMode } from '@oblys/config';
import type { Request, RequestHandler } from 'express';
import { parse, print } from 'graphql';
import { DocumentNotTrustedError, TrustedDocumentsError } from '../errors/gateway-errors.js';

export interface TrustedDocumentsOptions {
  mode: TrustedDocumentsMode;
  /** The manifest that `pnpm run codegen` writes: documents by the hash of each. */
  file: string;
}

export interface TrustedDocuments {
  readonly mode: TrustedDocumentsMode;
  readonly byHash: ReadonlyMap<string, string>;
}

/** @throws {TrustedDocumentsError} when the manifest cannot be read, or a document is not what its hash says */
export async function readTrustedDocuments(options?: TrustedDocumentsOptions): Promise<TrustedDocuments> {
  if (options === undefined || options.mode === 'off') return { mode: 'off', byHash: new Map() };
  const { mode, file } = options;
  const byHash = new Map(Object.entries(await readManifest(file)));
  for (const [hash, document] of byHash) {
    if (hashOrNull(document) !== hash) throw new TrustedDocumentsError(file, `has another document under ${hash}`);
  }
  return { mode, byHash };
}

async function readManifest(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch (cause) {
    throw new TrustedDocumentsError(file, 'cannot be read', { cause });
  }
}

/** By the document as GraphQL prints it, so that spaces, commas and comments make no difference. */
export function hashOfDocument(text: string): string {
  return createHash('sha256')
    .update(print(parse(text)))
    .digest('hex');
}

interface Parameters {
  query?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

/**
 * Puts the document of the manifest in the place of its hash, before Apollo sees the request: `documentId` as the draft
 * of the specification has it, or the hash where automatic persisted queries have theirs, as clients send it already.
 * Under `require` nothing else goes further.
 */
export function takeTrustedDocuments(documents: TrustedDocuments): RequestHandler {
  return (request, _response, next) => {
    const trusted = trustedIn(readParameters(request), documents);
    if (trusted !== undefined) setDocument(request, trusted);
    return next();
  };
}

/**
 * The same for a request of another transport.
 * @throws {DocumentNotTrustedError} as there
 */
export function findTrusted<Given extends Parameters>(request: Given, documents: TrustedDocuments): Given {
  const trusted = trustedIn(request, documents);
  return trusted === undefined ? request : { ...request, query: trusted };
}

/** The document of the manifest that a request names by its hash; undefined where its own text is to be run. */
function trustedIn(parameters: Parameters, { mode, byHash }: TrustedDocuments): string | undefined {
  if (mode === 'off') return undefined;
  const { query, documentId } = parameters;
  const hash = hashIn(parameters);
  const trusted = hash === null ? undefined : byHash.get(hash);
  if (trusted !== undefined) return trusted;
  if (documentId !== undefined) throw new DocumentNotTrustedError(String(documentId));
  if (mode === 'require' && !byHash.has(hashOrNull(query) ?? '')) {
    throw new DocumentNotTrustedError(typeof query === 'string' ? null : hash);
  }
  return undefined;
}

function readParameters(request: Request): Parameters {
  if (request.method === 'GET') {
    const { query, documentId, extensions } = request.query;
    return { query, documentId, extensions: typeof extensions === 'string' ? parseOrNull(extensions) : undefined };
  }
  return (request.body ?? {}) as Parameters;
}

function hashIn({ documentId, extensions }: Parameters): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } };
  return typeof persistedQuery?.sha256Hash === 'string' ? persistedQuery.sha256Hash : null;
}

/** Null for what is no document. */
function hashOrNull(text: unknown): string | null {
  try {
    return hashOfDocument(text as string);
  } catch {
    return null;
  }
}

function setDocument(request: Request, document: string): void {
  if (request.method === 'GET') {
    const url = new URL(request.url, 'http://localhost');
    url.searchParams.set('query', document);
    for (const name of ['documentId', 'extensions']) url.searchParams.delete(name);
    request.url = `${url.pathname}${url.search}`;
    return;
  }
  const body = { ...(request.body as Parameters), query: document };
  delete body.documentId;
  delete body.extensions;
  request.body = body;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
