import { OblysError } from '@oblys/domain';

/** The folder of exports cannot be written as it is. */
export class ExportFolderError extends OblysError {
  readonly code = 'EXPORT_FOLDER';
}

/** What the system reports of a folder, in words. */
const faults: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it can only be read',
  ENOSPC: 'its disk is full',
  EDQUOT: "this user's share of its disk is used up",
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file lies in the way',
  ENOENT: 'it cannot be made there',
  EIO: 'its disk does not work',
};

/**
 * Runs work on the files of a folder.
 * @throws {ExportFolderError} when the folder cannot be written
 */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code = '', syscall } = cause as NodeJS.ErrnoException;
    const fault = faults[code];
    // Errors of the database have codes too, and no call of the system.
    if (fault === undefined || syscall === undefined) throw cause;
    throw new ExportFolderError(
      `The folder of exports ${folder} cannot be written: ${fault} (${code}). What it held before is untouched; ` +
        'make room or name another folder (OBLYS_EXPORT_DIR), then export again.',
      { cause },
    );
  }
}
