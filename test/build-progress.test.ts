import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { buildProgress } from '../src/build-progress.ts'

describe('The progress of a long work', () => {
  it('is a line each tenth where the output is redirected', () => {
    const output = new PassThrough()
    const progress = buildProgress('正在生成', output)
    progress.show(0, 1, '排定全年')
    for (let done = 1; done <= 40; done += 1) progress.show(done, 40, `第 ${done} 步`)
    progress.end()
    const lines = String(output.read()).trim().split('\n')
    expect(lines.slice(0, 3)).to.deep.equal(['正在生成 0% 排定全年', '正在生成 10% 第 4 步', '正在生成 20% 第 8 步'])
    expect([lines.length, lines.at(-1)]).to.deep.equal([11, '正在生成 100% 第 40 步'])
  })

  it('is a bar at a terminal', () => {
    const output = Object.assign(new PassThrough(), {
      isTTY: true,
      columns: 80,
      cursorTo: () => true,
      clearLine: () => true,
    })
    const progress = buildProgress('正在生成', output)
    progress.show(1, 2, '一半')
    progress.end()
    expect(String(output.read())).to.include('正在生成').and.include('50%').and.include('一半')
  })
})
