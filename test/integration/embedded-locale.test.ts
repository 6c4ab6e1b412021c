import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolder, query } from '../support/embedded.js';

const path = { PATH: process.env['PATH'] ?? '' };

describe('openEmbeddedServer', () => {
  let folder: DataFolder;

  beforeEach(() => {
    folder = new DataFolder();
  });

  afterEach(() => folder.remove());

  it.each([
    ['under LC_ALL=C', { ...path, LC_ALL: 'C', LANG: 'C' }],
    ['under LC_ALL=POSIX', { ...path, LC_ALL: 'POSIX' }],
    ['without any locale', path],
    ['under a locale that the system does not have', { ...path, LC_ALL: 'xx_YY.KOI8-R', LANG: 'xx_YY' }],
  ])('knows Kazakh letters %s', async (_where, env) => {
    const held = folder.hold({ env });
    const { url } = await held.opened();
    const [answer] = await query(
      url,
      `select current_setting('server_encoding') as encoding, lower('ҚАЗ') as lower,
              (select datcollate from pg_database where datname = current_database()) as collation,
              (select string_agg(name, ' ' order by name collate "kk-x-icu")
                 from unnest(array['қала', 'кала', 'әке', 'ақ', 'бала']) as name) as ordered`,
    );
    expect(answer).toEqual({ encoding: 'UTF8', lower: 'қаз', collation: 'C', ordered: 'ақ әке бала кала қала' });
    await query(url, 'create extension pg_trgm');
    expect(await query(url, `select cardinality(show_trgm('қала')) as trigrams`)).toEqual([{ trigrams: 5 }]);
    expect(await held.tell('release')).toBe(0);
  });
});
