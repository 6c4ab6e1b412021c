import { topics, type Topic } from '@oblys/rollups';
import type { FieldNode, GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context.js';
import { KeptBy } from '../kept-by.js';
import { selectFields } from '../read-path/selection.js';
import type { AreaSummary } from '../summaries/area-summary.js';

type Resolve<Source, Args> = GraphQLFieldResolver<Source, GatewayContext, Args>;

interface AskedTopic {
  readonly topic: Topic;
  readonly programmeCode: string | null;
}

/**
 * Resolves at once what an answer has hundreds of, the periods and topics of summaries: type-graphql makes a promise or
 * two for each field of each object before it calls the method. A list of summaries waits for the figures that are
 * selected of it, once for all of its periods.
 */
export function attachSummaries(schema: GraphQLSchema): void {
  const summaryType = objectType(schema, 'AreaSummary');
  const fields = summaryType.getFields();
  delete fields['period']!.resolve;
  for (const topic of topics) {
    const resolve: Resolve<AreaSummary, { programme?: string | null }> = (summary, { programme }, context) =>
      summary.figures(topic, context, programme ?? null);
    setResolve(fields[topic.code]!, resolve);
  }
  for (const name of ['Country', 'Region', 'District']) {
    const field = objectType(schema, name).getFields()['summaries']!;
    const list = field.resolve as Resolve<unknown, unknown>;
    const resolve: Resolve<unknown, unknown> = async (area, args, context, info) => {
      const summaries = (await list(area, args, context, info)) as AreaSummary[];
      const [first] = summaries;
      const asked = first === undefined ? [] : topicsAsked(summaryType, info);
      // Of an error each topic tells in its own place.
      await Promise.allSettled(asked.map(({ topic, programmeCode }) => first!.figures(topic, context, programmeCode)));
      return summaries;
    };
    setResolve(field, resolve);
  }
}

const topicByCode = new Map(topics.map((topic) => [topic.code, topic]));
const knownTopics = new KeptBy<FieldNode, readonly AskedTopic[]>();

/** The topics that are selected of each summary below a field. */
function topicsAsked(summaryType: GraphQLObjectType, info: GraphQLResolveInfo): readonly AskedTopic[] {
  return knownTopics.get(info.fieldNodes[0]!, JSON.stringify(info.variableValues), () =>
    selectFields(info, summaryType, info.fieldNodes).flatMap(({ name, args }) => {
      const topic = topicByCode.get(name);
      return topic ? [{ topic, programmeCode: (args['programme'] as string | null | undefined) ?? null }] : [];
    }),
  );
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}.`);
  return type;
}

function setResolve<Source, Args>(field: GraphQLField<unknown, unknown>, resolve: Resolve<Source, Args>): void {
  field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
}
