import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { confirm } from '../src/confirmation.ts'

/** Asks with this answer typed, null for a terminal that is closed instead; says what was asked and what came of it. */
async function asked(answer: string | null): Promise<{ question: string; error: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = new PassThrough()
  const question = text(output)
  if (answer === null) input.end()
  else input.write(`${answer}\n`)
  const error = await confirm('以后不能更改。', '2022-05', { input, output }).then(
    () => '',
    ({ message }: Error) => message,
  )
  output.end()
  return { question: await question, error }
}

describe('A question before what is for ever', () => {
  it('goes on when the name is typed', async () => {
    const { question, error } = await asked(' 2022-05 ')
    expect(question).to.include('以后不能更改。确认请输入 2022-05：')
    expect(error).to.equal('')
  })

  it('stops at anything else, and when the terminal is closed', async () => {
    for (const answer of ['', 'y', '2022-04', null])
      expect((await asked(answer)).error, String(answer)).to.equal('没有确认，什么也没有做。')
  })
})
