import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import { isOutdated, requireLatestBase, requireOpen, requireOutdated } from '../../domain/rules/publication.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { digestOf } from '../../platform/digest.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import { type DraftEdit, editedDraft } from './edited-draft.ts'
import type { ImportedFile } from './imported-file.ts'
import { type Publication, publishDraft } from './publish-draft.ts'
import { type Chosen, rebased } from './rebasing.ts'
import type { Rules } from './rules.ts'
import type { ImportedFrom, RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'
import type { TrialGate } from './trial-gate.ts'

export interface RuleDraftsDeps {
  readonly store: RulesStore
  readonly rules: Rules
  readonly journal: Journal
  readonly trials: TrialGate
}

/** How a submission names itself. */
export interface Asked {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address: string
}

/** What a draft begins with. */
interface DraftStart {
  readonly note: string
  /** The version or draft whose content is copied; '' for the last published version. */
  readonly from: string
}

/** How an outdated draft is begun anew. */
interface Rebasing {
  /** The version of the draft, and the published version, that the person has seen. */
  readonly version: number
  readonly last: string
  readonly note: string
  readonly chosen: Chosen
}

/** Drafts of the rules: written by one, published by another. */
export interface RuleDrafts {
  /** Drafts of every state, the newest first. Throws Forbidden to those who neither draft nor publish. */
  list(actor: Actor): Promise<readonly RuleDocument[]>
  draft(actor: Actor, id: string): Promise<RuleDocument>
  /** Starts a draft on the last published version, with its content or that of another version or draft; answers its id. */
  create(actor: Actor, start: DraftStart, asked: Asked): Promise<string>
  /** Starts a draft with the rules of a file, for the last published version to give way to; answers its id. */
  importDocument(actor: Actor, file: ImportedFile, note: string, asked: Asked): Promise<string>
  /** Throws Conflict when the draft is outdated: it could never be published. */
  edit(actor: Actor, id: string, edit: DraftEdit, asked: Asked): Promise<void>
  /** Starts a draft on the last published version with an outdated draft's own changes; answers its id. */
  rebase(actor: Actor, id: string, asked: Rebasing, submission: Asked): Promise<string>
  discard(actor: Actor, id: string, version: number, asked: Asked): Promise<void>
  /** Publishes as the next version; answers its id. By a person who did not edit it. */
  publish(actor: Actor, id: string, publication: Publication, asked: Asked): Promise<string>
}

export function createRuleDrafts({ store, rules, journal, trials }: RuleDraftsDeps): RuleDrafts {
  const commandOf = (action: string, actor: Actor, asked: Asked) => ({
    action,
    actor,
    ...asked,
  })

  const lastPublished = async (work: Work): Promise<RuleDocument> => {
    const last = (await store.publishedIn(work)).at(-1)
    if (last === undefined) throw new Error('no rule set is published')
    return last
  }

  return {
    list: async actor => {
      requireReader(actor)
      return (await store.documents()).filter(({ status }) => status !== 'published')
    },
    draft: async (actor, id) => {
      requireReader(actor)
      return asDraft(await store.document(id))
    },
    create: (actor, { note, from }, asked) =>
      journal.submit({
        ...commandOf('rules.draft', actor, asked),
        run: async work => {
          const last = await lastPublished(work)
          const source = from === '' ? last : await store.documentIn(work, from)
          if (source === null) throw new Invalid({ from: '内容取自：没有这一版或这份草案。' })
          // Its text would silently take back what was published since.
          if (isOutdated(source, last._id))
            throw new Invalid({
              from: `内容取自：这份草案以 ${source.basedOn ?? ''} 为底，已过时。请打开它，选“以 ${last._id} 为底重新起草”。`,
            })
          const draft = newDraft(work, last, { ...source.ruleSet, id: last.ruleSet.id }, note)
          store.put(work, draft)
          work.about({ type: 'ruleSet', id: draft._id }, { after: { basedOn: last._id, from: source._id, note } })
          return draft._id
        },
      }),
    importDocument: (actor, { ruleSet, imported }, note, asked) =>
      journal.submit({
        ...commandOf('rules.import', actor, asked),
        run: async work => {
          const last = await lastPublished(work)
          const draft = { ...newDraft(work, last, ruleSet, note), imported }
          store.put(work, draft)
          work.about(
            { type: 'ruleSet', id: draft._id },
            { after: { basedOn: last._id, note, hash: draft.hash, ...saidOf(imported) } },
          )
          return draft._id
        },
      }),
    edit: (actor, id, edit, asked) =>
      journal.submit({
        ...commandOf('rules.edit-draft', actor, asked),
        run: async work => {
          const draft = asDraft(await store.documentIn(work, id))
          requireOpen(draft, edit.version)
          requireLatestBase(draft, (await lastPublished(work))._id)
          const base = await store.documentIn(work, draft.basedOn ?? '')
          if (base === null) throw new Error(`the base of the draft ${id} is missing`)
          const { edited, change } = editedDraft(draft, base.ruleSet, edit, work)
          if (edited !== draft) store.put(work, edited)
          work.about({ type: 'ruleSet', id }, change)
        },
      }),
    rebase: (actor, id, { version, last: seen, note, chosen }, asked) =>
      journal.submit({
        ...commandOf('rules.rebase', actor, asked),
        run: async work => {
          const draft = asDraft(await store.documentIn(work, id))
          const last = await lastPublished(work)
          const base = await store.documentIn(work, draft.basedOn ?? '')
          if (base === null) throw new Error(`the base of the draft ${id} is missing`)
          requireOutdated(draft, last._id)
          if (draft.version !== version || last._id !== seen)
            throw new Conflict('草案或最近发布的版本刚有变化，请看过现在的内容后再办。')
          const { ruleSet } = rebased({ draft, base: base.ruleSet, last: last.ruleSet }, chosen)
          const begun = newDraft(work, last, ruleSet, note)
          // Whoever wrote what is carried over still may not publish it.
          const others = draft.editors.filter(editor => editor.id !== work.actor.userId)
          store.put(work, { ...begun, editors: [...others, ...begun.editors] })
          work.about(
            { type: 'ruleSet', id: begun._id },
            { after: { basedOn: last._id, from: id, note, chosen: Object.fromEntries(chosen) } },
          )
          return begun._id
        },
      }),
    discard: (actor, id, version, asked) =>
      journal.submit({
        ...commandOf('rules.discard-draft', actor, asked),
        run: async work => {
          const draft = asDraft(await store.documentIn(work, id))
          requireOpen(draft, version)
          store.put(work, { ...draft, status: 'discarded', editedAt: work.now })
          work.about({ type: 'ruleSet', id }, { before: { status: 'draft' }, after: { status: 'discarded' } })
        },
      }),
    publish: async (actor, id, publication, asked) => {
      const versionId = await journal.submit({
        ...commandOf('rules.publish', actor, asked),
        run: async work =>
          publishDraft(work, { store, trials }, asDraft(await store.documentIn(work, id)), publication),
      })
      rules.refresh()
      return versionId
    },
  }
}

const saidOf = ({ fileName, version, hash, isWhole }: ImportedFrom) => ({
  fileName,
  fileVersion: version,
  fileHash: hash,
  isWhole,
})

function requireReader(actor: Actor): void {
  if (!can(actor, 'rules.review')) throw new Forbidden('草案只供起草和发布规则的人查看。')
}

/** A draft of any state; a published version is none. */
export function asDraft(document: RuleDocument | null): RuleDocument {
  if (document === null || document.status === 'published') throw new NotFound('没有这份草案。')
  return document
}

function newDraft(work: Work, last: RuleDocument, ruleSet: RuleSet, note: string): RuleDocument {
  const author = { id: work.actor.userId, name: work.actor.name }
  return {
    _id: newId('draft'),
    status: 'draft',
    ruleSet,
    hash: digestOf(ruleSet),
    basedOn: last._id,
    note,
    draftedBy: author,
    draftedAt: work.now,
    editors: [author],
    editedAt: work.now,
    publishedBy: null,
    publishedAt: null,
    effectiveOn: null,
    documentNo: null,
    became: null,
    version: 1,
  }
}
