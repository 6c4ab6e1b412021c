// Builds the page into dist/page, only when something it is made from has changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const client = join(here, '..', '..', 'packages', 'client');
const madeFrom = [
  ...['index.html', 'package.json', 'build.mjs', 'src'].map((name) => join(here, name)),
  join(client, 'src'),
  join(here, '..', '..', 'pnpm-lock.yaml'),
];
const stampFile = join(here, 'dist', 'page.stamp');
const outDir = join(here, 'dist', 'page');

const stamp = hashFiles(madeFrom);
if (!existsSync(join(outDir, 'index.html')) || !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  await buildPage();
  writeFileSync(stampFile, stamp);
}

async function buildPage() {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: here,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
}

/** By content, not by time: a fresh clone and a changed branch have times that say nothing. */
function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(listFiles)) hash.update(`${path.slice(here.length)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function listFiles(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
