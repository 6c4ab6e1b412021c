import type { NewAuditEvent, Sql } from '@oblys/database';
import { MasterKeyError, readIdentities, readTexts, type Identity, type MasterKeys } from '@oblys/persons';
import DataLoader from 'dataloader';

/** Ids that one event of the audit names. */
const idsAtOnce = 1_000;

/**
 * What one request reads of persons, each kind of it by one statement. Nothing of it is given before the audit has what
 * was opened, and for whom: where that cannot be written, nobody is shown anything.
 */
export class PersonLoaders {
  private readonly identities: DataLoader<string, Identity | null>;
  private readonly texts: DataLoader<string, string | null>;
  /** What of persons the request asks for. */
  private readonly fields = new Set<string>();

  /**
   * @param sql as who may read of persons in their areas; closed tables answer anybody else
   * @param tell tells the audit
   */
  constructor(
    sql: Sql,
    private readonly masterKeys: MasterKeys | null,
    private readonly tell: (read: NewAuditEvent) => Promise<void>,
  ) {
    this.identities = new DataLoader(
      async (ids) => {
        const found = await readIdentities(sql, this.keys(), ids);
        await this.tellOf('person', ids, found, [...this.fields].sort());
        return found;
      },
      { maxBatchSize: idsAtOnce },
    );
    this.texts = new DataLoader(
      async (ids) => {
        const found = await readTexts(sql, this.keys(), ids);
        await this.tellOf('appeal_text', ids, found, ['text']);
        return found;
      },
      { maxBatchSize: idsAtOnce },
    );
  }

  /** @param fields what is asked for of who it is */
  identity(personId: string, fields: readonly string[]): Promise<Identity | null> {
    for (const field of fields) this.fields.add(field);
    return this.identities.load(personId);
  }

  text(appealId: string): Promise<string | null> {
    return this.texts.load(appealId);
  }

  private async tellOf(
    objectKind: string,
    ids: readonly string[],
    found: readonly unknown[],
    fields: readonly string[],
  ): Promise<void> {
    const opened = ids.filter((_id, index) => found[index] !== null);
    if (opened.length === 0) return;
    const objectId = opened.length === 1 ? opened[0] : undefined;
    await this.tell({
      action: 'READ',
      objectKind,
      objectId,
      rowCount: opened.length,
      details: { ids: opened, fields },
    });
  }

  private keys(): MasterKeys {
    if (this.masterKeys === null) {
      throw new MasterKeyError('The gateway has no master key, so that nothing of persons can be read.');
    }
    return this.masterKeys;
  }
}
