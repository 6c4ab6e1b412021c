import type { Sql } from '@oblys/database';
import {
  countsPeople,
  definitionVersion,
  readPublished,
  type LatestBuild,
  type SummaryAnswer,
  type SummaryAsk,
  type Topic,
} from '@oblys/rollups';
import DataLoader from 'dataloader';
import { cacheKeys } from './summary-cache.js';

/** Where figures of the current build come from. */
export interface StoredFigures {
  latestBuild(): Promise<LatestBuild | null>;
  load(topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]>;
}

/**
 * What anybody is shown, of any area: of topics that count no people the current build, and of another day what was
 * published for it; of topics that count people what official publications show of them, the last one where no day is
 * asked for. Nothing is counted for them.
 */
export class PublicFigures {
  private readonly publishedByTopic = new Map<string, DataLoader<SummaryAsk, SummaryAnswer | null, string>>();

  constructor(
    private readonly sql: Sql,
    private readonly stored: StoredFigures,
    private readonly nameOf: (ask: SummaryAsk) => string,
  ) {}

  async answers(topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]> {
    if (countsPeople(topic)) return Promise.all(asks.map((ask) => this.answerPublished(topic, ask)));
    const build = await this.stored.latestBuild();
    const keyOf = build === null ? () => null : cacheKeys(build, topic);
    const ofBuild = asks.filter((ask) => keyOf(ask) !== null);
    // Without a day it is read as it was built, and of records that wait nothing is counted.
    const current = ofBuild.map((ask) => ({ ...ask, asOf: null }));
    const answers = current.length === 0 ? [] : await this.stored.load(topic, current);
    return Promise.all(
      asks.map(async (ask) => {
        const place = ofBuild.indexOf(ask);
        return answers[place] ?? this.answerPublished(topic, ask);
      }),
    );
  }

  private async answerPublished(topic: Topic, ask: SummaryAsk): Promise<SummaryAnswer> {
    return (await this.published(topic).load(ask)) ?? notAllowed(topic, ask);
  }

  private published(topic: Topic): DataLoader<SummaryAsk, SummaryAnswer | null, string> {
    const known = this.publishedByTopic.get(topic.code);
    if (known !== undefined) return known;
    const read = (asks: readonly SummaryAsk[]) => readPublished(this.sql, topic, asks);
    const loader = new DataLoader(read, { cacheKeyFn: this.nameOf });
    this.publishedByTopic.set(topic.code, loader);
    return loader;
  }
}

function notAllowed(topic: Topic, { asOf }: SummaryAsk): SummaryAnswer {
  return {
    values: Object.fromEntries(topic.measures.map(({ code }) => [code, null])),
    withheld: topic.measures.map(({ code }) => ({ measure: code, reason: 'NOT_ALLOWED' })),
    source: asOf === null ? 'STORED' : 'PUBLISHED',
    asOf,
    runId: null,
    definitionVersion: definitionVersion(topic),
    recordCount: 0,
  };
}
