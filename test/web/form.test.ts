import { expect } from 'chai'
import { checkboxField, field, initially, select } from '../../src/web/form.ts'

describe('a form', () => {
  it('shows what was typed, with what is wrong with it', () => {
    const shown = field(
      'day',
      '发生日期',
      { day: '31/5' },
      { day: '发生日期：不是有效的日期。' },
      { required: true, suffix: '日' },
    )
    expect(shown).to.deep.equal({
      name: 'day',
      id: 'f-day',
      label: '发生日期',
      value: '31/5',
      required: true,
      suffix: '日',
      error: '发生日期：不是有效的日期。',
    })
  })

  it('marks the chosen options, one or many', () => {
    const choices = [
      { value: 'blue', label: '蓝名单' },
      { value: 'red', label: '红名单' },
    ]
    const selected = (typed: string | string[]) =>
      select('colour', '颜色', choices, { colour: typed }, {})
        .options.filter(o => o.selected)
        .map(o => o.value)
    expect(selected('red')).to.deep.equal(['red'])
    expect(selected(['blue', 'red'])).to.deep.equal(['blue', 'red'])
    expect(selected('green')).to.deep.equal([])
  })

  it('keeps a tick', () => {
    expect(checkboxField('sure', '确认', { sure: 'on' }, {}).checked).to.equal(true)
    expect(checkboxField('sure', '确认', {}, {}).checked).to.equal(false)
  })

  it('begins with the values it is given', () => {
    expect({ ...initially({ day: '2022-05-31', note: null, ids: ['1'] }) }).to.deep.equal({
      day: '2022-05-31',
      ids: ['1'],
    })
  })
})
