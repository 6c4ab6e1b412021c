import type { IsoDate } from '@oblys/domain';
import type { Sql } from './sql.js';

/** What row security is told of somebody who is confined to areas. */
export interface Scope {
  /** Records are seen whose region or branch is among them. */
  readonly recordsOf: readonly string[];
  /** Figures are seen of these areas. */
  readonly figuresOf: readonly string[];
}

/** For how long a change of the tree may go unnoticed. */
const keptMs = 5_000;
const mostKept = 1_000;

/** What areas are within others by the tree of a day, asked of the database once in a while and not at each statement. */
export class Scopes {
  private readonly kept = new Map<string, { readonly scope: Promise<Scope>; readonly untilMs: number }>();

  constructor(private readonly sql: Sql) {}

  of(areaCodes: readonly string[], today: IsoDate): Promise<Scope> {
    const key = `${today} ${JSON.stringify(areaCodes)}`;
    const known = this.kept.get(key);
    if (known !== undefined && known.untilMs > performance.now()) return known.scope;
    if (this.kept.size >= mostKept) this.kept.clear();
    const scope = findScope(this.sql, areaCodes, today);
    this.kept.set(key, { scope, untilMs: performance.now() + keptMs });
    scope.catch(() => this.kept.delete(key));
    return scope;
  }
}

/**
 * Of the areas that are named, and the districts that lie in them. Records of a district carry the region it lay in
 * then: only where that was another one do they have to be seen by its own code.
 */
async function findScope(sql: Sql, areaCodes: readonly string[], today: IsoDate): Promise<Scope> {
  const [scope] = await sql.query<{ recordsOf: string[]; figuresOf: string[] }>(
    `/* access:scope   $1 = areas, $2 = day */
with district as (
  select placement.area_code as code,
         exists (
           select
             from area_placement as other
            where other.area_code = placement.area_code
              and other.region_code <> all ($1::text[])
         ) as lay_elsewhere
    from area_placement as placement
   where placement.region_code = any ($1::text[])
     and placement.area_code = placement.district_code
     and placement.valid_from <= $2::date
     and placement.valid_to > $2::date
)
select array(select unnest($1::text[]) union select code from district where lay_elsewhere) as "recordsOf",
       array(select unnest($1::text[]) union select code from district) as "figuresOf"`,
    [areaCodes, today],
    { isRepeated: true },
  );
  return scope!;
}
