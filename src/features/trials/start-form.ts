import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { optionalDay, text } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import { shortReason } from '../rules/index.ts'
import type { CloseBasis } from './basis.ts'

/** The fields of a start, as they are read. */
export const startFields = {
  draft: text('草案', 60),
  basis: text('在什么数据上试算', 60),
  day: optionalDay('日期'),
}

/** A draft as the form offers it. */
interface DraftChoice {
  readonly _id: string
  readonly note: string
  readonly version: number
}

/** Which draft over which data. */
export function startForm(
  typed: Input,
  errors: FieldErrors,
  {
    drafts,
    closes,
    yesterday,
  }: { readonly drafts: readonly DraftChoice[]; readonly closes: readonly CloseBasis[]; readonly yesterday: string },
) {
  const values = first(typed, 'basis') === '' ? { ...typed, ...initially({ basis: 'today' }) } : typed
  const draftChoices = drafts.map(({ _id, note, version }) => ({
    value: _id,
    label: `${shortReason(note)}（第 ${version} 稿）`,
  }))
  const bases = [
    { value: 'today', label: '今天' },
    ...closes.map(({ id, label }) => ({ value: `close:${id}`, label })),
    { value: 'day', label: '过去的某一天（在下面填日期）' },
  ]
  return {
    draft: select('draft', '草案', draftChoices, values, errors, { required: true, blank: '请选择' }),
    basis: select('basis', '在什么数据上试算', bases, values, errors, {
      required: true,
      help: '对照的是那一天施行的规则。送审须有今天的，或不早于 7 天前的试算。',
    }),
    day: field('day', '日期', values, errors, {
      max: yesterday,
      help: '只在选“过去的某一天”时填写，按那一天结束时所知计算。',
    }),
  }
}
