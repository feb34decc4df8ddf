import { expect } from 'chai'
import { openDatabase } from '../../../src/platform/database/index.ts'
import { countMongods, dropScratch, holdElsewhere, mongodOver, scratchFolder, settingsFor } from './scratch.ts'

describe('several processes over one data folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await scratchFolder()
  })
  afterEach(() => dropScratch(folder))

  const open = () => openDatabase(settingsFor(folder))

  it('share the mongod of the first, and the close of a later one leaves it running', async () => {
    const server = await holdElsewhere(folder)
    const { pid } = mongodOver(folder)!
    const command = await open()
    await command.ping()
    expect(mongodOver(folder)!.pid).to.equal(pid)
    await command.close()
    expect(mongodOver(folder)!.pid).to.equal(pid)
    await server.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('hand the mongod over when its owner leaves first', async () => {
    const owner = await holdElsewhere(folder)
    const guest = await open()
    await owner.close()
    await guest.ping()
    await guest.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('start one mongod when they start at the same moment', async () => {
    const [here, ...others] = await Promise.all([open(), holdElsewhere(folder), holdElsewhere(folder)])
    expect(await countMongods(folder)).to.equal(1)
    await Promise.all([here.close(), ...others.map(other => other.close())])
    expect(await countMongods(folder)).to.equal(0)
  })

  it('adopt the mongod of an owner that was killed, and end it', async () => {
    const owner = await holdElsewhere(folder)
    const { pid } = mongodOver(folder)!
    await owner.kill()
    expect(mongodOver(folder)!.pid).to.equal(pid)
    const heir = await open()
    expect(mongodOver(folder)!.pid).to.equal(pid)
    await heir.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('start again after owner and mongod were both killed', async () => {
    const owner = await holdElsewhere(folder)
    await owner.kill()
    process.kill(mongodOver(folder)!.pid, 'SIGKILL')
    const next = await open()
    await next.ping()
    await next.close()
    expect(await countMongods(folder)).to.equal(0)
  })
})
