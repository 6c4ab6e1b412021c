import type { Limits } from '@oblys/config';
import type { RequestHandler } from 'express';
import { Lexer, Source, TokenKind } from 'graphql';
import { LimitExceededError, UnreadableRequestError } from '../errors/gateway-errors.js';

interface Parameters {
  query?: unknown;
  variables?: unknown;
}

/**
 * Refuses what is too much before anything else looks at it: GraphQL's parser and what coerces variables call
 * themselves for every level, and would run out of stack.
 */
export function refuseExcess(limits: Limits): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') assertWithinLimits(parametersIn(request.url), limits);
    else assertNotExcessive(request.body, limits);
    next();
  };
}

/**
 * The parameters of an URL as Apollo Server reads them. Express reads a thousand of them and no more, so that behind as
 * many others a document would go unseen.
 */
function parametersIn(url: string): Parameters {
  const parameters = new URLSearchParams(/\?.*/s.exec(url)?.[0]);
  return { query: parameters.get('query'), variables: parameters.get('variables') ?? undefined };
}

/** @throws {UnreadableRequestError | LimitExceededError} when the body of a request is a list, or too much */
export function assertNotExcessive(body: unknown, limits: Limits): void {
  if (Array.isArray(body)) {
    throw new UnreadableRequestError(
      'The body is a list. Operations are not batched: send each by itself, or several root fields in one operation.',
    );
  }
  assertNesting(body, limits);
  assertWithinLimits((body ?? {}) as Parameters, limits);
}

/** Documents that were read and found to be no excess under some limits, the latest last. */
const admitted = new WeakMap<Limits, Set<string>>();
const mostAdmitted = 500;
const longestAdmitted = 20_000;

/** @throws {LimitExceededError} when the document or the variables of a request are too much, by whatever transport */
export function assertWithinLimits({ query, variables }: Parameters, limits: Limits): void {
  if (variables !== undefined) assertVariables(variables, limits);
  if (typeof query !== 'string') return;
  const known = admitted.get(limits) ?? new Set();
  if (known.has(query)) return;
  assertDocument(query, limits);
  if (query.length > longestAdmitted) return;
  known.add(query);
  if (known.size > mostAdmitted) known.delete(known.values().next().value!);
  admitted.set(limits, known);
}

function assertNesting(body: unknown, { nesting }: Limits): void {
  for (const { depth } of walk(body)) {
    if (depth <= nesting) continue;
    throw new LimitExceededError('nesting', nesting, depth, 'brackets within brackets in its JSON');
  }
}

function assertVariables(variables: unknown, limits: Limits): void {
  // In the URL they are text; what is no JSON is refused where they are read.
  const given = typeof variables === 'string' ? parseOrNull(variables) : variables;
  assertNesting(given, limits);
  const count = [...walk(given)].length - 1;
  if (count > limits.variables)
    throw new LimitExceededError('variables', limits.variables, count, 'values in its variables', true);
}

/** Reads tokens and nothing more; what is no GraphQL is refused by the parser. */
function assertDocument(text: string, { tokens, nesting }: Limits): void {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  let depth = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) {
      count += 1;
      if (count > tokens) throw new LimitExceededError('tokens', tokens, count, 'tokens in its document');
      if (opening.has(lexer.token.kind)) depth += 1;
      else if (closing.has(lexer.token.kind)) depth -= 1;
      if (depth > nesting)
        throw new LimitExceededError('nesting', nesting, depth, 'brackets within brackets in its document');
    }
  } catch (error) {
    if (error instanceof LimitExceededError) throw error;
  }
}

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Every value within a value, itself first, with how deep it lies. Without recursion, whatever the depth. */
function* walk(value: unknown): Generator<{ depth: number }> {
  const open = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const below of Object.values(next.value)) open.push({ value: below, depth: next.depth + 1 });
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
