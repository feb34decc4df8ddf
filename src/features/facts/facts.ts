import { seededCalendar, type WorkCalendar } from '../../domain/time/working-days.ts'
import type { Database } from '../../platform/database/index.ts'
import { type DecideFact, decideFact } from './decide-fact.ts'
import type { FactParts } from './fact-parts.ts'
import { createFactStore } from './fact-store.ts'
import { type ListFacts, listFacts } from './list-facts.ts'
import { createPastStates } from './past-states.ts'
import { type PreviewFact, previewFact } from './preview-fact.ts'
import { type ReadFact, readFact } from './read-fact.ts'
import { type RecordFact, recordFact } from './record-fact.ts'
import { type ResolvePersons, resolvePersons } from './resolve-persons.ts'
import { type TalkService, talkService } from './talk-service.ts'

/** 一事一评: recording, verifying, 容错 and reversing facts, and 提醒谈话. Pages, the API and the sample use this alone. */
export interface Facts extends RecordFact, DecideFact, ListFacts, TalkService {
  readonly preview: PreviewFact
  readonly read: ReadFact
  readonly resolvePersons: ResolvePersons
  /** The working days the clocks run by. */
  readonly calendar: WorkCalendar
}

/** What `createFacts` is built from; without a calendar the seeded one. */
export type FactsSettings = Omit<FactParts, 'store' | 'pastStates' | 'calendar'> & {
  readonly database: Database
  readonly calendar?: WorkCalendar
}

export function createFacts({ database, calendar = seededCalendar, ...rest }: FactsSettings): Facts {
  const store = createFactStore(database)
  const pastStates = createPastStates({ ledger: rest.ledger, channels: store.channels })
  const parts: FactParts = { ...rest, calendar, store, pastStates }
  return {
    ...recordFact(parts),
    ...decideFact(parts),
    ...listFacts(parts),
    ...talkService(parts),
    preview: previewFact(parts),
    read: readFact(parts),
    resolvePersons: resolvePersons(parts),
    calendar,
  }
}
