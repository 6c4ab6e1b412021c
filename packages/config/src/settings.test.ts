import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from './settings.js';
import { findWorkspaceRoot } from './workspace-root.js';

const read = (file: string) => readFileSync(join(findWorkspaceRoot(), file), 'utf8');

describe('settings', () => {
  it('are those of the table in the README', () => {
    const section = /^## Settings$(.*?)(?=^## |(?![\s\S]))/ms.exec(read('README.md'))?.[1] ?? '';
    const rows = [...section.matchAll(/^\| *`(\w+)` *\| *(?:`(.*?)`)? *\| *(.*?) *\|$/gm)];
    expect(rows.map(([, name, value, meaning]) => ({ name, default: value ?? '', meaning }))).toEqual(settings);
  });

  it('are those of .env.example, each with its meaning above it', () => {
    const written = settings.map((setting) => `# ${setting.meaning}\n# ${setting.name}=${setting.default}\n`);
    expect(read('.env.example').split('\n').slice(2).join('\n')).toBe(written.join('\n'));
  });
});
