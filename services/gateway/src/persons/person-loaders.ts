import type { Sql } from '@oblys/database';
import { MasterKeyError, readIdentities, readTexts, type Identity, type MasterKeys } from '@oblys/persons';
import DataLoader from 'dataloader';

/** What one request reads of persons, each kind of it by one statement. */
export class PersonLoaders {
  readonly identities: DataLoader<string, Identity | null>;
  readonly texts: DataLoader<string, string | null>;

  /** @param sql as who may read of persons in their areas; closed tables answer anybody else */
  constructor(
    sql: Sql,
    private readonly masterKeys: MasterKeys | null,
  ) {
    this.identities = new DataLoader(async (ids) => readIdentities(sql, this.keys(), ids));
    this.texts = new DataLoader(async (ids) => readTexts(sql, this.keys(), ids));
  }

  private keys(): MasterKeys {
    if (this.masterKeys === null) {
      throw new MasterKeyError('The gateway has no master key, so that nothing of persons can be read.');
    }
    return this.masterKeys;
  }
}
