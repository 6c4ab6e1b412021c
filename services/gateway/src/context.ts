import { actorOf, auditActorOf, caseworkerOf, wholeTreeReader, type Viewer } from '@oblys/access';
import {
  actAs,
  appendAuditEvent,
  writeFor,
  type AuditOrigin,
  type Database,
  type Scopes,
  type WorkLimits,
} from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import type { EvidenceStore } from '@oblys/ingest';
import type { MasterKeys } from '@oblys/persons';
import { CatalogueReads } from './catalogue/catalogue-reads.js';
import type { EvidenceLinks } from './evidence/evidence-links.js';
import type { MeasureQueryCost } from './measure-query/watch-sql.js';
import { PersonLoaders } from './persons/person-loaders.js';
import { ReadPath } from './read-path/read-path.js';
import type { Spend } from './server/rate-limits.js';
import type { RunFeed } from './subscriptions/run-feed.js';
import type { SummaryCache } from './summaries/summary-cache.js';
import { SummaryLoaders } from './summaries/summary-loaders.js';
import type { UploadLinks } from './uploads/upload-links.js';
import { WritePath } from './write-path/write-path.js';

/** What every resolver of one request shares; made anew for each, so that nothing of one viewer reaches another. */
export interface GatewayContext {
  readonly viewer: Viewer;
  /** As the viewer, under the policies of the tables. For what is no tree of records; those are read by `readPath`. */
  readonly database: Database;
  /** Reads all records, for figures of areas of which it was asked before whether the viewer may see them. */
  readonly wholeTree: Database;
  /** As the platform, for what belongs to no area: jobs, tokens, reports. Whoever uses it asks for the right before. */
  readonly platform: Database;
  /** Takes what the operation costs from what who asks may still ask for. */
  readonly spend: Spend;
  /** What the measure queries of the operation cost, one after the other. */
  readonly measureQueryCosts: MeasureQueryCost[];
  /** The business day when the request came in. */
  readonly today: IsoDate;
  /** When the request came in. */
  readonly cameAt: Date;
  /** For work that may take longer than an answer: past a pooler, and without limits of time. */
  readonly longWork: Database;
  readonly uploads: UploadLinks;
  readonly evidence: Evidence;
  readonly readPath: ReadPath;
  readonly writePath: WritePath;
  readonly summaries: SummaryLoaders;
  readonly catalogue: CatalogueReads;
  readonly persons: PersonLoaders;
  /** To be called once records are deleted: whose last case it was is erased, and comes on the list. Never throws. */
  readonly keepErasures: () => Promise<void>;
  /** What runs do, for who subscribes to it. */
  readonly runs: RunFeed;
}

/** Where evidence files lie, and the links that lead to them. */
export interface Evidence {
  readonly store: EvidenceStore;
  readonly links: EvidenceLinks;
}

export interface ContextSources {
  readonly database: Database;
  /** What may be taken of the database; without limits where an answer goes on for long. */
  readonly limits?: WorkLimits;
  readonly scopes: Scopes;
  /** Null: nothing of persons can be read. */
  readonly masterKeys: MasterKeys | null;
  readonly keepErasures: () => Promise<void>;
  readonly longWork: Database;
  readonly uploads: UploadLinks;
  readonly evidence: Evidence;
  readonly viewer: Viewer;
  readonly spend: Spend;
  /** From where the viewer asks. */
  readonly origin: AuditOrigin;
  readonly now: () => Date;
  readonly lookAhead: boolean;
  readonly runs: RunFeed;
  readonly cache: SummaryCache;
}

export function createContext(sources: ContextSources): GatewayContext {
  const { viewer, origin, now, lookAhead, cache, limits, ...shared } = sources;
  const cameAt = now();
  const today = businessDay(cameAt);
  const audited = auditActorOf(viewer, origin);
  const actor = { ...actorOf(viewer, today, sources.scopes), audited };
  const database = actAs(sources.database, actor, limits);
  const platform = writeFor(sources.database, audited, limits);
  const wholeTree = actAs(sources.database, wholeTreeReader, limits);
  return {
    runs: shared.runs,
    spend: shared.spend,
    longWork: writeFor(shared.longWork, audited),
    uploads: shared.uploads,
    evidence: shared.evidence,
    cameAt,
    viewer,
    database,
    wholeTree,
    platform,
    measureQueryCosts: [],
    today,
    readPath: new ReadPath(database, viewer, today, lookAhead),
    writePath: new WritePath(database, viewer, today, sources.masterKeys, sources.keepErasures),
    keepErasures: sources.keepErasures,
    persons: new PersonLoaders(
      actAs(sources.database, caseworkerOf(viewer, today, sources.scopes), limits),
      sources.masterKeys,
      (read) => appendAuditEvent(platform, read, audited),
    ),
    catalogue: new CatalogueReads(database),
    summaries: new SummaryLoaders({ database, wholeTree, actor }, viewer, cache, cameAt),
  };
}
