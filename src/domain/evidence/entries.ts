import type { Day, Instant } from '../time/days.ts'

/**
 * The ledger: everything a rating can depend on, append-only. A correction is a new entry (`reversal`), an ending is a
 * new entry (`end`). All points, scores and weights are integer hundredths (1.00 = 100).
 */

/** What an entry speaks of. */
type SubjectRef = { readonly type: 'cadre' | 'unit'; readonly id: string }

/** In which capacity a fact falls to somebody: 本人, 分管领导, 主要负责人, 单位. */
export type AttributionRole = 'person' | 'charge' | 'chief' | 'unit'

export interface Attribution {
  readonly subject: SubjectRef
  readonly role: AttributionRole
}

/** The outcome of a verification: 属实, 部分属实, 不实. */
export type Finding = 'true' | 'partly' | 'false'

/** The kind of unit, from which the class is read: 镇街与功能区, 市直部门, 国企, 其他. */
export type UnitKind = 'town' | 'department' | 'enterprise' | 'other'

/** Duty in a field of work: 主要负责人, 分管, 具体. */
export type DutyRole = 'chief' | 'charge' | 'specific'

/** Groups of 评价 ballots: 市级领导, 主要负责人, 干部职工, 群众, 企业. */
export interface BallotGroup {
  readonly group: string
  /** Valid ballots. */
  readonly valid: number
  /** Mean of the valid ballots, 0…10000 hundredths. */
  readonly mean: number
  /** 优秀, 称职, 基本称职, 不称职 as counted. */
  readonly counts: { readonly excellent: number; readonly fit: number; readonly basic: number; readonly unfit: number }
}

/** One unit's place in a published 12345 ranking. */
export interface RankingPosition {
  readonly unitId: string
  readonly position: number
}

/** What each kind of entry holds. `effectiveOn` of the entry is the day it speaks of, said per kind. */
export interface EntryData {
  /** Main or further post; effectiveOn = first day held. The class follows from `unitKind` and `head` (正职). */
  posting: {
    readonly unitId: string
    readonly unitKind: UnitKind
    readonly title: string
    readonly head: boolean
    readonly main: boolean
  }
  /** A duty (分工) at a unit in a field of work; effectiveOn = first day held. */
  duty: { readonly unitId: string; readonly field: string; readonly role: DutyRole }
  /** Absence; effectiveOn = first day; `lastDay` null while open. */
  leave: { readonly reason: string; readonly lastDay: Day | null }
  /** Ends a posting, duty, leave, restriction, notice or placement; effectiveOn = first day it no longer holds. */
  end: { readonly of: number; readonly reason: string }
  /** Takes back any entry as if never recorded, from `recordedAt` on; reversing a reversal restores. */
  reversal: { readonly of: number; readonly reason: string }
  /** 一事一评; effectiveOn = the day of the fact. */
  fact: {
    readonly code: string
    readonly title: string
    /** The channel it came by: 督查, 信访, 12345 … */
    readonly channel: string
    readonly documentNo: string
    readonly proof: string
    /** 主观故意 of a negative fact; null when it does not apply. */
    readonly intent: boolean | null
    /** Recorded more than ten working days after its day (补录). */
    readonly late: boolean
    /** The same fact already recorded from another channel. */
    readonly sameAs: number | null
    /** Names one honour (P1–P3), which counts once at its highest tier. */
    readonly honour: string | null
    /** For N12 the grade it carries: 一般 or 较差. */
    readonly grade: string | null
    readonly unitId: string
    readonly field: string
    readonly attributions: readonly Attribution[]
  }
  /** Verification of a fact or of a ballot by a person other than its recorder. */
  verification: { readonly of: number; readonly finding: Finding; readonly note: string }
  /** An approved 容错: the fact stays, at 0 points, and fires nothing. */
  tolerance: { readonly of: number; readonly documentNo: string; readonly reason: string }
  /** 提醒谈话 for facts of one code; the same code again within 12 months counts double (N10). */
  talk: { readonly code: string; readonly note: string }
  /** A counted 考察: cell id → 0…10000; a cell not seen is absent. effectiveOn = last day of its period. */
  assessment: {
    readonly type: string
    readonly methods: readonly string[]
    readonly team: string
    readonly from: Day
    readonly cells: Readonly<Record<string, number>>
    readonly note: string
    /** The cycle it was entered into; absent where there was none. No rating looks at it. */
    readonly cycle?: string
  }
  /** Aggregated 评价 (民主测评) ballots of one assessment. effectiveOn = as the assessment. */
  ballot: { readonly groups: readonly BallotGroup[] }
  /** Annual grade; effectiveOn = the day it was given. */
  annualGrade: { readonly year: number; readonly grade: string }
  /** 平时考核 grade of a quarter `2022Q1`; effectiveOn = the day it was given. */
  quarterGrade: { readonly quarter: string; readonly grade: string }
  /** A decided (or imported) placement on a list; effectiveOn = the day it begins. `causes`: ids of entries it settles. */
  placement: {
    readonly colour: string
    readonly lastDay: Day | null
    readonly causes: readonly number[]
    readonly observation: boolean
    readonly decidedBy: string
    readonly documentNo: string
  }
  /** One extension of a placement's term; effectiveOn = the day it was decided. */
  extension: { readonly of: number; readonly lastDay: Day }
  /** Whether the rectification of a placement was accepted; effectiveOn = the day of the check. */
  rectification: { readonly of: number; readonly passed: boolean }
  /** Opinion of 纪委监委 or 信访: 'none' = no objection. effectiveOn = its date. */
  opinion: { readonly office: string; readonly objection: boolean; readonly note: string }
  /** 督办通知; open until its `end`. effectiveOn = the day it was served. */
  notice: {
    readonly number: string
    readonly title: string
    readonly deadline: Day
    readonly unitId: string
    readonly attributions: readonly Attribution[]
  }
  /** A veto's ground (V1–V4) with the 文号 of its basis; effectiveOn = the day of the decision. `lastDay` null: as the rule says. */
  restriction: { readonly ground: RestrictionGround; readonly documentNo: string | null; readonly lastDay: Day | null }
  /** A published monthly 12345 ranking of one class of units; effectiveOn = the day of publication. */
  ranking: {
    readonly month: string
    readonly group: string
    readonly size: number
    readonly positions: readonly RankingPosition[]
  }
}

/** 处分影响期, 被立案, 拒不执行组织决定, 重大责任事故问责, 弄虚作假. */
export type RestrictionGround = 'discipline' | 'investigation' | 'disobedience' | 'accident' | 'fraud'

export type EntryKind = keyof EntryData

interface Base<K extends EntryKind> {
  /** Position in the ledger, from 1 without gaps; also the name by which other entries refer to it. */
  readonly id: number
  readonly kind: K
  /** Every cadre and unit it is about; an entry about another one repeats that one's subjects. */
  readonly subjects: readonly string[]
  readonly effectiveOn: Day
  readonly recordedAt: Instant
  /** The account that recorded it. */
  readonly recordedBy: string
  readonly data: EntryData[K]
}

export type EntryOf<K extends EntryKind> = K extends EntryKind ? Base<K> : never
export type Entry = { [K in EntryKind]: Base<K> }[EntryKind]

/** An entry before the ledger gave it its position and time. */
export type NewEntry = { [K in EntryKind]: Omit<Base<K>, 'id' | 'recordedAt' | 'recordedBy'> }[EntryKind]
