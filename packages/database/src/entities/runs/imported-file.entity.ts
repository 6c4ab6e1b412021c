import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, TextColumn } from '../columns.js';

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

  @InstantColumn('imported_at', { default: () => 'now()' })
  importedAt!: Date;

  @InstantColumn('undone_at', { nullable: true })
  undoneAt!: Date | null;
}
