import { annualGrades, quarterGrades } from '../../domain/people/grades.ts'
import type { Clock } from '../../platform/clock.ts'
import type { FieldErrors } from '../../web/form.ts'
import { choice, day, optionalDay, optionalText, parseInput, text } from '../../web/parse.ts'
import { page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { Absences, Submission } from './absence-service.ts'
import type { Grades } from './grade-service.ts'
import { type Again, fresh, gradesView, leaveReasons, leaveView } from './records-view.ts'

export interface RecordServices {
  readonly absences: Absences
  readonly grades: Grades
  readonly clock: Clock
}

const right = 'evidence.import'
const cadreOf = ({ params }: Visit): string => params.id ?? ''

/** Small pages of one cadre: absences, annual and 平时 grades. */
export function recordRoutes({ absences, grades, clock }: RecordServices): Route[] {
  const leavePage = async (visit: Visit, again: Again = fresh) => {
    const { cadre, leaves } = await absences.of(visit.actor, cadreOf(visit))
    return page('people/leave', `${cadre.name}：请假与不在岗`, leaveView(cadre, leaves, clock.today(), again))
  }
  const gradesPage = async (visit: Visit, again: Again = fresh) => {
    const held = await grades.of(visit.actor, cadreOf(visit))
    return page('people/grades', `${held.cadre.name}：考核等次`, gradesView(held, clock.today(), again))
  }
  const typedIn = (visit: Visit, errors: FieldErrors, form: string): Again => ({ typed: visit.body, errors, form })

  return [
    { method: 'GET', path: '/cadres/:id/leave', right, audit: 'leave.read', handle: visit => leavePage(visit) },
    {
      method: 'POST',
      path: '/cadres/:id/leave',
      right,
      audit: 'leave.record',
      handle: async visit => {
        const fields = { reason: choice('事由', leaveReasons), from: day('第一天'), lastDay: optionalDay('最后一天') }
        await absences.record(cadreOf(visit), parseInput(fields, visit.body), submissionOf(visit))
        visit.session.flash('已登记不在岗。')
        return redirect(`/cadres/${cadreOf(visit)}/leave`)
      },
      again: (visit, errors) => leavePage(visit, typedIn(visit, errors, 'leave')),
    },
    {
      method: 'POST',
      path: '/cadres/:id/leave/:leave/end',
      right,
      audit: 'leave.end',
      handle: async visit => {
        const { firstDay } = parseInput({ firstDay: day('返岗日期') }, visit.body)
        await absences.end(cadreOf(visit), Number(visit.params.leave), firstDay, submissionOf(visit))
        visit.session.flash('已登记返岗。')
        return redirect(`/cadres/${cadreOf(visit)}/leave`)
      },
      again: (visit, errors) => leavePage(visit, typedIn(visit, errors, visit.params.leave ?? '')),
    },
    { method: 'GET', path: '/cadres/:id/grades', right, audit: 'grades.read', handle: visit => gradesPage(visit) },
    {
      method: 'POST',
      path: '/cadres/:id/annual-grades',
      right,
      audit: 'annual-grades.record',
      handle: async visit => {
        const given = parseInput({ ...common, period: year, grade: choice('等次', annualGrades) }, visit.body)
        await grades.recordAnnual(cadreOf(visit), given, submissionOf(visit))
        visit.session.flash('已记录年度考核等次。')
        return redirect(`/cadres/${cadreOf(visit)}/grades`)
      },
      again: (visit, errors) => gradesPage(visit, typedIn(visit, errors, 'annual')),
    },
    {
      method: 'POST',
      path: '/cadres/:id/quarter-grades',
      right,
      audit: 'quarter-grades.record',
      handle: async visit => {
        const given = parseInput({ ...common, period: quarter, grade: choice('等次', quarterGrades) }, visit.body)
        await grades.recordQuarter(cadreOf(visit), given, submissionOf(visit))
        visit.session.flash('已记录平时考核等次。')
        return redirect(`/cadres/${cadreOf(visit)}/grades`)
      },
      again: (visit, errors) => gradesPage(visit, typedIn(visit, errors, 'quarter')),
    },
  ]
}

const common = { givenOn: day('评定日期'), reason: optionalText('更正原因', 200) }
const year = text('年度', 4).refine(typed => /^(19|20)\d{2}$/.test(String(typed)), '年度：请从列出的选项中选择。')
const quarter = text('季度', 6).refine(typed => /^20\d{2}Q[1-4]$/.test(String(typed)), '季度：请从列出的选项中选择。')

function submissionOf({ actor, idempotencyKey, requestId }: Visit): Submission {
  return { actor, idempotencyKey, requestId }
}
