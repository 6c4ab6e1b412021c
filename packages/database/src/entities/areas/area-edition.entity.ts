import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

/** An edition of the classifier that was taken in; what it changed holds from a day. */
@Entity({ name: 'area_edition' })
export class AreaEdition {
  @IdColumn()
  id!: string;

  @TextColumn('name')
  name!: string;

  @DateColumn('in_force_on')
  inForceOn!: IsoDate;

  /** Only the areas within this one were held against the file; null for all. */
  @TextColumn('within_code', { nullable: true })
  withinCode!: string | null;

  @TextColumn('file_name')
  fileName!: string;

  @TextColumn('file_sha256')
  fileSha256!: string;

  @IntegerColumn('row_count')
  rowCount!: number;

  @JsonColumn('counts')
  counts!: Record<string, number>;

  @TextColumn('imported_by')
  importedBy!: string;

  @InstantColumn('imported_at', { default: () => 'now()' })
  importedAt!: Date;

  @TextColumn('undone_by', { nullable: true })
  undoneBy!: string | null;

  @InstantColumn('undone_at', { nullable: true })
  undoneAt!: Date | null;
}

/** A row that an edition wrote, as it was before and after. */
@Entity({ name: 'area_edition_write' })
export class AreaEditionWrite {
  @UuidColumn('edition_id', { primary: true })
  editionId!: string;

  @IntegerColumn('number', { primary: true })
  number!: number;

  @TextColumn('target')
  target!: string;

  @JsonColumn('before', { nullable: true })
  before!: Record<string, unknown> | null;

  @JsonColumn('after', { nullable: true })
  after!: Record<string, unknown> | null;
}
