import { createHash } from 'node:crypto';
import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { definitionVersion, topics } from '@oblys/rollups';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  Kind,
  OperationTypeNode,
  printSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GatewayContext } from '../context.js';
import { KeptBy } from '../kept-by.js';
import { summaryTypeName } from '../summaries/topic-summary.js';

/**
 * Kept by whoever asked and by nobody between, and asked for again each time: a build may come at any moment, and
 * that there is none costs one small statement.
 */
const cacheControl = 'private, no-cache';

/**
 * What only a build changes, or the tables of areas, which the tag names too. A field that is not here makes an answer
 * one that is not to be kept: records, reports, whether changes wait, and whatever comes to the schema later.
 */
const areaFields = ['id', 'code', 'name', 'level', 'population', 'country', 'region', 'summary', 'summaries'];
const pageFields = ['edges', 'pageInfo', 'totalCount', 'node', 'cursor'];
const pageInfoFields = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];
const keptFields: ReadonlyMap<string, readonly string[] | 'ALL'> = new Map<string, readonly string[] | 'ALL'>([
  ['Query', ['region', 'district', 'area', 'regions']],
  ...['Area', 'Region', 'District', 'Country'].map((type) => [type, [...areaFields, 'regions', 'districts']] as const),
  ...['Region', 'District'].flatMap((type) =>
    [`${type}Connection`, `${type}Edge`].map((page) => [page, pageFields] as const),
  ),
  ['PageInfo', pageInfoFields],
  ['AreaSummary', ['period', 'asOf', 'source', 'provenance', 'coverage', ...topics.map(({ code }) => code)]],
  ['Provenance', ['runId', 'asOf', 'definitionVersion', 'builtAt', 'recordCount']],
  ...['Period', 'Coverage', 'MissingMonth', 'Money', 'Withheld'].map((type) => [type, 'ALL'] as const),
  ...topics.map((topic) => [summaryTypeName(topic), 'ALL'] as const),
]);

/** Gives answers made of stored summaries a tag of what they rest on, and none where the asker has that answer. */
export function createConditionalAnswers(sql: Sql, schema: GraphQLSchema): ApolloServerPlugin<GatewayContext> {
  // What a new version of this program would answer otherwise.
  const program = hash([printSchema(schema), ...topics.map(definitionVersion)]);
  const known = new KeptBy<OperationDefinitionNode, IsoDate[] | null>();
  return {
    requestDidStart: async ({ request: { http } }) => {
      let tag: string | null = null;
      let version: string | null = null;
      return {
        responseForOperation: async ({ contextValue, document, operation, request }) => {
          if (http === undefined || operation?.operation !== OperationTypeNode.QUERY) return null;
          const given = request.variables ?? {};
          const days = known.get(operation, JSON.stringify(given), () =>
            findAsOfDays(schema, document, variablesOf(schema, operation, given)),
          );
          if (days === null) return null;
          const { asOf, state } = await readVersion(sql);
          if (asOf === null || days.some((day) => day !== asOf)) return null;
          version = state;
          const { viewer, today } = contextValue;
          const { query, operationName = null, variables = {} } = request;
          tag = `W/"${hash([program, version, viewer.scope, today, query, operationName, variables])}"`;
          if (!hasTag(http.headers.get('if-none-match'), tag)) return null;
          const headers = new HeaderMap([
            ['etag', tag],
            ['cache-control', cacheControl],
          ]);
          return { http: { status: 304, headers }, body: { kind: 'single', singleResult: {} } };
        },
        willSendResponse: async ({ response }) => {
          const { http: answer, body } = response;
          if (tag === null || answer.status === 304) return;
          if (body.kind !== 'single' || body.singleResult.errors !== undefined) return;
          answer.headers.set('etag', tag);
          answer.headers.set('cache-control', cacheControl);
        },
      };
    },
  };
}

/**
 * The as-of days that the summaries of a document name, none where they name none; null where it asks for no summary,
 * for one that is counted live, or for anything that may change between builds.
 */
function findAsOfDays(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> | null,
): IsoDate[] | null {
  if (variables === null) return null;
  const days: IsoDate[] = [];
  let isKept = true;
  let hasFigures = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: (node) => {
        const name = node.name.value;
        if (name === '__typename') return;
        const fields = keptFields.get(getNamedType(types.getParentType())?.name ?? '');
        isKept &&= fields === 'ALL' || fields?.includes(name) === true;
        const field = types.getFieldDef();
        if (!isKept || !field || (name !== 'summary' && name !== 'summaries')) return;
        hasFigures = true;
        const { asOf, tree } = getArgumentValues(field, node, variables);
        if (typeof asOf === 'string') days.push(asOf);
        isKept &&= tree !== 'CURRENT' && (typeof asOf === 'string' || asOf === undefined || asOf === null);
      },
    }),
  );
  return isKept && hasFigures ? days : null;
}

/** With the values that the operation itself gives where the request gives none. */
function variablesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced ?? null;
}

interface Version {
  /** Null before the first build. */
  asOf: IsoDate | null;
  state: string;
}

/** The build of every topic, and the edition of the areas and vocabularies that stored figures are shown by. */
async function readVersion(sql: Sql): Promise<Version> {
  const [row] = await sql.query<Version>(versionSql, [], { isRepeated: true });
  return row!;
}

const versionSql = `/* gateway:version */
select max(as_of) as "asOf",
       concat((select edition from reference_edition), ' ', string_agg(concat(topic, run_id), ' ' order by topic)) as state
  from build`;

function hasTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((each) => each.trim() === tag);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 27);
}
