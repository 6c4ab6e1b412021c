import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import type { SuccessionKind } from '../../reference/area-reference.js';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import type { DatedLink } from './area.entity.js';

/** The dated link of an area to the area above it. */
@Entity({ name: 'area_parent' })
export class AreaParent implements DatedLink {
  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @TextColumn('parent_code')
  parentCode!: string;

  @DateColumn('valid_from', { primary: true })
  validFrom!: IsoDate;

  @DateColumn('valid_to')
  validTo!: IsoDate;
}

/** What became of an area that was split, merged or given another code. */
@Entity({ name: 'area_successor' })
export class AreaSuccessor {
  @TextColumn('from_code', { primary: true })
  fromCode!: string;

  @TextColumn('to_code', { primary: true })
  toCode!: string;

  @DateColumn('happened_on', { primary: true })
  happenedOn!: IsoDate;

  @TextColumn('kind')
  kind!: SuccessionKind;

  @TextColumn('note')
  note!: string;
}

/** Persons at the start of a year. */
@Entity({ name: 'area_population' })
export class AreaPopulation {
  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @IntegerColumn('year', { primary: true })
  year!: number;

  @IntegerColumn('population')
  population!: number;

  @TextColumn('source')
  source!: string;
}

/** Where an area lay, by date; derived from area_parent by a trigger and never written by us. */
@Entity({ name: 'area_placement' })
export class AreaPlacement implements DatedLink {
  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @DateColumn('valid_from', { primary: true })
  validFrom!: IsoDate;

  @DateColumn('valid_to')
  validTo!: IsoDate;

  @TextColumn('region_code')
  regionCode!: string;

  @TextColumn('district_code', { nullable: true })
  districtCode!: string | null;
}
