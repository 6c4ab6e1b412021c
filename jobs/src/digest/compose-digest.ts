import type { Database } from '@oblys/database';
import type { Locale } from '@oblys/domain';
import type { Digest } from './digest.js';
import { readDigest, type DigestAsk } from './read-digest.js';
import { renderDigest, type RenderedDigest } from './render-digest.js';

export interface ComposeOptions extends DigestAsk {
  readonly locale: Locale;
  /** Where people reach the platform, without a slash at its end. */
  readonly publicUrl: string;
}

/** The digest of an area in a language, its figures from one snapshot; as it would be sent. */
export async function composeDigest(
  database: Database,
  { locale, publicUrl, ...ask }: ComposeOptions,
): Promise<RenderedDigest & { readonly digest: Digest }> {
  const digest = await database.transaction('REPEATABLE READ', (sql) => readDigest(sql, ask));
  return { digest, ...renderDigest(digest, locale, publicUrl) };
}
