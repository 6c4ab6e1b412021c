import { CalendarDate, Instant, registerEnum, type AuditedBy } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../graph/page-info.js';

const AuditedByEnum = registerEnum<AuditedBy>(
  'AuditedBy',
  'How it is known who did something.',
  ['OIDC', 'DEVELOPMENT', 'API_TOKEN', 'NOBODY', 'COMMAND', 'JOB', 'DATABASE'],
  {
    OIDC: 'By a token of the OpenID Connect provider.',
    DEVELOPMENT: 'By a token of the development issuer, which asks nobody who they are.',
    API_TOKEN: 'By an API token.',
    NOBODY: 'Nobody signed in.',
    COMMAND: 'It was a command.',
    JOB: 'It was a run of a job.',
    DATABASE: 'It was a user of the database.',
  },
);

@ObjectType('AuditActor', { description: 'Who did something.', simpleResolvers: true })
export class ToldActor {
  @Field(() => AuditedByEnum, { description: 'How it is known who it was.' })
  by!: AuditedBy;

  @Field(() => String, { description: 'As others read who did something.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The same for one person always, and of nobody else; null where nobody signed in.',
  })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'The role at that moment; null of what has none.' })
  role!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The id of an API token, the beginning of the hash of another one; null without a token.',
  })
  tokenId!: string | null;
}

const ofRequests = 'null of what was no request';
const ofCommands = 'null of what was no command';

@ObjectType('AuditOrigin', { description: 'From where something was done.', simpleResolvers: true })
export class ToldOrigin {
  @Field(() => String, { nullable: true, description: 'The address that asked; null where it is not known.' })
  address?: string;

  @Field(() => String, {
    nullable: true,
    description: `For whom the proxies on the way said that they ask, unchecked; ${ofRequests}, or came by none.`,
  })
  forwardedFor?: string;

  @Field(() => String, { nullable: true, description: `What the program calls itself; ${ofRequests}.` })
  userAgent?: string;

  @Field(() => String, { nullable: true, description: `The request; ${ofRequests}.` })
  requestId?: string;

  @Field(() => String, { nullable: true, description: `The name of the command; ${ofCommands}.` })
  command?: string;

  @Field(() => String, { nullable: true, description: `Who ran it on its machine; ${ofCommands}.` })
  user?: string;

  @Field(() => String, { nullable: true, description: `The machine; ${ofCommands}.` })
  host?: string;

  @Field(() => String, { nullable: true, description: 'The run of a job; null of what was none.' })
  runId?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What a connection to the database calls itself; null where more than that is known.',
  })
  application?: string;
}

@ObjectType({ description: 'A value before and after.', simpleResolvers: true })
export class AuditedValue {
  @Field(() => String, { description: 'The column.' })
  column!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value before, as text: of what is long its hash, and "(sealed)" for what is kept secret; null where there was none.',
  })
  oldValue!: string | null;

  @Field(() => String, { nullable: true, description: 'The value after, likewise; null where there is none.' })
  newValue!: string | null;
}

@ObjectType({ description: 'What a write did to one record, as the history of records has it.', simpleResolvers: true })
export class AuditedChange {
  @Field(() => String, { description: 'The table.' })
  table!: string;

  @Field(() => ID, { description: 'The id of the record in it.' })
  recordId!: string;

  @Field(() => Int, { description: 'The version of the record that it led to.' })
  version!: number;

  @Field(() => [AuditedValue], { description: 'The values that differ.' })
  values!: AuditedValue[];
}

/** How many records an event tells of by name. */
export const mostChangesShown = 20;

@ObjectType('AuditEvent', { description: 'Who did what, when, from where, and what was there before.' })
export class ToldEvent {
  @Field(() => ID, { description: 'Its number; numbers rise, with gaps.' })
  id!: string;

  @Field(() => Instant, { description: 'When it was done.' })
  at!: Date;

  @Field(() => String, { description: 'What was done, such as UPDATE, READ or SIGN_IN.' })
  action!: string;

  @Field(() => ToldActor, { description: 'Who did it.' })
  actor!: ToldActor;

  @Field(() => ToldOrigin, { description: 'From where.' })
  origin!: ToldOrigin;

  @Field(() => String, { description: 'As whom the database was asked.' })
  databaseUser!: string;

  @Field(() => String, { description: 'The table that was written, or what was read, exported or signed in to.' })
  objectKind!: string;

  @Field(() => ID, { nullable: true, description: 'The object; null where there are several, or it has no id.' })
  objectId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Code of the area of the object; null where it has none.' })
  areaCode!: string | null;

  @Field(() => Int, { description: 'The rows of a write, or the objects of a read.' })
  rowCount!: number;

  @Field(() => [AuditedValue], {
    description: 'The values that differ, of what is no record; of records they are in `changes`.',
  })
  values!: AuditedValue[];

  @Field(() => String, { description: 'What else is told of it, as JSON: of a read the ids and the fields.' })
  details!: string;

  @Field(() => Int, { nullable: true, description: 'The number of the block that holds it; null while it waits.' })
  block!: number | null;

  /** Of each event of its page. */
  readChanges!: () => Promise<ReadonlyMap<string, AuditedChange[]>>;
}

@ObjectType({ description: 'An AuditEvent in its place in a connection.', simpleResolvers: true })
export class AuditEventEdge {
  @Field(() => ToldEvent, { description: 'The AuditEvent.' })
  node!: ToldEvent;

  @Field(() => String, { description: 'Opaque; marks the place in the order of the connection.' })
  cursor!: string;
}

@ObjectType({ description: 'A page of AuditEvent rows.', simpleResolvers: true })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'The rows of the page, in order.' })
  edges!: AuditEventEdge[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'Which AuditEvent rows are wanted; every condition that is given must hold.' })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: 'What was done, such as UPDATE, READ or SIGN_IN.' })
  action?: string | null;

  @Field(() => String, { nullable: true, description: 'Who did it, by name or subject.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'The table that was written, or the kind of what was read.' })
  objectKind?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The object that was written; of a person or an appeal those who read it too.',
  })
  objectId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Code of an area: what is of it, and of what lies or ever lay in it. Writes of records are told of their region.',
  })
  area?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Done on this day or later.' })
  from?: IsoDate | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Done on this day or earlier.' })
  to?: IsoDate | null;
}
