import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../../..');

/** An import that must not pass the linter, in the room it is planted in; and one that must. */
const planted: { room: string; code: string; refused: string | null }[] = [
  { room: 'packages/domain', code: `import '@oblys/config';`, refused: 'no-restricted-imports' },
  { room: 'packages/domain', code: `import '../../config/src/index.js';`, refused: 'no-restricted-imports' },
  { room: 'packages/config', code: `import '@oblys/database';`, refused: 'no-restricted-imports' },
  { room: 'packages/exports', code: `import '@oblys/database';`, refused: 'no-restricted-imports' },
  { room: 'packages/database', code: `import '@oblys/rollups';`, refused: 'no-restricted-imports' },
  { room: 'packages/rollups', code: `import '@oblys/gateway';`, refused: 'no-restricted-imports' },
  { room: 'packages/rollups', code: `import '@oblys/config';`, refused: 'no-restricted-imports' },
  { room: 'packages/ingest', code: `import '@oblys/jobs';`, refused: 'no-restricted-imports' },
  { room: 'packages/ingest', code: `await import('@oblys/jobs');`, refused: 'no-restricted-syntax' },
  { room: 'packages/ingest', code: `import '@oblys/database/dist/sql.js';`, refused: 'no-restricted-imports' },
  { room: 'packages/client/examples', code: `import '@oblys/gateway';`, refused: 'no-restricted-imports' },
  { room: 'packages/client/examples', code: `import '@oblys/client';`, refused: null },
  { room: 'services/gateway', code: `import '@oblys/jobs';`, refused: 'no-restricted-imports' },
  { room: 'services/gateway', code: `import '../../../jobs/src/index.js';`, refused: 'no-restricted-imports' },
  { room: 'services/dashboard', code: `import '@oblys/domain';`, refused: 'no-restricted-imports' },
  { room: 'jobs', code: `import '@oblys/gateway';`, refused: 'no-restricted-imports' },
  { room: 'packages/rollups', code: `export const home = process.env['HOME'];`, refused: 'no-restricted-properties' },
  { room: 'packages/rollups', code: `import '@oblys/domain';`, refused: null },
  { room: 'services/gateway', code: `import '@oblys/rollups';`, refused: null },
  { room: 'services/cli', code: `import '@oblys/gateway';\nimport '@oblys/jobs';`, refused: null },
  { room: 'services/dashboard', code: `import '@oblys/client';`, refused: null },
];

describe('the arrow rule', () => {
  let rulesBroken: string[][];

  beforeAll(async () => {
    rulesBroken = await lintAll(planted);
  }, 60_000);

  it.each(planted.map((plant, index) => ({ ...plant, index })))('$room: $code -> $refused', ({ index, refused }) =>
    expect(rulesBroken[index]).toEqual(refused === null ? [] : [refused]),
  );
});

describe('the top level', () => {
  it('holds the rooms of the house and nothing else', async () => {
    const entries = (await readdir(root)).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    expect(entries.sort()).toEqual(
      [
        'LICENSE',
        'README.md',
        'jobs',
        'package.json',
        'packages',
        'pnpm-lock.yaml',
        'pnpm-workspace.yaml',
        'schema',
        'services',
        'test',
        'tsconfig.base.json',
      ].sort(),
    );
  });
});

/** Lints every snippet as if it were a file of its room, in one run of the linter with the project's own settings. */
async function lintAll(snippets: typeof planted): Promise<string[][]> {
  const folder = await mkdtemp(path.join(root, '.lint-'));
  const script = `
    import { ESLint } from 'eslint';
    import { readFile } from 'node:fs/promises';
    const snippets = JSON.parse(await readFile(process.argv[1], 'utf8'));
    const eslint = new ESLint({ cwd: ${JSON.stringify(root)}, overrideConfigFile: '.config/eslint.config.mjs' });
    const broken = [];
    for (const { room, code } of snippets) {
      const [result] = await eslint.lintText(code + '\\n', { filePath: room + '/src/planted.ts' });
      broken.push(result.messages.map((message) => message.ruleId ?? message.message));
    }
    process.stdout.write(JSON.stringify(broken));`;
  try {
    const list = path.join(folder, 'snippets.json');
    await writeFile(list, JSON.stringify(snippets));
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, list], {
      cwd: root,
    });
    return JSON.parse(stdout) as string[][];
  } finally {
    await rm(folder, { recursive: true });
  }
}
