import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mainFile } from './cli.js';

const root = join(dirname(mainFile), '..', '..', '..');

/** One change of a built file: what stands there once is another thing. */
export interface Weakening {
  /** From the root of the workspace, such as packages/access/dist/rights.js. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A copy of the built platform in which defences are missing, to see that attacks do succeed without them: an attack
 * that nothing stops anyway would prove nothing. Nothing in the platform itself can switch a defence off.
 * @returns the file that is `oblys` there
 */
export function weakenBuild(folder: string, weakenings: readonly Weakening[]): string {
  for (const group of ['packages', 'services', '.']) {
    for (const name of group === '.' ? ['jobs', 'schema'] : readdirSync(join(root, group))) {
      for (const part of ['dist', 'node_modules', 'package.json', 'public', 'operations', 'schema.graphql']) {
        copyIfThere(join(group, name, part), folder);
      }
    }
  }
  for (const file of ['package.json', 'pnpm-workspace.yaml']) copyIfThere(file, folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, from, to } of weakenings) {
    const parts = readFileSync(join(folder, file), 'utf8').split(from);
    if (parts.length !== 2) throw new Error(`${file} has "${from}" ${parts.length - 1} times, and not once.`);
    writeFileSync(join(folder, file), parts.join(to));
  }
  return join(folder, 'services', 'cli', 'dist', 'main.js');
}

/** Links within the workspace lead to the copies, as pnpm has them relative. */
function copyIfThere(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  try {
    cpSync(join(root, path), join(folder, path), { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
