import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as client from '@oblys/client';
import { findWorkspaceRoot } from '@oblys/config';
import type { DocumentNode } from 'graphql';
import { print } from 'graphql';

const root = findWorkspaceRoot();
const home = join(root, 'packages', 'client');
const execute = promisify(execFile);
/** A frontend of somebody else, into which the packed client is installed. */
let frontend: string;
let packed: string[];

const program = `
import { RegionYearDocument, request, type Source } from '@oblys/client';

export async function sourceOf(url: string): Promise<Source | undefined> {
  const { region } = await request(url, RegionYearDocument, { code: '110000000', start: '2025-01-01' });
  // @ts-expect-error: a misspelled field.
  void region?.sumary;
  return region?.summary.source;
}
`;

beforeAll(async () => {
  frontend = await mkdtemp(join(tmpdir(), 'oblys-frontend-'));
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', frontend], { cwd: home });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  const installed = join(frontend, 'node_modules', '@oblys', 'client');
  await mkdir(installed, { recursive: true });
  await execute('tar', ['-xzf', join(frontend, filename), '--strip-components=1', '-C', installed]);
  for (const name of ['graphql', '@graphql-typed-document-node/core']) {
    const link = join(frontend, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(home, 'node_modules', name), link);
  }
  await writeFile(join(frontend, 'package.json'), '{ "type": "module" }');
  await writeFile(join(frontend, 'program.ts'), program);
  await writeFile(join(frontend, 'readme.ts'), await readExample(join(root, 'README.md')));
  await writeFile(join(frontend, 'client-readme.ts'), await readExample(join(home, 'README.md')));
});

/** What a page of documentation shows in TypeScript. */
async function readExample(page: string): Promise<string> {
  const [, code = ''] = /^```ts\n(.*?)^```$/ms.exec(await readFile(page, 'utf8')) ?? [];
  expect(code).toContain('@oblys/client');
  return code;
}

afterAll(() => rm(frontend, { recursive: true, force: true }));

describe('the packed client', () => {
  it('holds what is built and what it is built from, its README and no more', () => {
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']));
    expect(
      packed.filter((path) => !/^((src|dist)\/[\w./-]+\.(ts|js|map)|package\.json|README\.md|LICENSE)$/.test(path)),
    ).toEqual([]);
    expect(packed.filter((path) => path.includes('examples'))).toEqual([]);
  });

  it.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])(
    'has types for a frontend of module %s, resolution %s, the examples of the READMEs among it',
    async (module, moduleResolution) => {
      const compilerOptions = {
        ...{ module, moduleResolution, target: 'ES2022', lib: ['ES2022', 'DOM'], types: [] },
        ...{ strict: true, noEmit: true, skipLibCheck: false },
      };
      const config = join(frontend, `tsconfig.${module}.json`);
      await writeFile(
        config,
        JSON.stringify({ compilerOptions, files: ['program.ts', 'readme.ts', 'client-readme.ts'] }),
      );
      const tsc = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
      await expect(execute(process.execPath, [tsc, '--project', config])).resolves.toMatchObject({ stdout: '' });
    },
  );

  it('is imported by Node as it is', async () => {
    await writeFile(join(frontend, 'names.js'), `console.log(Object.keys(await import('@oblys/client')).join());`);
    const { stdout } = await execute(process.execPath, [join(frontend, 'names.js')]);
    expect(stdout.trim().split(',').sort()).toEqual(Object.keys(client).sort());
  });
});

describe('each document', () => {
  const documents = Object.entries(client).filter(([name]) => name.endsWith('Document')) as [string, DocumentNode][];

  it('is in the manifest of trusted documents, under the hash that it carries', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'schema', 'trusted-documents.json'), 'utf8')) as object;
    const carried = documents.map(([, document]) => [client.documentHash(document), print(document)]);
    expect(Object.fromEntries(carried)).toEqual(manifest);
  });

  it('says what it is for', async () => {
    const types = await readFile(join(home, 'dist', 'generated', 'graphql.d.ts'), 'utf8');
    for (const [name] of documents)
      expect(types).toMatch(new RegExp(`/\\*\\* [A-Z].*\\. \\*/\\nexport declare const ${name}:`));
  });
});
