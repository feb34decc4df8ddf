import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import { knownEntries } from '../../domain/rating/known.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { count, hundredths, maskedId } from '../../web/format.ts'
import { markNote, markView, reasonSentence } from '../ratings/index.ts'
import { comingWords, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { conditionsView } from './conditions-view.ts'
import type { File } from './file-service.ts'
import { hindsight } from './hindsight.ts'
import { linesView } from './lines-view.ts'
import { type RecordPlaces, recordPlaces } from './record-places.ts'
import { scoreBar } from './score-view.ts'
import { type TimelineParts, timelineView } from './timeline-view.ts'

/** What whoever looks at a file may see of it. */
interface Onlooker extends Pick<TimelineParts, 'saysWho'> {
  readonly mayOpen: (fact: EntryOf<'fact'>) => boolean
}

/** The page of a cadre, in words: who, colour, score, why, what happened, what waits. */
export function fileView(file: File, reasons: TimelineParts['reasons'], today: string, { mayOpen, saysWho }: Onlooker) {
  const { view, cadre, unit, suggestion, version, entries } = file
  const { day, knownAt, past } = view
  const { ruleSet } = version
  const path = `/files/${cadre.id}`
  const standing = new Set(knownEntries(entries, knownAt).map(entry => entry.id))
  const unitName = (id: string): string => file.units.get(id)?.name ?? id
  const points = new Map(
    suggestion?.lines.flatMap(line => (line.kind === 'fact' ? [[line.entryIds[0] ?? 0, line.points] as const] : [])),
  )
  const days = new Map(entries.map(({ id, effectiveOn }) => [id, effectiveOn]))
  const noteOf = hindsight(entries, day)
  const moments = timelineView({
    entries,
    movements: file.movements,
    reasons,
    ruleSet,
    unitName,
    pointsOf: id => points.get(id) ?? null,
    standing,
    day,
    saysWho,
  })
  const told = new Set(moments.flatMap(({ record }) => record ?? []))
  const { page, place } = recordPlaces(entries, told, past, mayOpen)
  const linkOf = (id: number) => ({ label: `记录 ${id}${noteOf(id)}`, path: place(id) })
  return {
    title: `${cadre.name} 执行力档案${pastSuffix(past)}`,
    ...standpoint(view, today, at => pathAt(at, path)),
    coming: suggestion === null ? '' : comingWords(view),
    facts: factsView(file),
    rated: suggestion !== null,
    basis: `截至 ${day}，规则 ${ruleSet.id}（${version.hash.slice(0, 8)}）`,
    ...(suggestion === null ? unrated : ratedView(suggestion, ruleSet, file.since)),
    unitPath: unit === null ? null : pathAt(past, `/units/${unit.id}`),
    why: suggestion === null ? null : conditionsView(suggestion, version, day, linkOf),
    lines: suggestion === null ? [] : linesView(suggestion, ruleSet, noteOf, place, id => days.get(id) ?? ''),
    total: suggestion?.score === null || suggestion === null ? '—' : hundredths(suggestion.score),
    moments: moments.map(moment => ({ ...moment, path: moment.record === null ? null : page(moment.record) })),
    passed: `共 ${count(moments.length)} 条`,
    tasks: waitingView(entries, standing, place),
  }
}

const unrated = {
  mark: null,
  markNote: '目前没有在任的主要职务，不评定。',
  score: null,
  placed: null,
  reason: '',
  opinions: '',
  alerts: [],
  rankWords: '',
}

function ratedView(suggestion: Suggestion, ruleSet: RuleSet, since: string | null): object {
  const { placed } = suggestion
  return {
    mark: markView(ruleSet, suggestion.colour, suggestion.mark),
    markNote: [since === null ? '' : `${since} 起`, markNote(suggestion.mark)].filter(text => text !== '').join('；'),
    score: scoreBar(suggestion, ruleSet),
    reason: reasonSentence(ruleSet, suggestion),
    rankWords:
      suggestion.rank === null
        ? ''
        : `${ruleSet.classes.find(({ code }) => code === suggestion.classCode)?.label ?? ''}中第 ${suggestion.rank} 名`,
    opinions: suggestion.colour === ruleSet.quotas.colour ? opinionWords[suggestion.opinions] : '',
    alerts: suggestion.alerts.map(id => `${id} ${ruleSet.conditions.find(rule => rule.id === id)?.sentence ?? ''}`),
    placed:
      placed === null
        ? null
        : {
            mark: markView(ruleSet, placed.colour),
            words: `${placed.since} 列入${placed.lastDay === null ? '' : `，期限至 ${placed.lastDay}`}${placed.observation ? '（观察）' : ''}，${placed.documentNo}`,
            due: placed.due ? '到期待处理' : '',
          },
  }
}

const opinionWords = {
  clear: '纪委监委、信访近 30 日均无异议',
  objected: '有异议：近 30 日内有部门提出异议，不得决定列入',
  pending: '待征求意见（纪委监委、信访）',
} as const

function factsView({ cadre, post, unit, suggestion, version }: File): { label: string; value: string }[] {
  const classLabel = version.ruleSet.classes.find(({ code }) => code === suggestion?.classCode)?.label ?? '—'
  return [
    { label: '单位', value: unit?.name ?? '—' },
    { label: '职务', value: post?.title ?? '—' },
    { label: '任现职', value: post === null ? '—' : `${post.since} 起` },
    { label: '类别', value: classLabel },
    { label: '职务层次', value: cadre.level },
    { label: '职级', value: cadre.grade === '' ? '—' : cadre.grade },
    { label: '性别', value: cadre.sex },
    { label: '出生年月', value: cadre.birthMonth },
    { label: '政治面貌', value: cadre.politics },
    { label: '身份证号', value: maskedId(cadre.idNumber) },
  ]
}

/** Facts that wait for verification: they count nothing yet. */
function waitingView(
  entries: readonly Entry[],
  standing: ReadonlySet<number>,
  place: RecordPlaces['place'],
): { label: string; path: string | null; due: string }[] {
  const verified = new Set(
    entries.flatMap(entry => (entry.kind === 'verification' && standing.has(entry.id) ? [entry.data.of] : [])),
  )
  return entries.flatMap(entry => {
    if (entry.kind !== 'fact' || !standing.has(entry.id)) return []
    const isVerified = verified.has(entry.id) || (entry.data.sameAs !== null && verified.has(entry.data.sameAs))
    return isVerified
      ? []
      : [{ label: `待核实：${entry.data.code} ${entry.data.title}`, path: place(entry.id), due: '核实前不计分' }]
  })
}
