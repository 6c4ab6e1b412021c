/** What counts as sent: what was returned is to be sent anew. */
export function isSent(row: string): string {
  return `${row}.state in ('SUBMITTED', 'APPROVED')`;
}

/**
 * The SubmissionState of a topic and month of a branch at the end of a day, in SQL; null of what is neither due nor sent.
 * @param row has month, due_on, missing_from, state and submitted_on, as submissions_as_of gives them
 */
export function stateAt(row: string, day: string): string {
  return `case
         when ${row}.state = 'SUBMITTED' and ${row}.submitted_on > ${row}.due_on then 'SUBMITTED_LATE'
         when ${row}.state is not null then ${row}.state
         when ${row}.due_on is null then null
         when ${day} < (${row}.month + interval '1 month' - interval '1 day')::date then 'NOT_DUE'
         when ${day} <= ${row}.due_on then 'DUE'
         when ${day} < ${row}.missing_from then 'LATE'
         else 'MISSING'
       end`;
}
