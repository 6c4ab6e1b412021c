import { LocaleArgument, Needs, QualityFinding } from '@oblys/database';
import type { Locale } from '@oblys/domain';
import { describeFinding, findQualityRule, topics } from '@oblys/rollups';
import { Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { kindOfTable } from '../graph/record-fields.js';
import { encodeNodeId } from '../graph/node-id.js';
import { QualityRule } from './quality-rule.js';

@ObjectType({ description: 'A value that makes a finding out of a record.', simpleResolvers: true })
export class FindingValue {
  @Field(() => ID, { description: 'What it is, such as dueOn, upperQuartile or count.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value as text: a date as YYYY-MM-DD, a number as a decimal; null where the record has none.',
  })
  value!: string | null;
}

@Resolver(() => QualityFinding)
export class QualityFindingResolver {
  @FieldResolver(() => QualityRule, {
    nullable: true,
    description: 'The rule that found it; null where the catalogue has it no more.',
  })
  @Needs('ruleCode')
  rule(@Root() { ruleCode }: QualityFinding): QualityRule | null {
    const rule = findQualityRule(ruleCode);
    return rule === null ? null : new QualityRule(rule);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What was found, in one sentence; null where the catalogue has the rule no more.',
  })
  @Needs('ruleCode', 'details')
  message(@Root() { ruleCode, details }: QualityFinding, @LocaleArgument() locale: Locale | null): string | null {
    const rule = findQualityRule(ruleCode);
    return rule === null ? null : describeFinding(rule, details, locale);
  }

  @FieldResolver(() => [FindingValue], { description: 'What the message is made from.' })
  @Needs('details')
  values(@Root() { details }: QualityFinding): FindingValue[] {
    return Object.entries(details).map(([name, value]) => ({ name, value: value === null ? null : String(value) }));
  }

  @FieldResolver(() => [ID], {
    description:
      'Global ids of the records concerned, as `node` takes them; of many the first, of months not reported none.',
  })
  @Needs('topic', 'ids', 'regionCode')
  recordIds(@Root() { topic, ids, regionCode }: QualityFinding): string[] {
    const table = topics.find(({ code }) => code === topic)?.recordTable;
    if (table === undefined) return [];
    const kind = kindOfTable(table);
    return ids.map((id) => encodeNodeId(kind, { id, regionCode }));
  }
}
