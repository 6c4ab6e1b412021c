import type { Limits } from '@oblys/config';
import type { RequestHandler, Response } from 'express';
import Negotiator from 'negotiator';
import type { GatewayContext } from '../context.js';
import { stringifyAnswer } from '../read-path/json-text.js';
import type { KnownQueries } from './known-queries.js';
import { costHeader, describeCost, type OperationCosts } from './operation-cost.js';
import { graphqlJson, json } from './media-types.js';
import type { TextAnswers } from './text-answers.js';

export interface KnownQuerySources {
  readonly known: KnownQueries;
  readonly costs: OperationCosts;
  readonly texts: TextAnswers;
  readonly limits: Limits;
  readonly contextOf: (response: Response) => GatewayContext;
}

/**
 * Answers queries that were checked and answered as text before, without another round through Apollo Server, and as it
 * would. Whatever is out of the ordinary, and every error, is left to it.
 */
export function answerKnownQueries({ known, costs, texts, limits, contextOf }: KnownQuerySources): RequestHandler {
  return async (request, response, next) => {
    const asked = readQuestion(request.method, request.body);
    const mediaType = asked && new Negotiator(request).mediaType([json, graphqlJson]);
    const query = mediaType ? known.find(asked.query, asked.operationName) : undefined;
    if (!asked || !mediaType || query === undefined) return next();
    const { document, operation } = query;
    const cost = costs.estimate(document, operation, asked.variables);
    if (cost > limits.cost) return next();
    const data = await texts.find(document, operation, asked.variables, contextOf(response));
    if (data === null) return next();
    response.setHeader(costHeader, describeCost(cost, limits));
    response.setHeader('content-type', `${mediaType}; charset=utf-8`);
    response.end(`${stringifyAnswer({ data })}\n`);
  };
}

interface Question {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Null for what is no plain question. Bodies in JSON come with a preflight, so nobody is asked by another site. */
function readQuestion(method: string, body: unknown): Question | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const { query, operationName = null, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== 'string' || extensions !== undefined) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return null;
  return { query, operationName, variables: (variables ?? {}) as Question['variables'] };
}
