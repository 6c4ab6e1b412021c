import { writeOpenData, type OpenDataProgress, type OpenDataResult } from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createCommandGroup, createContext, parseFolderOption } from '../command.js';
import { shortPath } from '../short-path.js';
import { alignColumns, counted, formatCount } from '../words.js';

export function exportCommand(host: CommandHost): Command {
  const text = {
    name: 'export',
    summary: 'write figures into files',
    example: 'oblys export open-data',
  };
  return createCommandGroup(host, text, [openDataCommand(host)]);
}

function openDataCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'open-data',
    summary: 'write the figures that anyone may see as CSV files',
    description:
      'Writes the current build of the topics that count no people as CSV files, with a description that programs can read (a Frictionless Data Package), into a folder named by the day. It is there whole or not at all, and takes the place of an earlier one of that day.',
    example: 'oblys export open-data --folder ./open-data',
  })
    .option(
      '--folder <folder>',
      'where the folders of the days lie; that of OBLYS_EXPORT_DIR unless given',
      parseFolderOption,
    )
    .action(async ({ json = false, folder: given }: { json?: boolean; folder?: string }) => {
      const { config, output, withSession, interruption } = createContext(host, 'export', json);
      const folder = given ?? config.exportDir;
      const written = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          writeOpenData(database, {
            folder,
            licence: config.exportLicence ?? undefined,
            signal: interruption.signal,
            onProgress: (progress) => output.progress(describeProgress(progress)),
          }),
        ),
      );
      output.result({ ...written, folder }, linesOf(written, folder));
    });
}

function describeProgress({ topic, done, total }: OpenDataProgress): string {
  return `${topic}.csv (${done} of ${total} files)`;
}

function linesOf({ asOf, runId, files }: OpenDataResult, folder: string): string[] {
  const all = counted(files.length, 'file');
  return [
    `${all} written as of ${asOf} (run ${runId}), in ${shortPath(folder)}`,
    ...alignColumns(
      files.map(({ name, rows, bytes }) => [`  ${name}`, counted(rows, 'row'), `${formatCount(bytes)} bytes`]),
    ),
  ];
}
