import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Where a page lies among the rows of its connection.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are rows after the last one of the page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are rows before the first one of the page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; null when the page is empty.' })
  endCursor!: string | null;
}
