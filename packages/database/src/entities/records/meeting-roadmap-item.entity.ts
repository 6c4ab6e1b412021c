import { Entity } from 'typeorm';
import { TextColumn, UuidColumn } from '../columns.js';

/** An item of the roadmap was dealt with at a meeting. */
@Entity({ name: 'meeting_roadmap_item' })
export class MeetingRoadmapItem {
  @UuidColumn('meeting_id', { primary: true })
  meetingId!: string;

  @UuidColumn('roadmap_item_id', { primary: true })
  roadmapItemId!: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;
}
