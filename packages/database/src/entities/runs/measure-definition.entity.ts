import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  TextColumn,
  UuidColumn,
} from '../columns.js';

/** What a measure meant, in force from the build that first used it until the next version is. */
@Entity({ name: 'measure_definition' })
export class MeasureDefinition {
  @TextColumn('topic', { primary: true })
  topic!: string;

  @TextColumn('measure', { primary: true })
  measure!: string;

  /** Counts the versions, starting at 1. */
  @IntegerColumn('number', { primary: true })
  number!: number;

  /** A short hash of all that it says. */
  @TextColumn('version')
  version!: string;

  @UuidColumn('run_id')
  runId!: string;

  /** The day of the first build that used it. */
  @DateColumn('as_of')
  asOf!: IsoDate;

  @InstantColumn('in_force_since', { default: () => 'now()' })
  inForceSince!: Date;

  @TextColumn('name_kk')
  nameKk!: string;

  @TextColumn('name_ru')
  nameRu!: string;

  @TextColumn('name_en')
  nameEn!: string;

  @TextColumn('definition_kk')
  definitionKk!: string;

  @TextColumn('definition_ru')
  definitionRu!: string;

  @TextColumn('definition_en')
  definitionEn!: string;

  @TextColumn('unit')
  unit!: string;

  @TextColumn('kind')
  kind!: string;

  @TextColumn('value_type')
  valueType!: string;

  @BooleanColumn('is_additive')
  isAdditive!: boolean;

  /** What it is computed from, and of a derived measure what its parts are. */
  @JsonColumn('computation')
  computation!: Record<string, unknown>;

  /** The same to be read, as SQL. */
  @TextColumn('counted_by_sql')
  countedBySql!: string;
}
