/**
 * A query for the names of the jobs that a run needs and that have not succeeded for its logical date or a later one.
 * @param run the name of the run's row in the statement; that of its job's is `job`
 */
export function unmetNeeds(run: string): string {
  return `select need.name
           from unnest(job.needs) as need (name)
          where not exists (
            select
              from job_run as needed
             where needed.job = need.name
               and needed.as_of >= ${run}.as_of
               and needed.state = 'SUCCEEDED'
          )`;
}
