import {
  AppealTopic,
  Body,
  CommissionPlanItem,
  CourseGroup,
  FacilityKind,
  FundedProject,
  OutreachKind,
  Programme,
  ProgrammeEvent,
  RecipientKind,
  Sector,
} from '@oblys/database';
import type { TypeClass } from '../read-path/kind.js';
import type { KindDefinition } from './define-kind.js';
import { same } from './joins.js';

function term(type: TypeClass, pages: NonNullable<KindDefinition['pages']> = {}): KindDefinition {
  return {
    type,
    key: ['code'],
    order: [{ property: 'code', type: 'text', direction: 'asc' }],
    pages,
  };
}

const ofProgramme = same({ programmeCode: 'code' });

export const vocabularyDefinitions: readonly KindDefinition[] = [
  term(Programme, {
    events: { to: ProgrammeEvent, join: ofProgramme, description: 'Events of the programme, newest first.' },
    courses: { to: CourseGroup, join: ofProgramme, description: 'Course groups of the programme, newest first.' },
    projects: { to: FundedProject, join: ofProgramme, description: 'Projects the programme funded, newest first.' },
    planItems: {
      to: CommissionPlanItem,
      join: ofProgramme,
      description: 'Plan items of the commission of the programme, newest first.',
    },
  }),
  term(Body),
  term(OutreachKind),
  term(Sector),
  term(RecipientKind),
  term(AppealTopic),
  term(FacilityKind),
];
