import { countryCode } from '@oblys/domain';
import type { IsoDate } from '@oblys/domain';
import { publish } from '@oblys/rollups';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseDateOption } from '../command.js';
import { describeBuildProgress } from '../describe-progress.js';
import { formatCount } from '../words.js';

interface PublishOptions {
  json?: boolean;
  area: string;
  asOf?: IsoDate;
  name?: string;
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
    .action(async ({ json = false, area, asOf = yesterday(), name }: PublishOptions) => {
      const { output, withSession, interruption } = createContext(host, 'publish', json);
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
