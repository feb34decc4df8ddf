import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { withFileLock } from '../../../src/platform/database/file-lock.ts'
import { dropScratch, scratchFolder } from './scratch.ts'

describe('a file lock', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await scratchFolder()
    path = join(folder, 'lock')
  })
  afterEach(() => dropScratch(folder))

  it('lets one in at a time and leaves nothing behind', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await sleep(5)
      inside--
    }
    await Promise.all(Array.from({ length: 10 }, () => withFileLock(path, 5000, work)))
    expect(most).to.equal(1)
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('is taken over from a process that died, by one of many who want it', async () => {
    await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'an earlier process with this pid' }))
    let inside = 0
    const work = async () => {
      expect(++inside).to.equal(1)
      await sleep(5)
      inside--
    }
    await Promise.all(Array.from({ length: 10 }, () => withFileLock(path, 5000, work)))
  })

  it('is taken over when a power cut left it empty', async () => {
    await writeFile(path, '')
    expect(await withFileLock(path, 1000, async () => 'in')).to.equal('in')
  })

  it('is given up with a clear line when a living process keeps it', async () => {
    await withFileLock(path, 1000, async () => {
      const failure = await withFileLock(path, 50, async () => {}).catch(error => error)
      expect(failure.name).to.equal('DatabaseUnavailable')
      expect(failure.message).to.contain('另一个 sanse 进程')
    })
  })

  it('is released when the work fails', async () => {
    await withFileLock(path, 1000, () => Promise.reject(new Error('broken'))).catch(() => {})
    expect(await withFileLock(path, 1000, async () => 'in')).to.equal('in')
  })
})
