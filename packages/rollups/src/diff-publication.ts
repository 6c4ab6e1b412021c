import type { Database } from '@oblys/database';
import { NotFoundError, type Grain, type IsoDate } from '@oblys/domain';
import { definitionVersion } from './catalogue.js';
import { allProgrammes } from './compile/programmes.js';
import { computeFigures, type FigureOfDay } from './figures-of-day.js';
import { officialName, readPublication, type PublicationFigure, type PublicationKey } from './publication.js';
import { getSummaryLevel } from './publish.js';
import type { BuildWatch } from './stage-build.js';
import type { Topic } from './topic.js';

/** RECORDS: the same definition counts other records now; DEFINITION: the topic is defined otherwise than it was. */
export type ChangeReason = 'RECORDS' | 'DEFINITION';

/** A figure that the records say otherwise today than was published. */
export interface FigureChange {
  topic: string;
  measure: string;
  areaCode: string;
  grain: Grain;
  start: IsoDate;
  /** Null is the total over all programmes. */
  programmeCode: string | null;
  /** Null where it was withheld, or there was no such row. */
  published: string | number | null;
  now: string | number | null;
  reason: ChangeReason;
}

export interface PublicationDiff {
  publicationId: string;
  areaCode: string;
  asOf: IsoDate;
  name: string;
  publishedAt: Date;
  /** Values that were compared. */
  compared: number;
  changes: FigureChange[];
}

/**
 * Holds a publication against what the records say today about the same day. Nothing is written: what was published
 * stays as it is.
 * @throws {NotFoundError} when there is no such publication
 * @throws {CheckFailedError} when today's figures contradict the records or themselves
 */
export async function diffPublication(
  database: Database,
  options: PublicationKey & BuildWatch,
): Promise<PublicationDiff> {
  const { areaCode, asOf, name = officialName } = options;
  return database.transaction('REPEATABLE READ', async (sql) => {
    const publication = await readPublication(sql, options);
    if (publication === null) {
      throw new NotFoundError(
        `There is no publication of ${areaCode} as of ${asOf} with the name "${name}", so there is nothing to compare.`,
      );
    }
    const level = await getSummaryLevel(sql, areaCode);
    const diff = { compared: 0, changes: [] as FigureChange[] };
    await computeFigures(sql, { ...options, level }, (topic, figures) => {
      const published = publication.figures.filter((figure) => figure.topic === topic.code);
      compareTopic(topic, published, figures, diff);
      return Promise.resolve();
    });
    const { id: publicationId, publishedAt } = publication;
    return { publicationId, areaCode, asOf, name, publishedAt, ...diff };
  });
}

function compareTopic(
  topic: Topic,
  published: readonly PublicationFigure[],
  now: readonly FigureOfDay[],
  diff: Pick<PublicationDiff, 'compared' | 'changes'>,
): void {
  const current = new Map(now.map((figure) => [keyOf(figure), figure]));
  const before = new Map(published.map((figure) => [keyOf(figure), figure]));
  for (const key of new Set([...before.keys(), ...current.keys()])) {
    const [was, is] = [before.get(key), current.get(key)];
    const { areaCode, grain, start, programmeCode } = was ?? is!;
    const isRedefined = was !== undefined && was.definitionVersion !== definitionVersion(topic);
    const measures = new Set([...Object.keys(was?.figures.values ?? {}), ...Object.keys(is?.figures.values ?? {})]);
    for (const measure of measures) {
      diff.compared += 1;
      const [said, says] = [was?.figures.values[measure] ?? null, is?.figures.values[measure] ?? null];
      if (said === says) continue;
      diff.changes.push({
        ...{ topic: topic.code, measure, areaCode, grain, start },
        programmeCode: programmeCode === allProgrammes ? null : programmeCode,
        ...{ published: said, now: says, reason: isRedefined ? 'DEFINITION' : 'RECORDS' },
      });
    }
  }
}

function keyOf({ areaCode, grain, start, programmeCode }: PublicationFigure | FigureOfDay): string {
  return [areaCode, grain, start, programmeCode ?? allProgrammes].join();
}
