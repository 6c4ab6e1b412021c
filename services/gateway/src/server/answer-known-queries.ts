import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '@oblys/access';
import type { Limits } from '@oblys/config';
import Negotiator from 'negotiator';
import type { GatewayContext } from '../context.js';
import { stringifyAnswer } from '../read-path/json-text.js';
import { keptByWhoAsked, mayKeep, type AnswerTags } from './answer-tags.js';
import type { KnownQueries } from './known-queries.js';
import { graphqlJson, json } from './media-types.js';
import { costHeader, describeCost, type OperationCosts } from './operation-cost.js';
import { assertNotExcessive } from './refuse-excess.js';
import type { TextAnswers } from './text-answers.js';
import { findTrusted, type TrustedDocuments } from './trusted-documents.js';
import type { Viewers } from './viewers.js';

export interface KnownQuerySources {
  readonly known: KnownQueries;
  readonly costs: OperationCosts;
  readonly texts: TextAnswers;
  readonly tags: AnswerTags;
  readonly limits: Limits;
  readonly trustedDocuments: TrustedDocuments;
  readonly contextOf: (response: ServerResponse, viewer: Viewer) => GatewayContext;
  readonly viewers: Viewers;
}

/** A request whose body was read before the app that it is left to. */
export interface ReadRequest extends IncomingMessage {
  body?: unknown;
  /** What Express's readers of bodies go by. */
  _body?: boolean;
  /** Why the body could not be read. */
  bodyFault?: Error;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers queries that were checked and answered as text before, as the app would and without a round through it.
 * Whatever is out of the ordinary, and every error, is left to the app.
 */
export function answerKnownQueries(sources: KnownQuerySources, app: Answer): Answer {
  const answer = async (request: ReadRequest, response: ServerResponse): Promise<boolean> => {
    const { known, costs, texts, tags, limits, trustedDocuments, contextOf, viewers } = sources;
    const asked = admit(request.body, limits, trustedDocuments);
    const mediaType = asked && new Negotiator(request).mediaType([json, graphqlJson]);
    const query = mediaType ? known.find(asked.query, asked.operationName) : undefined;
    if (!asked || !mediaType || query === undefined) return false;
    const { document, operation } = query;
    const cost = costs.estimate(document, operation, asked.variables);
    if (cost > limits.cost) return false;
    const viewer = await viewers.of(request);
    const isKept = mayKeep(viewer) && tags.daysOf(document, operation, asked.variables) !== null;
    // Whether the asker has the answer already is seen before anything is read.
    if (isKept && request.headers['if-none-match'] !== undefined) return false;
    const context = contextOf(response, viewer);
    await context.spend(cost);
    const found = await texts.find(document, operation, asked.variables, context);
    if (found === null) return false;
    const { data, version } = found;
    if (isKept && version !== null) response.setHeader('etag', tags.tagOf(version, context, asked));
    response.setHeader('cache-control', isKept && version !== null ? keptByWhoAsked : 'no-store');
    response.setHeader(costHeader, describeCost(cost, limits));
    response.setHeader('content-type', `${mediaType}; charset=utf-8`);
    // Bytes are written as they are; a text would be put into bytes piece by piece on its way out.
    response.end(Buffer.from(`${stringifyAnswer({ data })}\n`));
    return true;
  };
  return (request, response) => {
    if (!isOrdinary(request, sources.limits)) return app(request, response);
    readBody(request).then(
      async () => {
        // A fault of ours, or too much, is met again by the app, which tells of it.
        if (!(await answer(request, response).catch(() => false))) app(request, response);
      },
      // The client went away while it sent its question: nobody waits for an answer.
      () => request.destroy(),
    );
  };
}

/** What most clients send: a question in JSON, small and plain. Such a body comes with a preflight from another site. */
function isOrdinary({ method, url, headers }: IncomingMessage, { bodyBytes }: Limits): boolean {
  return (
    method === 'POST' &&
    url === '/graphql' &&
    ordinaryTypes.includes(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length']) <= Math.min(largestBody, bodyBytes)
  );
}

const ordinaryTypes = ['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8'];
const largestBody = 65_536;

async function readBody(request: ReadRequest): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  request._body = true;
  try {
    // As Express has it, without the mark that some programs put before UTF-8.
    request.body = JSON.parse(new TextDecoder().decode(Buffer.concat(chunks)));
    if (typeof request.body !== 'object' || request.body === null) throw new SyntaxError('The body is no JSON object.');
  } catch (cause) {
    request.bodyFault = Object.assign(new Error('The body is no JSON object.', { cause }), {
      status: 400,
      type: 'entity.parse.failed',
    });
  }
}

interface Question {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Null for what is no plain question, or refused. */
function admit(body: unknown, limits: Limits, trustedDocuments: TrustedDocuments): Question | null {
  try {
    assertNotExcessive(body, limits);
    const { query, operationName = null, variables, extensions } = findTrusted(body as Asked, trustedDocuments);
    if (typeof query !== 'string' || extensions !== undefined) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return null;
    return { query, operationName, variables: (variables ?? {}) as Question['variables'] };
  } catch {
    // The app refuses it again, and says why.
    return null;
  }
}

type Asked = Readonly<Record<'query' | 'operationName' | 'variables' | 'extensions' | 'documentId', unknown>>;
