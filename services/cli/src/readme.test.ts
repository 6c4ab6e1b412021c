import { describe, expect, it } from '@jest/globals';
import { findWorkspaceRoot } from '@oblys/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from './program.js';
import type { Interruption } from './interruption.js';
import { sampleQuery } from './sample-query.js';

const readme = readFileSync(join(findWorkspaceRoot(), 'README.md'), 'utf8');

describe('the README', () => {
  it('shows the query that start prints', () => {
    expect(readme).toContain(`--data-urlencode 'query=${sampleQuery}'`);
  });

  it('names every command once, and no other', async () => {
    const host = { io: process, interruption: undefined as unknown as Interruption, onConfig: () => undefined };
    const section = /^## Commands$(.*?)^## /ms.exec(readme)?.[1] ?? '';
    const named = [...section.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    const { commands } = await createProgram(host);
    expect(named).toEqual(commands.map((command) => command.name()));
  });
});
