import type { IsoDate } from '@oblys/domain';
import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn, UuidColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'monitoring_visit' })
@ObjectType({ description: 'A visit of a control commission to an item of the roadmap.', implements: AreaRecord })
export class MonitoringVisit extends AreaRecord {
  @UuidColumn('roadmap_item_id', { nullable: true })
  roadmapItemId!: string | null;

  @DateColumn('visited_on')
  @Field(() => CalendarDate, { description: 'The day of the visit.' })
  visitedOn!: IsoDate;

  @TextColumn('commission')
  @Field(() => String, { description: 'The commission that went.' })
  commission!: string;

  @TextColumn('finding')
  @Field(() => String, { description: 'What it found; empty where not known.' })
  finding!: string;
}
