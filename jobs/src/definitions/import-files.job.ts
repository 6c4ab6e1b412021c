import { listWaitingFiles, settleFile, takeWaitingFile } from '@oblys/ingest';
import type { Locale } from '@oblys/domain';
import type { MasterKeys } from '@oblys/persons';
import type { Job } from '../job.js';

export interface ImportFilesSettings {
  /** With a folder for each kind of record. */
  readonly folder: string;
  /** Of what is said of files that are refused. */
  readonly locale: Locale;
  /** Gives the keys that wrap those of persons; null where there are none. */
  readonly openMasterKeys: () => Promise<MasterKeys | null>;
}

/** Files that are refused are told, and keep nothing else from being done. */
export function importFilesJob({ folder, locale, openMasterKeys }: ImportFilesSettings): Job {
  return {
    name: 'import-files',
    titles: {
      kk: 'Қалтадағы файлдарды қабылдау',
      ru: 'Приём файлов из папки',
      en: 'Takes in the files that lie in the folder of imports',
    },
    // Before the nightly rollup, which counts what they brought.
    schedule: '30 1 * * *',
    catchUp: 'LATEST',
    retry: { attempts: 3, pauseMs: 60_000 },
    timeLimitMs: 2 * 3_600_000,
    async run({ database, logger, signal, once }) {
      let rows = 0;
      const waiting = await listWaitingFiles(folder);
      // Who may write into the folder may bring whatever records are kept.
      const persons = { openMasterKeys, mayWritePersons: true };
      for (const file of waiting) {
        signal.throwIfAborted();
        const settled = await once(`${file.kind.code}/${file.name} (${file.state})`, (fence) =>
          takeWaitingFile(database, file, { importedBy: 'import-files', locale, fence, signal, ...persons }),
        );
        await settleFile(file, settled);
        if (settled.isRefused) logger.warn({ ...settled }, 'a file was refused');
        rows += settled.new + settled.changed;
      }
      return { rows, checks: waiting.length };
    },
  };
}
