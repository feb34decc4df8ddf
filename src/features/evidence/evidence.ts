import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import type {
  AnnualGradeInput,
  EndInput,
  Faults,
  OpinionInput,
  QuarterGradeInput,
  RestrictionInput,
} from '../../domain/evidence/checks.ts'
import type { Entry, EntryKind } from '../../domain/evidence/entries.ts'
import type { NoticeInput } from '../../domain/evidence/notice-checks.ts'
import type { ExtensionInput, PlacementInput, RectificationInput } from '../../domain/evidence/placement-checks.ts'
import type { RankingInput } from '../../domain/evidence/ranking-checks.ts'
import type { TalkInput } from '../../domain/evidence/talk-checks.ts'
import type { Journal } from '../../platform/journal/index.ts'
import { commandDesk, type Desk, type DeskParts, isReversed } from './desk.ts'
import type { Keys } from './keys.ts'
import { type Prepared, prepare } from './prepare.ts'

type Command<I> = (actor: Actor, input: I, keys: Keys) => Promise<number>

/**
 * The kinds of evidence that arrive finished, by import or with the sample. Each is one command that records one entry
 * and answers its id. They throw Invalid by field of the input, NotFound, and Forbidden without `evidence.import`.
 */
export interface Evidence {
  placement: Command<PlacementInput>
  extension: Command<ExtensionInput>
  rectification: Command<RectificationInput>
  /** Ends a placement, notice or restriction. */
  end: Command<EndInput>
  opinion: Command<OpinionInput>
  notice: Command<NoticeInput>
  restriction: Command<RestrictionInput>
  talk: Command<TalkInput>
  ranking: Command<RankingInput>
  annualGrade: Command<AnnualGradeInput>
  quarterGrade: Command<QuarterGradeInput>
  /** Takes one of these entries back. */
  reversal: Command<{ readonly of: number; readonly reason: string }>
}

export interface EvidenceParts extends DeskParts {
  readonly journal: Journal
}

export function createEvidence(parts: EvidenceParts): Evidence {
  const { journal } = parts

  const command =
    <I>(
      action: string,
      prefetch: (input: I) => readonly string[],
      prepared: (desk: Desk, input: I) => Promise<Prepared>,
    ): Command<I> =>
    (actor, input, keys) =>
      journal.submit({
        action: `evidence.${action}`,
        actor,
        idempotencyKey: keys.idempotencyKey,
        requestId: keys.requestId,
        ...(keys.address === undefined ? {} : { address: keys.address }),
        prefetch: prefetch(input),
        run: async work => {
          if (!can(actor, 'evidence.import')) throw new Forbidden()
          const { entry, faults } = await prepared(commandDesk(work, parts), input)
          refuse(faults)
          const recorded = work.record(entry)
          work.about({ type: entry.kind, id: String(recorded.id) }, { after: entry })
          return recorded.id
        },
      })

  const ofCadre = ({ cadreId }: { readonly cadreId: string }) => [cadreId]
  const ofEntry = () => []
  return {
    placement: command('placement', ofCadre, prepare.placement),
    extension: command('extension', ofEntry, prepare.extension),
    rectification: command('rectification', ofEntry, prepare.rectification),
    end: command('end', ofEntry, prepare.end),
    opinion: command('opinion', ofCadre, prepare.opinion),
    notice: command('notice', ({ unitId, persons = [] }: NoticeInput) => [unitId, ...persons], prepare.notice),
    restriction: command('restriction', ofCadre, prepare.restriction),
    talk: command('talk', ofCadre, prepare.talk),
    ranking: command('ranking', ofEntry, prepare.ranking),
    annualGrade: command('annualGrade', ofCadre, prepare.annualGrade),
    quarterGrade: command('quarterGrade', ofCadre, prepare.quarterGrade),
    reversal: command('reversal', ofEntry, takeBack),
  }
}

/** What is taken back here; facts, assessments and the roster have their own ways. */
const ownKinds: readonly EntryKind[] = [
  'placement',
  'extension',
  'rectification',
  'end',
  'opinion',
  'notice',
  'restriction',
  'talk',
  'ranking',
  'annualGrade',
  'quarterGrade',
]

async function takeBack(
  desk: Desk,
  { of, reason }: { readonly of: number; readonly reason: string },
): Promise<Prepared> {
  const target = await desk.entry(of)
  if (target === null || !(await isOwn(desk, target))) throw new NotFound(`没有可以在此冲正的第 ${of} 号记录。`)
  if (await isReversed(desk, target.id)) throw new Conflict(`第 ${of} 号记录已冲正。`)
  const { subjects, effectiveOn } = target
  return {
    entry: { kind: 'reversal', subjects, effectiveOn, data: { of, reason } },
    faults: reason.trim() === '' ? { reason: '冲正理由：请填写。' } : {},
  }
}

/** An end is ours when it ends one of ours: the end of a post belongs to the roster. */
async function isOwn(desk: Desk, target: Entry): Promise<boolean> {
  if (target.kind !== 'end') return ownKinds.includes(target.kind)
  const ended = await desk.entry(target.data.of)
  return ended !== null && ended.kind !== 'end' && ownKinds.includes(ended.kind)
}

function refuse(faults: Faults): void {
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
}
