import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

/** A file that was taken in; its records carry its id and their row number. */
@Entity({ name: 'import' })
export class ImportedFile {
  @IdColumn()
  id!: string;

  @TextColumn('kind')
  kind!: string;

  @TextColumn('file_name')
  fileName!: string;

  @TextColumn('file_sha256')
  fileSha256!: string;

  @IntegerColumn('row_count')
  rowCount!: number;

  @IntegerColumn('created_count', { default: 0 })
  createdCount!: number;

  @IntegerColumn('changed_count', { default: 0 })
  changedCount!: number;

  @IntegerColumn('unchanged_count', { default: 0 })
  unchangedCount!: number;

  @TextColumn('imported_by', { nullable: true })
  importedBy!: string | null;

  @InstantColumn('imported_at', { default: () => 'now()' })
  importedAt!: Date;

  @InstantColumn('undone_at', { nullable: true })
  undoneAt!: Date | null;

  @TextColumn('undone_by', { nullable: true })
  undoneBy!: string | null;
}

/** A record that an import changed, and the row that it was before. */
@Entity({ name: 'import_change' })
export class ImportChange {
  @UuidColumn('import_id', { primary: true })
  importId!: string;

  @UuidColumn('record_id', { primary: true })
  recordId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  /** The one that the change led to. */
  @IntegerColumn('version')
  version!: number;

  @JsonColumn('former')
  former!: Record<string, unknown>;
}
