import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type BuildSchemaOptions } from 'type-graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { graph } from '../graph/index.js';
import type { Kind } from '../read-path/kind.js';
import { AppealPersonResolver, LegalAidPersonResolver } from '../persons/persons.resolver.js';
import { AccessResolver } from '../resolvers/access.resolver.js';
import { AreasResolver } from '../resolvers/areas.resolver.js';
import { AuditEventResolver, AuditResolver } from '../resolvers/audit.resolver.js';
import { ConnectionsResolver } from '../resolvers/connections.resolver.js';
import { EvidenceFileResolver, EvidenceResolver } from '../resolvers/evidence.resolver.js';
import { FreshnessResolver } from '../resolvers/freshness.resolver.js';
import { ImportedFileResolver, ImportsResolver } from '../resolvers/imports.resolver.js';
import {
  BackfillPayloadResolver,
  JobMutationsResolver,
  JobRunPayloadResolver,
} from '../resolvers/job-mutations.resolver.js';
import { JobRunAttemptResolver, JobRunResolver, JobsResolver } from '../resolvers/jobs.resolver.js';
import { MeasureQueryResolver } from '../resolvers/measure-query.resolver.js';
import { MeasuresResolver } from '../resolvers/measures.resolver.js';
import { MutationsResolver } from '../resolvers/mutations.resolver.js';
import { NodeResolver } from '../resolvers/node.resolver.js';
import { QualityFindingResolver } from '../resolvers/quality-finding.resolver.js';
import { QualityResolver } from '../resolvers/quality.resolver.js';
import { RecordChangeResolver } from '../resolvers/record-change.resolver.js';
import { FigureRecordsResolver, RecordsBehindResolver } from '../resolvers/records-behind.resolver.js';
import { ReportMutationsResolver } from '../resolvers/report-mutations.resolver.js';
import { ExplanationsResolver } from '../resolvers/explanations.resolver.js';
import { ReportCheckResolver, StatedFigureResolver } from '../resolvers/stated-figure.resolver.js';
import { SubmissionsResolver } from '../resolvers/submissions.resolver.js';
import {
  JobProgressResolver,
  ReportReconciledResolver,
  SubscriptionsResolver,
} from '../resolvers/subscriptions.resolver.js';
import { SuggestionsResolver } from '../resolvers/suggestions.resolver.js';
import { summaryResolvers } from '../resolvers/summaries.resolver.js';
import { attachReadPath } from './attach-read-path.js';
import { attachRights } from './attach-rights.js';
import { attachSummaries } from './attach-summaries.js';

let built: GraphQLSchema | undefined;

/** The whole schema, made once: it holds nothing of a request. */
export function buildGatewaySchema(): GraphQLSchema {
  built ??= build();
  return built;
}

/** TypeGraphQL asks for one, even though each subscription brings events of its own. */
const noTopics: NonNullable<BuildSchemaOptions['pubSub']> = {
  publish: (topic) => refuseTopic(topic),
  subscribe: (topic) => refuseTopic(topic),
};

function refuseTopic(topic: string): never {
  throw new Error(`Subscriptions bring their own events; there is no topic ${topic}.`);
}

function build(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AccessResolver,
      AppealPersonResolver,
      LegalAidPersonResolver,
      AreasResolver,
      AuditEventResolver,
      AuditResolver,
      ConnectionsResolver,
      EvidenceFileResolver,
      EvidenceResolver,
      FreshnessResolver,
      ImportedFileResolver,
      ImportsResolver,
      BackfillPayloadResolver,
      JobMutationsResolver,
      JobProgressResolver,
      JobRunAttemptResolver,
      JobRunPayloadResolver,
      JobRunResolver,
      JobsResolver,
      MeasureQueryResolver,
      MeasuresResolver,
      MutationsResolver,
      NodeResolver,
      QualityFindingResolver,
      QualityResolver,
      RecordChangeResolver,
      RecordsBehindResolver,
      FigureRecordsResolver,
      ReportCheckResolver,
      ExplanationsResolver,
      ReportMutationsResolver,
      ReportReconciledResolver,
      StatedFigureResolver,
      SubmissionsResolver,
      SubscriptionsResolver,
      SuggestionsResolver,
      ...summaryResolvers,
    ],
    // GraphQL checks the types; what it cannot, the domain does.
    validate: false,
    pubSub: noTopics,
  });
  attachReadPath(schema, graph, hasColumn);
  attachSummaries(schema);
  attachRights(schema, graph);
  const [query, mutation, subscription] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  // The roots have no classes that a decorator could describe.
  if (query) query.description = 'Where every question starts.';
  if (mutation)
    mutation.description = 'Where records are written and jobs are run: each field by itself, one after the other.';
  if (subscription) subscription.description = 'What is told as it happens, by WebSocket or as a stream of events.';
  return schema;
}

/** As the decorators say, for a schema is made without a database. */
function hasColumn({ entity }: Kind, property: string): boolean {
  return getMetadataArgsStorage().columns.some(
    ({ target, propertyName }) =>
      propertyName === property &&
      typeof target === 'function' &&
      (target === entity || entity.prototype instanceof target),
  );
}
