import { chmodSync, copyFileSync, constants, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { existsSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { makeFolder } from './control-folder.js';
import { EmbeddedServerError, messageOf } from './errors.js';
import { readLinks } from './library-links.js';

/**
 * Copies the package's programs to where every account can run them, once per version; gives the copy's folder.
 * It is made beside its place and then renamed, so that a folder of that name is always whole.
 */
export function copyBinaries(root: string, parent: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(parent, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}.draft`;
  const links = readLinks(root);
  const linked = new Set(links.map(({ target }) => join(root, target)));
  try {
    makeFolder(parent);
    rmSync(draft, { recursive: true, force: true });
    copyFolder(join(root, 'native'), join(draft, 'native'), linked);
    for (const { source, target } of links) {
      symlinkSync(relative(dirname(target), source), join(draft, target));
    }
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(copy)) return copy; // another process was first
    throw new EmbeddedServerError(
      'EMBEDDED_BINARIES_UNUSABLE',
      `The programs of PostgreSQL in ${root} cannot be used by the account that runs it, nor copied to ${parent} (${messageOf(error)}). Move the checkout to a folder that account can enter, or set DATABASE_URL.`,
      { cause: error },
    );
  }
  return copy;
}

function copyFolder(from: string, to: string, without: ReadonlySet<string>): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target, without);
    // Static libraries are for compilers only; links are made anew afterwards.
    else if (!without.has(source) && !entry.name.endsWith('.a')) {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      chmodSync(target, (statSync(source).mode & 0o111) === 0 ? 0o644 : 0o755);
    }
  }
}
