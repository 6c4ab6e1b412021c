import 'reflect-metadata';

export { openDatabase } from './database.js';
export type { Database, DatabaseOptions } from './database.js';
export { advisoryLocks } from './advisory-locks.js';
export { cancelApplication } from './cancel-application.js';
export { takeOn } from './actor.js';
export { Scopes } from './scopes.js';
export type { Scope } from './scopes.js';
export type { Actor, ActorRole } from './actor.js';
export { actAs, limitDatabase, writeFor } from './limited-database.js';
export type { WorkLimits } from './limited-database.js';
export { sayWhy } from './say-why.js';
export { isMigrated, migrate } from './migrate.js';
export * from './entities/index.js';
export * from './audit/index.js';
export * from './jobs/index.js';
export * from './alerts/index.js';
export { listen } from './listen.js';
export type { Listener, ListenOptions, Notification } from './listen.js';
export type { Fence } from './fence.js';
export { purgeRuns } from './purge-runs.js';
export type { PurgedRuns, PurgeRunsOptions } from './purge-runs.js';
export { failLostRuns, failRun, startRun, succeedRun } from './record-run.js';
export { channels, tellProgress } from './tell-runs.js';
export type { RunProgress } from './tell-runs.js';
export type { ConnectionSql, CopyRows, CopyTarget, CopyValue, QueryOptions, Sql } from './sql.js';
export { readAreaReference } from './reference/area-reference.js';
export type {
  AreaKind,
  AreaReference,
  ReferenceArea,
  ReferenceAreaParent,
  ReferenceAreaPopulation,
  ReferenceAreaSuccessor,
  SuccessionKind,
} from './reference/area-reference.js';
export { loadAreas } from './reference/load-areas.js';
export { loadVocabulary } from './reference/load-vocabulary.js';
export type { LoadCounts } from './reference/upsert-set.js';
export { readVocabulary, vocabularyTables } from './reference/vocabulary.js';
export type { Term, Vocabulary, VocabularyTable } from './reference/vocabulary.js';
export { EmbeddedServerError, openEmbeddedServer, removeEmbeddedServer } from './embedded/index.js';
export type { EmbeddedServer, EmbeddedServerErrorCode, EmbeddedServerOptions } from './embedded/index.js';
export { DatabaseServerError, checkServer } from './server-check.js';
export type { CheckedServer, DatabaseServerErrorCode } from './server-check.js';
