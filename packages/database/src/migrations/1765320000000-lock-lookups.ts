import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Has the triggers of locked months look each month that is touched up by the key of submissions. Of a transition table
 * PostgreSQL expects a thousand rows, so it read every submission of the topic for a record that was written: with five
 * years of approved months a write took five times as long. The functions, one for each table of records, are changed
 * where they stand; what they do stays the same.
 */
export class LockLookups1765320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceInLocks(runner, joined, lookedUp);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInLocks(runner, lookedUp, joined);
  }
}

/** Around the name of the topic. */
type Text = readonly [before: string, after: string];

const sameMonth = `submission.region_code = touched.region_code
       and submission.branch_code = touched.branch_code
       and submission.month = touched.month
       and submission.state <> 'RETURNED'`;

const joined: Text = [
  `      join submission
        on submission.topic = `,
  `
       and ${sameMonth};`,
];

/** By `offset 0` it stays a question for each month. */
const lookedUp: Text = [
  `     cross join lateral (
       select submission.id, submission.state
         from submission
        where submission.topic = `,
  `
       and ${sameMonth}
       offset 0
     ) as submission;`,
];

async function replaceInLocks(runner: QueryRunner, from: Text, to: Text): Promise<void> {
  const functions = (await runner.query(
    `select pg_get_functiondef(pg_proc.oid) as definition
       from pg_trigger
       join pg_proc on pg_proc.oid = pg_trigger.tgfoid
      where pg_trigger.tgname like '%\\_lock\\_insert'
      order by pg_proc.proname`,
  )) as { definition: string }[];
  for (const { definition } of functions) {
    const [, topic] = new RegExp(`${escape(from[0])}('\\w+')${escape(from[1])}`).exec(definition) ?? [];
    if (topic === undefined) throw new Error(`The trigger is not as it was laid: ${definition.slice(0, 80)}`);
    const parts = definition.split(`${from[0]}${topic}${from[1]}`);
    await runner.query(parts.join(`${to[0]}${topic}${to[1]}`));
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
