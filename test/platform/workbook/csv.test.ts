import { expect } from 'chai'
import { writeCsv } from '../../../src/platform/workbook/index.ts'

describe('A CSV file', () => {
  const csv = async (...rows: (string | number | null)[][]) => {
    let text = ''
    for await (const line of writeCsv(rows)) text += line
    return text
  }

  it('begins with the mark by which Excel knows UTF-8, and ends lines with CR LF', async () => {
    expect(await csv(['姓名', 1.5, null], ['李', -2, ''])).to.equal('\ufeff姓名,1.5,\r\n李,-2,\r\n')
  })

  it('quotes commas, quotes and line ends', async () => {
    expect(await csv(['a,b', 'c"d', 'e\nf'])).to.equal('\ufeff"a,b","c""d","e\nf"\r\n')
  })

  it('disarms what a spreadsheet would take for a formula', async () => {
    expect(await csv(['=1', '+1', '-1', '@a', '\t=1', '\r=1', 'a=1'])).to.equal(
      `\ufeff'=1,'+1,'-1,'@a,'\t=1,"'\r=1",a=1\r\n`,
    )
  })
})
