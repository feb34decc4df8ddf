import type { UnitKind } from '../evidence/entries.ts'
import type { Day, Instant } from '../time/days.ts'

/** A unit (镇街, 市直部门, 国企). Units form a tree; one that is closed stays, so that the past keeps its names. */
export interface Unit {
  readonly id: string
  /** 机构编码, nested `001.001`. */
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly parentId: string | null
  readonly from: Day
  /** First day it no longer exists; null while it does. */
  readonly until: Day | null
  /** What the roster's sheet B01 says beyond that; absent when no roster did. */
  readonly detail?: UnitDetail
  /** Rises with each change; absent of one that was never changed. */
  readonly version?: number
  /** When it came into the register; absent until it is written. */
  readonly registeredAt?: Instant
}

/** Whether it exists on a day. */
export const existsOn = ({ from, until }: Unit, day: Day): boolean => from <= day && (until === null || until > day)

/** 所在政区, 隶属关系, 机构级别, 编制数, 正职领导职数, 副职领导职数, 备注. */
interface UnitDetail {
  readonly region: string
  readonly affiliation: string
  readonly level: string
  readonly staff: number | null
  readonly heads: number | null
  readonly deputies: number | null
  readonly note: string
}

/** The kinds of unit as a clerk reads them. */
export const unitKinds: Readonly<Record<UnitKind, string>> = {
  town: '镇街与功能区',
  department: '市直部门',
  enterprise: '国企',
  other: '其他',
}
