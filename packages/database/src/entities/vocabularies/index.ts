import { ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { VocabularyTerm } from './vocabulary-term.js';

@Entity({ name: 'programme' })
@ObjectType({
  description: 'A programme that events, courses, funded projects and commission plans belong to.',
  implements: VocabularyTerm,
})
export class Programme extends VocabularyTerm {}

@Entity({ name: 'body' })
@ObjectType({
  description:
    'An executive body, a group of deputies or another counterpart that answers for items or receives letters.',
  implements: VocabularyTerm,
})
export class Body extends VocabularyTerm {}

@Entity({ name: 'outreach_kind' })
@ObjectType({
  description: 'A kind of meeting; mobile-reception is the one that appeals are taken at.',
  implements: VocabularyTerm,
})
export class OutreachKind extends VocabularyTerm {}

@Entity({ name: 'sector' })
@ObjectType({ description: 'A sector of the economy of funded projects.', implements: VocabularyTerm })
export class Sector extends VocabularyTerm {}

@Entity({ name: 'recipient_kind' })
@ObjectType({ description: 'Who receives the funding of a project.', implements: VocabularyTerm })
export class RecipientKind extends VocabularyTerm {}

@Entity({ name: 'appeal_topic' })
@ObjectType({ description: 'What appeals are about.', implements: VocabularyTerm })
export class AppealTopic extends VocabularyTerm {}

@Entity({ name: 'facility_kind' })
@ObjectType({ description: 'A kind of long-stalled facility.', implements: VocabularyTerm })
export class FacilityKind extends VocabularyTerm {}

export { VocabularyTerm };
