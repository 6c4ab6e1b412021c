import { countryCode } from '@oblys/domain';
import type { IsoDate } from '@oblys/domain';
import { diffPublication, publish, type FigureChange, type PublicationDiff } from '@oblys/rollups';
import type { BuildProgress } from '@oblys/rollups';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseDateOption } from '../command.js';
import { describeBuildProgress } from '../describe-progress.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface PublishOptions {
  json?: boolean;
  area: string;
  asOf?: IsoDate;
  name?: string;
  diff?: boolean;
}

export function publishCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'publish',
    summary: 'keep the figures of an area for a day as an immutable copy',
    description:
      'Builds the figures of an area, and of the areas below it, as of a day, and keeps them under a name. A publication is never changed: to publish a day again, give another name.',
    example: 'oblys publish --area 110000000 --as-of 2025-11-05',
  })
    .option('--area <code>', 'KATO code of the area', parseAreaOption, countryCode)
    .option('--as-of <date>', 'the day; yesterday unless given', parseDateOption)
    .option('--name <name>', 'name of the publication, where a day has several')
    .option('--diff', 'compare what was published with what the records say today about the day, and write nothing')
    .action(async ({ json = false, area, asOf = yesterday(), name, diff }: PublishOptions) => {
      const { output, withSession, interruption } = createContext(host, 'publish', json);
      if (diff === true) {
        const key = { areaCode: area, asOf, name, signal: interruption.signal };
        const onProgress = (progress: BuildProgress) => output.progress(describeBuildProgress(progress));
        const found = await withSession(({ database, interruptible }) =>
          interruptible(() => diffPublication(database, { ...key, onProgress })),
        );
        output.result(found, linesOf(found));
        return;
      }
      const { publicationId, created, figureRows } = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          publish(database, {
            areaCode: area,
            asOf,
            name,
            signal: interruption.signal,
            onProgress: (progress) => output.progress(describeBuildProgress(progress)),
          }),
        ),
      );
      output.result({ publicationId, created, areaCode: area, asOf, figureRows }, [
        created
          ? `Published ${area} as of ${asOf}: ${formatCount(figureRows)} rows of figures (publication ${publicationId}).`
          : `${area} as of ${asOf} was published before and stays as it is (publication ${publicationId}).`,
      ]);
    });
}

const shownAtMost = 20;

function linesOf({ areaCode, asOf, name, publishedAt, compared, changes }: PublicationDiff): string[] {
  const published = `${areaCode} as of ${asOf} (${name}), published ${publishedAt.toISOString().slice(0, 10)}`;
  if (changes.length === 0)
    return [`${published}: the records say the same today, in all ${formatCount(compared)} figures.`];
  const more = changes.length - shownAtMost;
  return [
    `${published}: ${formatCount(changes.length)} of ${counted(compared, 'figure')} are others today.`,
    ...alignColumns(changes.slice(0, shownAtMost).map(columnsOf)),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --json has all of them`] : []),
  ];
}

function columnsOf({ topic, measure, areaCode, grain, start, programmeCode, published, now, reason }: FigureChange) {
  return [
    `  ${topic}.${measure}`,
    areaCode,
    `${grain} of ${start}`,
    programmeCode ?? '',
    `${published ?? 'withheld'} -> ${now ?? 'withheld'}`,
    reason === 'RECORDS' ? 'records changed' : 'defined otherwise',
  ];
}
