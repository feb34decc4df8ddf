import { group } from '../group.ts'
import { text } from '../lines.ts'
import type { Part } from './part.ts'

export const general: Part = {
  code: 'general',
  label: '名称与依据',
  lead: '发布时名称后面的“第几版”由系统接着编。',
  keys: ['title', 'basis'],
  sheet: () => group({ title: text('名称', 100), basis: text('依据', 200, { help: '办法的文号或出处。' }) }),
}
