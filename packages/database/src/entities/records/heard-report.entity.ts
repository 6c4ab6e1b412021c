import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { IdColumn, TextColumn, UuidColumn } from '../columns.js';
import { SpeakerEnum, type Speaker } from '../enums.js';
import { Node } from '../node.js';

@Entity({ name: 'heard_report' })
@ObjectType({ description: 'A report that was heard at a meeting.', implements: Node })
export class HeardReport extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @UuidColumn('meeting_id')
  meetingId!: string;

  @TextColumn('speaker')
  @Field(() => SpeakerEnum, { description: 'In which role the report was given.' })
  speaker!: Speaker;

  @TextColumn('speaker_name')
  @Field(() => String, { description: 'Who gave it.' })
  speakerName!: string;
}
