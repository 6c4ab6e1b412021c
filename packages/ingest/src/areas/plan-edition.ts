import type { IsoDate } from '@oblys/domain';
import { foldText } from '../kinds/fold-text.js';
import {
  linkOn,
  type AreaRow,
  type AreaState,
  type FormerNameRow,
  type LinkRow,
  type SuccessorRow,
} from './area-state.js';
import { readClassifierName } from './classifier-name.js';
import type { ClassifierArea } from './read-classifier.js';

/** What became of an area; one that is renamed and moved is counted as both. */
export const areaOutcomes = ['NEW', 'RENAMED', 'MOVED', 'RECLASSIFIED', 'RETIRED', 'RETURNED', 'UNCHANGED'] as const;
export type AreaOutcome = (typeof areaOutcomes)[number];

export interface AreaChange {
  readonly outcome: Exclude<AreaOutcome, 'UNCHANGED'>;
  readonly code: string;
  readonly name: string;
  /** What it was and is: names, codes of the areas above it, kinds; null where it was not there, or is no more. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A row as it was and as it is to be; null where it is not there. */
export type AreaWrite =
  | { readonly target: 'area'; readonly before: AreaRow | null; readonly after: AreaRow | null }
  | { readonly target: 'area_parent'; readonly before: LinkRow | null; readonly after: LinkRow | null }
  | { readonly target: 'area_successor'; readonly before: null; readonly after: SuccessorRow }
  | { readonly target: 'area_former_name'; readonly before: null; readonly after: FormerNameRow };

export interface EditionPlan {
  readonly counts: Readonly<Record<AreaOutcome, number>>;
  readonly changes: readonly AreaChange[];
  readonly writes: readonly AreaWrite[];
  /** Areas that were known before and whose place changes. */
  readonly replaced: readonly string[];
  readonly retired: readonly string[];
  /** Of the areas that the file could name, how many were there. */
  readonly known: number;
  /** An area that is no more and a new one of the same name in the same region: perhaps its successor. */
  readonly candidates: readonly { readonly fromCode: string; readonly toCode: string; readonly name: string }[];
}

export interface PlannedEdition {
  readonly areas: readonly ClassifierArea[];
  readonly inForceOn: IsoDate;
  /** The first edition says how things are, not since when: what it adds has no start. */
  readonly isFirst: boolean;
  /** The areas that the file is about; those that are there and not in it are retired. */
  readonly isAbout: (code: string) => boolean;
  readonly successors: readonly SuccessorRow[];
}

/** What an edition changes, from the day it is in force; nothing is written, and nothing is read. */
export function planEdition(state: AreaState, edition: PlannedEdition): EditionPlan {
  return new Planner(state, edition).plan();
}

class Planner {
  private readonly counts = Object.fromEntries(areaOutcomes.map((outcome) => [outcome, 0])) as Record<
    AreaOutcome,
    number
  >;
  private readonly changes: AreaChange[] = [];
  private readonly writes: AreaWrite[] = [];
  private readonly replaced: string[] = [];

  constructor(
    private readonly state: AreaState,
    private readonly edition: PlannedEdition,
  ) {}

  plan(): EditionPlan {
    for (const area of this.edition.areas) this.planArea(area);
    const given = new Set(this.edition.areas.map(({ code }) => code));
    const there = [...this.state.areas.values()].filter(
      ({ code }) => this.edition.isAbout(code) && this.isLinked(code),
    );
    const retired = there.filter(({ code }) => !given.has(code));
    for (const area of retired) this.retire(area);
    for (const successor of this.edition.successors) this.addSuccessor(successor);
    return {
      counts: this.counts,
      changes: this.changes,
      writes: this.writes,
      replaced: this.replaced,
      retired: retired.map(({ code }) => code),
      known: there.length,
      candidates: this.findCandidates(retired),
    };
  }

  private planArea(area: ClassifierArea): void {
    const stored = this.state.areas.get(area.code);
    if (stored === undefined || !this.state.links.has(area.code)) return this.add(area, stored ?? null);
    const isChanged = [this.rename(area, stored), this.place(area)].includes(true);
    if (!isChanged) this.counts.UNCHANGED += 1;
  }

  /** @param nowhere its row, where an edition that was undone had added it */
  private add(area: ClassifierArea, nowhere: AreaRow | null): void {
    this.writes.push({ target: 'area', before: nowhere, after: rowOf(area) });
    this.writes.push({ target: 'area_parent', before: null, after: this.newLink(area, this.edition.isFirst) });
    this.tell('NEW', area.code, area.nameKk, null, area.parentCode);
  }

  /** A name is a new one where what it abbreviates is: another spelling of an abbreviation is none. */
  private rename(area: ClassifierArea, stored: AreaRow): boolean {
    const { classifier_name_kk: oldKk, classifier_name_ru: oldRu } = stored;
    const isKnown = oldKk !== null && oldRu !== null;
    const old = isKnown ? readClassifierName(oldKk, oldRu) : null;
    const now = readClassifierName(area.classifierNameKk, area.classifierNameRu);
    const after: AreaRow = {
      ...stored,
      level: area.level,
      kind: area.kind,
      classifier_name_kk: area.classifierNameKk,
      classifier_name_ru: area.classifierNameRu,
      ...(old !== null && old.nameKk !== now.nameKk
        ? { name_kk: area.nameKk, name_en: area.nameEn, name_en_transliterated: true }
        : {}),
      ...(old !== null && old.nameRu !== now.nameRu ? { name_ru: area.nameRu } : {}),
    };
    if (isSame(after, stored)) return false;
    this.writes.push({ target: 'area', before: stored, after });
    const isRenamed = after.name_kk !== stored.name_kk || after.name_ru !== stored.name_ru;
    if (isRenamed) this.keepFormerName(area.code, stored, after);
    const isReclassified = after.level !== stored.level || after.kind !== stored.kind;
    if (isReclassified) this.tell('RECLASSIFIED', area.code, after.name_kk, stored.kind, after.kind);
    return isRenamed || isReclassified;
  }

  private keepFormerName(code: string, stored: AreaRow, after: AreaRow): void {
    const until = this.edition.inForceOn;
    const isKept = this.state.formerNames.some((name) => name.area_code === code && name.until === until);
    if (!isKept) {
      const { name_kk, name_ru, name_en } = stored;
      this.writes.push({
        target: 'area_former_name',
        before: null,
        after: { area_code: code, until, name_kk, name_ru, name_en },
      });
    }
    const isInKazakh = after.name_kk !== stored.name_kk;
    const [from, to] = isInKazakh ? [stored.name_kk, after.name_kk] : [stored.name_ru, after.name_ru];
    this.tell('RENAMED', code, after.name_kk, from, to);
  }

  /** Whether the area lies elsewhere from the day on than it did. */
  private place(area: ClassifierArea): boolean {
    const { inForceOn } = this.edition;
    const standing = linkOn(this.state.links.get(area.code), inForceOn);
    if (standing?.parent_code === area.parentCode) return false;
    if (standing !== undefined) this.end(standing);
    this.writes.push({ target: 'area_parent', before: null, after: this.newLink(area, false) });
    this.replaced.push(area.code);
    this.tell(
      standing === undefined ? 'RETURNED' : 'MOVED',
      area.code,
      area.nameKk,
      standing?.parent_code ?? null,
      area.parentCode,
    );
    return true;
  }

  private retire(area: AreaRow): void {
    this.end(linkOn(this.state.links.get(area.code), this.edition.inForceOn)!);
    this.replaced.push(area.code);
    this.tell('RETIRED', area.code, area.name_kk, area.name_kk, null);
  }

  /** A link that began on the very day never held. */
  private end(link: LinkRow): void {
    const { inForceOn } = this.edition;
    const after = link.valid_from === inForceOn ? null : { ...link, valid_to: inForceOn };
    this.writes.push({ target: 'area_parent', before: link, after });
  }

  private newLink({ code, parentCode }: ClassifierArea, hasNoStart: boolean): LinkRow {
    const later = this.state.links.get(code)?.find(({ valid_from: from }) => from > this.edition.inForceOn);
    return {
      area_code: code,
      parent_code: parentCode,
      valid_from: hasNoStart ? '-infinity' : this.edition.inForceOn,
      valid_to: later?.valid_from ?? 'infinity',
    };
  }

  private addSuccessor(successor: SuccessorRow): void {
    const isThere = this.state.successors.some(
      ({ from_code, to_code, happened_on }) =>
        from_code === successor.from_code && to_code === successor.to_code && happened_on === successor.happened_on,
    );
    if (!isThere) this.writes.push({ target: 'area_successor', before: null, after: successor });
  }

  private findCandidates(retired: readonly AreaRow[]): EditionPlan['candidates'] {
    const named = new Set(this.edition.successors.map(({ from_code }) => from_code));
    const added = new Map<string, ClassifierArea[]>();
    for (const area of this.edition.areas) {
      if (this.state.areas.has(area.code)) continue;
      const key = nameKey(area.code, area.classifierNameKk, area.classifierNameRu);
      added.set(key, [...(added.get(key) ?? []), area]);
    }
    return retired
      .filter(({ code }) => !named.has(code))
      .flatMap(({ code, name_kk: kk, name_ru: ru, classifier_name_kk: oldKk, classifier_name_ru: oldRu }) =>
        (added.get(nameKey(code, oldKk ?? kk, oldRu ?? ru)) ?? []).map((area) => ({
          fromCode: code,
          toCode: area.code,
          name: kk,
        })),
      );
  }

  private isLinked(code: string): boolean {
    return linkOn(this.state.links.get(code), this.edition.inForceOn) !== undefined;
  }

  private tell(
    outcome: AreaChange['outcome'],
    code: string,
    name: string,
    from: string | null,
    to: string | null,
  ): void {
    this.counts[outcome] += 1;
    this.changes.push({ outcome, code, name, from, to });
  }
}

function rowOf(area: ClassifierArea): AreaRow {
  return {
    code: area.code,
    level: area.level,
    kind: area.kind,
    name_kk: area.nameKk,
    name_ru: area.nameRu,
    name_en: area.nameEn,
    name_en_transliterated: true,
    classifier_name_kk: area.classifierNameKk,
    classifier_name_ru: area.classifierNameRu,
  };
}

function isSame(one: AreaRow, other: AreaRow): boolean {
  return (Object.keys(one) as (keyof AreaRow)[]).every((column) => one[column] === other[column]);
}

/** The region and the bare Kazakh name. */
function nameKey(code: string, kk: string, ru: string): string {
  return `${code.slice(0, 2)} ${foldText(readClassifierName(kk, ru).baseKk)}`;
}
