import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import pg from 'pg';

describe('openEmbeddedServer', () => {
  let root: string;
  let dataDir: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'oblys embedded қала-'));
    dataDir = join(root, 'деректер қоры', '.oblys');
  });

  afterEach(async () => {
    await removeEmbeddedServer({ dataDir });
    await rm(root, { recursive: true, force: true });
  });

  it('keeps its data from one start to the next, under a path with spaces and Cyrillic letters', async () => {
    const first = await openEmbeddedServer({ dataDir });
    await query(first.url, `create table қала as select 'Көкшетау' as аты`);
    await first.release();
    const second = await openEmbeddedServer({ dataDir });
    try {
      expect(await query(second.url, 'select аты from қала')).toEqual([{ аты: 'Көкшетау' }]);
      expect(second).toMatchObject({ attached: false, version: expect.stringMatching(/^18\./) });
    } finally {
      await second.release();
    }
  });

  it('joins a server that runs, and stops it when the last one is done', async () => {
    const first = await openEmbeddedServer({ dataDir });
    const second = await openEmbeddedServer({ dataDir });
    expect(second).toMatchObject({ url: first.url, attached: true });
    await first.release();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.release();
    await expect(query(second.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
