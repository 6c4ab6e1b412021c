import type { Topic } from '../topic.js';
import { appeal } from './appeal.topic.js';
import { commissionPlan } from './commission-plan.topic.js';
import { correspondence } from './correspondence.topic.js';
import { course } from './course.topic.js';
import { election } from './election.topic.js';
import { event } from './event.topic.js';
import { facility } from './facility.topic.js';
import { faction } from './faction.topic.js';
import { funding } from './funding.topic.js';
import { legalAid } from './legal-aid.topic.js';
import { meeting } from './meeting.topic.js';
import { monitoring } from './monitoring.topic.js';
import { organization } from './organization.topic.js';
import { proposal } from './proposal.topic.js';
import { roadmap } from './roadmap.topic.js';

/** All topics, in the order people read them. A new one is added here. */
export const topics: readonly Topic[] = [
  organization,
  meeting,
  election,
  faction,
  proposal,
  roadmap,
  monitoring,
  event,
  funding,
  course,
  commissionPlan,
  appeal,
  legalAid,
  facility,
  correspondence,
];
