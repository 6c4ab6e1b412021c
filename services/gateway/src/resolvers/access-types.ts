import { confinesOf, type Identity, type ListedToken, type Viewer } from '@oblys/access';
import { Instant, registerEnum, RoleEnum, type GivenRole, type Role } from '@oblys/database';
import { countryCode } from '@oblys/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

const SignInKindEnum = registerEnum<Identity['by']>(
  'SignInKind',
  'By what somebody signed in.',
  ['OIDC', 'DEVELOPMENT', 'API_TOKEN'],
  {
    OIDC: 'A token of the OpenID Connect provider.',
    DEVELOPMENT: 'A token of the development issuer, which asks nobody who they are.',
    API_TOKEN: 'An API token.',
  },
);

@ObjectType({ description: 'Who asks, and what they may.' })
export class Me {
  @Field(() => String, { description: 'As others read who did something.' })
  readonly name: string;

  @Field(() => RoleEnum, { description: 'What they may do.' })
  readonly role: Role;

  @Field(() => [ID], {
    description: 'Codes of the areas that they answer for, with all that lies below; that of the country for all.',
  })
  readonly areaCodes: readonly string[];

  @Field(() => SignInKindEnum, { nullable: true, description: 'By what they signed in; null of who did not.' })
  readonly signedInBy: Identity['by'] | null;

  @Field(() => Instant, { nullable: true, description: 'Until when that is good; null of who did not sign in.' })
  readonly expiresAt: Date | null;

  constructor(viewer: Viewer) {
    this.name = viewer.name;
    this.role = viewer.role;
    this.areaCodes = confinesOf(viewer) ?? [countryCode];
    this.signedInBy = viewer.identity?.by ?? null;
    this.expiresAt = viewer.identity?.expiresAt ?? null;
  }
}

@ObjectType({ description: 'A token by which a program asks in the name of somebody, within a role and areas.' })
export class ApiToken implements ListedToken {
  @Field(() => ID, { description: 'By what it is revoked.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it is for.' })
  readonly name!: string;

  @Field(() => String, { description: 'Whose it is.' })
  readonly ownerName!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  readonly role!: GivenRole;

  @Field(() => [ID], { description: 'Codes of the areas that it sees, with all that lies below.' })
  readonly areaCodes!: readonly string[];

  @Field(() => Instant, { description: 'When it was created.' })
  readonly createdAt!: Date;

  @Field(() => String, { description: 'Who created it.' })
  readonly createdBy!: string;

  @Field(() => Instant, { description: 'Until when it is good.' })
  readonly expiresAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'When it was last used, to the minute; null where never.' })
  readonly lastUsedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it was revoked; null where it was not.' })
  readonly revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who revoked it; null where nobody did.' })
  readonly revokedBy!: string | null;
}

@ObjectType({ description: 'A token that was created a moment ago.' })
export class CreatedApiToken {
  @Field(() => ApiToken, { description: 'What is known of it from now on.' })
  readonly apiToken!: ApiToken;

  @Field(() => String, {
    description: 'The token itself, sent as `authorization: Bearer …`. It is shown this once, and kept by nobody.',
  })
  readonly token!: string;
}

@InputType({ description: 'A token to be created; it can do and see no more than who creates it.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for, in at most 100 letters.' })
  name!: string;

  @Field(() => RoleEnum, { nullable: true, description: 'What it may do; the own role unless given.' })
  role!: Role | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of areas that it sees; the own areas unless given.' })
  areaCodes!: string[] | null;

  @Field(() => Int, { defaultValue: 90, description: 'For how many days it is good, 366 at most.' })
  days!: number;
}
