import { expect } from 'chai'
import { seededCalendar } from '../../../src/domain/time/working-days.ts'
import { verificationClock } from '../../../src/features/facts/index.ts'

/** Recorded on 2022-05-26, due on 06-02; the days after it are 端午. */
const on = (today: string): string => verificationClock('2022-05-26T01:00:00.000Z', today, seededCalendar).due

describe('The clock of a verification', () => {
  it('counts working days, before and after it has run out', () => {
    expect(on('2022-06-01')).to.equal('1 个工作日 (至 2022-06-02)')
    expect(on('2022-06-02')).to.equal('今天到期 (至 2022-06-02)')
    expect(on('2022-06-06')).to.equal('已超 1 个工作日 (2022-06-02 到期)')
  })

  it('is not nothing past it while only free days have gone by', () => {
    expect(on('2022-06-03')).to.equal('已超期，不足 1 个工作日 (2022-06-02 到期)')
  })
})
