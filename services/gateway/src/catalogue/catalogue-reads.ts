import type { Database } from '@oblys/database';
import {
  listDefinitions,
  listHoldingPublications,
  listStatingReports,
  type HoldingPublication,
  type KeptDefinition,
  type StatingReport,
} from '@oblys/rollups';
import DataLoader from 'dataloader';

/** So many of a topic are told of at most. */
export const mostPublications = 50;

/** What is kept of measures beside their definition of today, for one request: each is read once, for all of them. */
export class CatalogueReads {
  private definitions: Promise<Map<string, KeptDefinition[]>> | undefined;
  private reports: Promise<Map<string, StatingReport[]>> | undefined;
  private readonly publications: DataLoader<string, HoldingPublication[]>;

  /** @param database as the viewer */
  constructor(private readonly database: Database) {
    this.publications = new DataLoader(async (topics) => {
      const found = byKey(await listHoldingPublications(database, topics, mostPublications), ({ topic }) => topic);
      return topics.map((topic) => found.get(topic) ?? []);
    });
  }

  /** Every definition that was in force, the newest first. */
  async definitionsOf(code: string): Promise<readonly KeptDefinition[]> {
    this.definitions ??= listDefinitions(this.database).then((found) => byKey(found, codeOf));
    return (await this.definitions).get(code) ?? [];
  }

  /** The reports that state it, the newest first. */
  async reportsOf(code: string): Promise<readonly StatingReport[]> {
    this.reports ??= listStatingReports(this.database).then((found) => byKey(found, codeOf));
    return (await this.reports).get(code) ?? [];
  }

  /** The publications that hold the topic, the newest first. */
  publicationsOf(topic: string): Promise<readonly HoldingPublication[]> {
    return this.publications.load(topic);
  }
}

function codeOf({ topic, measure }: { topic: string; measure: string }): string {
  return `${topic}.${measure}`;
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return found;
}
