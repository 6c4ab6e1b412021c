import type { MismatchReason, Sql } from '@oblys/database';
import {
  compare,
  InvalidInputError,
  isRecordId,
  NotFoundError,
  OblysError,
  parseDecimal,
  type Verdict,
} from '@oblys/domain';
import { figureFields, type StoredFigure } from './stored-reports.js';

/** The letters that the text of an explanation may have. */
export const longestExplanation = 10_000;

/** What a person saw of a figure before explaining it. */
export interface SeenFigure {
  /** How many explanations and withdrawals there were. */
  readonly version: number;
  readonly value: string;
  readonly computed: string;
}

export interface GivenExplanation {
  readonly figureId: string;
  /** Null: whatever it is at the moment. */
  readonly seen: SeenFigure | null;
  readonly reason: MismatchReason;
  readonly text: string;
  readonly explainedBy: string;
}

/** The figure, or what was said of it, is in a state that what is asked for does not fit. */
export class FigureStateError extends OblysError {
  readonly code = 'FIGURE_STATE';
}

/** Somebody else explained the figure, or took that back, since it was read. */
export class ExplainedMeanwhileError extends OblysError {
  readonly code = 'CONFLICT';
  override readonly details: { readonly expectedVersion: number; readonly currentVersion: number };

  constructor(expectedVersion: number, currentVersion: number) {
    super(
      `The explanations of the figure were expected at version ${expectedVersion} and are at version ${currentVersion}; read them again, and say what they do not.`,
    );
    this.details = { expectedVersion, currentVersion };
  }
}

/**
 * Says why a stated figure does not agree with the records. The verdict stays what it is; the explanation stands beside
 * it, with what was stated and computed when it was given. To be called within a transaction.
 *
 * @throws {InvalidInputError} when the text is empty, too long or no text
 * @throws {NotFoundError} when there is no such figure
 * @throws {FigureStateError} when the figure is no mismatch, or is stated or computed otherwise than was seen
 * @throws {ExplainedMeanwhileError} when others said something of it since it was seen
 */
export async function explainMismatch(sql: Sql, given: GivenExplanation): Promise<{ explanationId: string }> {
  const text = given.text.trim();
  const fault = faultOfExplanation(text);
  if (fault !== null) throw new InvalidInputError(`The explanation ${fault.problem}`);
  const figure = await lockFigure(sql, given.figureId);
  if (figure.verdict !== 'MISMATCH' || figure.computed === null) {
    throw new FigureStateError(
      `Figure ${figure.number} is no mismatch: ${figure.verdict === null ? 'it has not been held against the records since it was stated so' : `its verdict is ${figure.verdict}`}. There is nothing to explain.`,
    );
  }
  if (given.seen !== null) assertSeen(given.seen, figure, figure.computed);
  const [written] = await sql.query<{ explanationId: string }>(
    `/* explanation:write   $1 = figure, $2 = computed, $3 = difference, $4 = reason, $5 = text, $6 = who */
     insert into figure_explanation (stated_figure_id, topic, measure, programme_code, period_from, period_to, value, unit,
                                     qualifier, rounding_unit, computed, difference, reason, text, explained_by, explained_at)
     select figure.id, figure.topic, figure.measure, figure.programme_code, figure.period_from, figure.period_to,
            figure.value, figure.unit, figure.qualifier, figure.rounding_unit, $2::numeric, $3::numeric, $4::text, $5::text,
            $6::text, clock_timestamp()
       from stated_figure as figure
      where figure.id = $1::uuid
     returning id as "explanationId"`,
    [figure.figureId, figure.computed, figure.difference, given.reason, text, given.explainedBy],
  );
  return written!;
}

/**
 * Takes an explanation back; it stays in the history. To be called within a transaction.
 * @throws {NotFoundError} when there is no such explanation
 * @throws {FigureStateError} when it was taken back already
 */
export async function withdrawExplanation(
  sql: Sql,
  { explanationId, withdrawnBy }: { explanationId: string; withdrawnBy: string },
): Promise<{ figureId: string }> {
  const [standing] = isRecordId(explanationId)
    ? await sql.query<{ figureId: string; withdrawnBy: string | null }>(
        `/* explanation:lock   $1 = explanation */
         select stated_figure_id as "figureId", withdrawn_by as "withdrawnBy"
           from figure_explanation
          where id = $1::uuid
            for update`,
        [explanationId],
      )
    : [];
  if (standing === undefined) throw new NotFoundError(`There is no explanation ${explanationId}.`);
  if (standing.withdrawnBy !== null) {
    throw new FigureStateError(`The explanation was withdrawn already, by ${standing.withdrawnBy}.`);
  }
  await sql.query(
    `/* explanation:withdraw   $1 = explanation, $2 = who */
     update figure_explanation
        set withdrawn_by = $2::text, withdrawn_at = clock_timestamp()
      where id = $1::uuid`,
    [explanationId, withdrawnBy],
  );
  return { figureId: standing.figureId };
}

interface FoundFigure extends StoredFigure {
  /** Null before a reconciliation, and for a figure that is stated otherwise since. */
  verdict: Verdict | null;
  computed: string | null;
  difference: string | null;
  version: number;
}

/** Locked before it is read: what others wrote while this waited for them is to be seen. */
async function lockFigure(sql: Sql, figureId: string): Promise<FoundFigure> {
  const locked = isRecordId(figureId)
    ? await sql.query(
        `/* explanation:lock-figure   $1 = figure */ select id from stated_figure where id = $1::uuid for update`,
        [figureId],
      )
    : [];
  if (locked.length === 0) throw new NotFoundError(`There is no stated figure ${figureId}.`);
  const [figure] = await sql.query<FoundFigure>(
    `/* explanation:read-figure   $1 = figure */
     select ${figureFields}, found.verdict, found.computed, found.difference,
            (select count(*) + count(said.withdrawn_at) from figure_explanation as said
              where said.stated_figure_id = figure.id)::integer as version
       from stated_figure as figure
       left join figure_verdict as found
         on found.stated_figure_id = figure.id
        and found.reconciliation_id = (
          select latest.id
            from reconciliation as latest
           where latest.report_id = figure.report_id
           order by latest.reconciled_at desc, latest.id desc
           limit 1
        )
      where figure.id = $1::uuid`,
    [figureId],
  );
  return figure!;
}

/** What keeps a text from being an explanation, with the end of a sentence about it; null where nothing does. */
export function faultOfExplanation(given: string): { code: 'EMPTY' | 'TOO_LONG' | 'NOT_TEXT'; problem: string } | null {
  const text = given.trim();
  const letters = [...text].length;
  if (letters === 0) return { code: 'EMPTY', problem: 'is empty.' };
  if (letters > longestExplanation) {
    return { code: 'TOO_LONG', problem: `has ${letters} letters; ${longestExplanation} are the most.` };
  }
  if (!/\0|\p{Surrogate}/u.test(text)) return null;
  return { code: 'NOT_TEXT', problem: 'holds a character that is none of any text.' };
}

function assertSeen(seen: SeenFigure, figure: FoundFigure, computed: string): void {
  const isSame = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0;
  if (!isSame(seen.value, figure.value) || !isSame(seen.computed, computed)) {
    throw new FigureStateError(
      `Figure ${figure.number} was read as ${seen.value} stated and ${seen.computed} computed; it is ${figure.value} and ${computed} now. Read it again.`,
    );
  }
  if (seen.version !== figure.version) throw new ExplainedMeanwhileError(seen.version, figure.version);
}
