import { group } from '../group.ts'
import { boxes, choiceOf, code, text } from '../lines.ts'
import { rows } from '../rows.ts'
import type { Part } from './part.ts'

const kinds = [
  { value: 'town', label: '镇街' },
  { value: 'department', label: '市直部门' },
  { value: 'enterprise', label: '国企' },
  { value: 'other', label: '其他单位' },
]
const heads = [
  { value: '', label: '正职和副职', means: null },
  { value: 'head', label: '正职', means: true },
  { value: 'deputy', label: '副职', means: false },
]

/** The classes inside which ranks are formed. */
export const classes: Part = {
  code: 'classes',
  label: '类别',
  lead: '名次只在同类里排。每种单位的正职、副职都须恰好属于一个类别。',
  keys: ['classes'],
  sheet: () =>
    group({
      classes: rows(
        group({
          label: text('名称', 20),
          code: code(),
          unitKinds: boxes('单位种类', kinds),
          head: choiceOf('正副职', heads),
        }),
        {
          legend: '',
          noun: '类别',
          headings: ['名称', '代码', '单位种类', '正副职'],
          blank: { label: '', code: '', unitKinds: [], head: null },
          most: 50,
        },
      ),
    }),
}
