import { createHash } from 'node:crypto';
import type { Viewer } from '@oblys/access';
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
export const keptByWhoAsked = 'private, no-cache';

/** Of who signed in nothing is kept, not by their own browser either: somebody else may sit down at it. */
export function mayKeep({ identity }: Viewer): boolean {
  return identity === undefined;
}

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

interface Question {
  readonly query?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** The tags of answers that may be kept until something changes: those made of stored summaries. */
export class AnswerTags {
  private readonly program: string;
  private readonly known = new KeptBy<OperationDefinitionNode, IsoDate[] | null>();

  constructor(private readonly schema: GraphQLSchema) {
    // What a new version of this program would answer otherwise.
    this.program = hash([printSchema(schema), ...topics.map(definitionVersion)]);
  }

  /**
   * The as-of days that the summaries of an operation name, none where they name none; null where its answer is not to
   * be kept.
   */
  daysOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    given: Readonly<Record<string, unknown>> = {},
  ): IsoDate[] | null {
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    const { schema } = this;
    return this.known.get(operation, JSON.stringify(given), () =>
      findAsOfDays(schema, document, variablesOf(schema, operation, given)),
    );
  }

  /** @param version of the builds and areas that the answer rests on */
  tagOf(version: string, { viewer, today }: GatewayContext, question: Question): string {
    const { query, operationName = null, variables = {} } = question;
    return `W/"${hash([this.program, version, viewer.role, viewer.scope, today, query, operationName, variables])}"`;
  }
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

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 27);
}
