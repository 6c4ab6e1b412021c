import type { QualityRule } from '../quality-rule.js';
import { appealRules } from './appeal.rules.js';
import { commissionPlanRules } from './commission-plan.rules.js';
import { correspondenceRules } from './correspondence.rules.js';
import { courseRules } from './course.rules.js';
import { electionRules } from './election.rules.js';
import { eventRules } from './event.rules.js';
import { facilityRules } from './facility.rules.js';
import { factionRules } from './faction.rules.js';
import { fundingRules } from './funding.rules.js';
import { legalAidRules } from './legal-aid.rules.js';
import { meetingRules } from './meeting.rules.js';
import { monitoringRules } from './monitoring.rules.js';
import { organizationRules } from './organization.rules.js';
import { proposalRules } from './proposal.rules.js';
import { reportingRules } from './reporting.rules.js';
import { roadmapRules } from './roadmap.rules.js';

/** Every rule, by topic in the order people read them. */
export const qualityRules: readonly QualityRule[] = [
  ...reportingRules,
  ...organizationRules,
  ...meetingRules,
  ...electionRules,
  ...factionRules,
  ...proposalRules,
  ...roadmapRules,
  ...monitoringRules,
  ...eventRules,
  ...fundingRules,
  ...courseRules,
  ...commissionPlanRules,
  ...appealRules,
  ...legalAidRules,
  ...facilityRules,
  ...correspondenceRules,
];
