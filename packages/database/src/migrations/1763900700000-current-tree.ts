import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where what is recorded of an area belongs in the tree of another day, through splits, mergers and new codes. */
export class CurrentTree1763900700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function area_in_tree_of(day date)
      returns table (area_code text, recorded_from date, recorded_to date, region_codes text[], branch_codes text[])
      language sql stable
      as $$
        with recursive followed as (
          select event.from_code as area_code, event.happened_on as recorded_to, event.to_code as node_code,
                 event.happened_on as since
            from area_successor as event
           where event.happened_on <= day
           union
          select followed.area_code, followed.recorded_to, event.to_code, event.happened_on
            from followed
            join area_successor as event
              on event.from_code = followed.node_code
             and event.happened_on >= followed.since
             and event.happened_on <= day
             and event.to_code <> followed.area_code
        ),
        /* An area that was merged or given another code is itself no more, for what was recorded before. */
        own as (
          select area.code as area_code, coalesce(max(event.happened_on), '-infinity') as recorded_from
            from area
            left join area_successor as event
              on event.from_code = area.code
             and event.kind <> 'SPLIT'
             and event.happened_on <= day
           group by area.code
        ),
        candidate as (
          select own.area_code, own.recorded_from, 'infinity'::date as recorded_to, own.area_code as node_code
            from own
           union all
          select followed.area_code, '-infinity', followed.recorded_to, followed.node_code
            from followed
            join own as node
              on node.area_code = followed.node_code
             and node.recorded_from <= followed.since
        ),
        edge as (
          select candidate.area_code, candidate.recorded_from as at
            from candidate
           union
          select candidate.area_code, candidate.recorded_to
            from candidate
           union
          select candidate.area_code, '-infinity'
            from candidate
        ),
        piece as (
          select edge.area_code, edge.at as recorded_from,
                 lead(edge.at) over (partition by edge.area_code order by edge.at) as recorded_to
            from edge
        )
        select piece.area_code, piece.recorded_from, piece.recorded_to,
               coalesce(array_agg(distinct placement.region_code) filter (where placement.region_code is not null), '{}'),
               coalesce(
                 array_agg(distinct coalesce(placement.district_code, placement.region_code))
                   filter (where placement.region_code is not null),
                 '{}'
               )
          from piece
          left join candidate
            on candidate.area_code = piece.area_code
           and candidate.recorded_from <= piece.recorded_from
           and candidate.recorded_to >= piece.recorded_to
          left join area_placement as placement
            on placement.area_code = candidate.node_code
           and placement.valid_from <= day
           and placement.valid_to > day
         where piece.recorded_to is not null
         group by piece.area_code, piece.recorded_from, piece.recorded_to
      $$`);
    await runner.query(
      `comment on function area_in_tree_of is 'For each area, by when something was recorded of it (from recorded_from, before recorded_to): the regions and branches where that may belong in the tree of the day. One of each where it is certain; several after a split, none where the area is gone without a successor.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function area_in_tree_of(date)`);
  }
}
