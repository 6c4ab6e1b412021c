// Builds the page into dist/page and the explorer into dist/explorer, only when something it is made from has changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const client = join(here, '..', '..', 'packages', 'client');
const madeFrom = [
  ...['index.html', 'explorer.html', 'package.json', 'build.mjs', 'src'].map((name) => join(here, name)),
  join(client, 'src'),
  join(here, '..', '..', 'pnpm-lock.yaml'),
];
const stampFile = join(here, 'dist', 'page.stamp');
const pages = [
  { input: join(here, 'index.html'), outDir: join(here, 'dist', 'page') },
  { input: join(here, 'explorer.html'), outDir: join(here, 'dist', 'explorer') },
];

const stamp = hashFiles(madeFrom);
const isBuilt = pages.every(({ input, outDir }) => existsSync(join(outDir, basename(input))));
if (!isBuilt || !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  for (const page of pages) await buildPage(page);
  writeFileSync(stampFile, stamp);
}

async function buildPage({ input, outDir }) {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: here,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    // GraphiQL is large as a whole, and served from the same machine.
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rollupOptions: { input, onwarn },
      chunkSizeWarningLimit: 4_000,
    },
  });
}

/** GraphiQL was compiled with a directive for a compiler that does not run here. */
function onwarn(warning, warn) {
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
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
