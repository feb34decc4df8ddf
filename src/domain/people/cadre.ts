import type { Day, Instant } from '../time/days.ts'

/** A managed cadre: the A01 fields of the roster (formats.md §2). Posts, duties and grades are entries of the ledger. */
export interface Cadre {
  readonly id: string
  readonly name: string
  /** Full pinyin in surname mode (`shan xiao ming`) and initials (`sxm`), formed when saved. */
  readonly pinyin: string
  readonly initials: string
  /** 18 digits, upper-case X. Shown masked. */
  readonly idNumber: string
  readonly sex: '男' | '女'
  /** `YYYY-MM`. */
  readonly birthMonth: string
  readonly ethnicity: string
  readonly nativePlace: string
  readonly birthPlace: string
  readonly health: string
  /** `YYYY-MM`. */
  readonly workSince: string
  readonly politics: string
  /** `YYYY-MM` or text as typed. */
  readonly partySince: string
  /** 人员类别, 人员管理状态, 管理类别. */
  readonly category: string
  readonly status: string
  readonly management: string
  /** 现职务层次 and since when. */
  readonly level: string
  readonly levelSince: string
  /** 现职级 and since when. */
  readonly grade: string
  readonly gradeSince: string
  readonly resume: string
  readonly honours: string
  readonly annualSummary: string
  readonly note: string
  /** Main post today, a projection of the ledger kept for search, scope and lists; null when none is held. */
  readonly post: { readonly unitId: string; readonly title: string; readonly head: boolean; readonly since: Day } | null
  /** 现工作单位及职务全称, 简称 and 统计关系所在单位 as the roster gave them; absent when no roster did. */
  readonly titles?: { readonly full: string; readonly short: string; readonly registry: string }
  /** Rises with each change; a form that shows an older one is refused. */
  readonly version: number
  /** When they came into the register; absent until they are written. */
  readonly registeredAt?: Instant
}

/** What a person is called, and the level they are at (职务层次). */
export type PersonName = Pick<Cadre, 'name' | 'pinyin' | 'initials' | 'level'>
