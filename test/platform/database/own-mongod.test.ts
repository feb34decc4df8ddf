import { rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect } from 'chai'
import { connectAdmin } from '../../../src/platform/database/admin-client.ts'
import { ensureCredentials } from '../../../src/platform/database/credentials.ts'
import { findMongod } from '../../../src/platform/database/find-mongod.ts'
import { describeServer, openDatabase } from '../../../src/platform/database/index.ts'
import { createMongoFolder, mongoFolder } from '../../../src/platform/database/mongo-folder.ts'
import { startMongod } from '../../../src/platform/database/start-mongod.ts'
import { countMongods, dropScratch, mongodOver, scratchFolder, settingsFor } from './scratch.ts'

/** Takes a port; somebody else on the machine may have been quicker, which serves as well. */
async function squat(port: number): Promise<{ close(): void }> {
  const squatter = createServer().listen(port, '127.0.0.1')
  await new Promise(resolve => squatter.once('listening', resolve).once('error', resolve))
  return { close: () => void squatter.close() }
}

describe('the own mongod', () => {
  let folder: string
  beforeEach(async () => {
    folder = await scratchFolder()
  })
  afterEach(() => dropScratch(folder))

  const open = () => openDatabase(settingsFor(folder))

  it('keeps what was written for the next start over the same folder, and ends at close', async () => {
    const first = await open()
    await first.db.collection('notes').insertOne({ text: '甲' })
    await first.close()
    expect(mongodOver(folder)).to.equal(null)
    const second = await open()
    expect(await second.db.collection('notes').countDocuments()).to.equal(1)
    await second.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('lets nobody in without the password, which only the owner of the folder can read', async () => {
    const database = await open()
    const admin = await connectAdmin(mongodOver(folder)!.port, null)
    const refusal = await admin.command({ listDatabases: 1 }).catch(error => error)
    expect(refusal.codeName).to.equal('Unauthorized')
    const creation = await admin.command({ createUser: 'x', pwd: 'x', roles: ['root'] }).catch(error => error)
    expect(creation.codeName).to.equal('Unauthorized')
    await admin.close()
    const { credentials, keyFile } = mongoFolder(folder)
    for (const file of [credentials, keyFile]) expect((await stat(file)).mode & 0o777).to.equal(0o600)
    await database.close()
  })

  it('has transactions', async () => {
    const database = await open()
    const things = database.db.collection('things')
    await database.client.withSession(session =>
      session.withTransaction(async () => {
        await things.insertOne({ n: 1 }, { session })
        await things.insertOne({ n: 2 }, { session })
      }),
    )
    expect(await things.countDocuments()).to.equal(2)
    await database.close()
  })

  it('is started again when it is killed while in use, and no acknowledged write is lost', async () => {
    const database = await open()
    const things = database.db.collection('things')
    await things.insertOne({ n: 1 })
    process.kill(mongodOver(folder)!.pid, 'SIGKILL')
    const deadline = Date.now() + 15_000
    const attempt = (): Promise<unknown> =>
      things.insertOne({ n: 2 }).catch(error => (Date.now() < deadline ? attempt() : Promise.reject(error)))
    await attempt()
    expect(await things.countDocuments({ n: 1 })).to.equal(1)
    await database.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('moves to another port when the remembered one is taken, and its replica set with it', async () => {
    const first = await open()
    await first.db.collection('notes').insertOne({ text: '甲' })
    const { port } = mongodOver(folder)!
    await first.close()
    const squatter = await squat(port)
    const second = await open()
    expect(mongodOver(folder)!.port).to.not.equal(port)
    expect(await second.db.collection('notes').countDocuments()).to.equal(1)
    await second.db.collection('notes').insertOne({ text: '乙' })
    await second.close()
    squatter.close()
  })

  it('is completed when its starter died before the replica set and the user were there', async () => {
    const places = mongoFolder(folder)
    await createMongoFolder(places)
    await ensureCredentials(places)
    const { path } = await findMongod(settingsFor(folder))
    const { pid } = await startMongod(path, places, { remembered: null, isFixed: false, cacheGB: 0.25 })
    const database = await open()
    expect(mongodOver(folder)!.pid).to.equal(pid)
    await database.db.collection('notes').insertOne({ text: '甲' })
    await database.close()
    expect(mongodOver(folder)).to.equal(null)
  })

  it('is completed when its starter died between the replica set and the user, and its port is taken now', async () => {
    const places = mongoFolder(folder)
    await createMongoFolder(places)
    await ensureCredentials(places)
    const { path } = await findMongod(settingsFor(folder))
    const { pid, port } = await startMongod(path, places, { remembered: null, isFixed: false, cacheGB: 0.25 })
    const admin = await connectAdmin(port, null)
    await admin.command({ replSetInitiate: { _id: 'sanse', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } })
    await admin.close()
    process.kill(pid, 'SIGKILL')
    const database = await open()
    await database.db.collection('notes').insertOne({ text: '甲' })
    await database.close()
  })

  it('describes itself for the doctor', async () => {
    const database = await open()
    const { version, ...rest } = await describeServer(database)
    expect(version).to.match(/^\d+\.\d+\.\d+$/)
    expect(rest).to.deep.equal({ own: true, dataFolder: folder, host: `127.0.0.1:${mongodOver(folder)!.port}` })
    await database.close()
  })

  it('says so when the password file no longer fits the data', async () => {
    await (await open()).close()
    await rm(mongoFolder(folder).credentials)
    const failure = await open().catch(error => error)
    expect(failure.name).to.equal('DatabaseUnavailable')
    expect(failure.message).to.contain('credentials.json')
    expect(await countMongods(folder)).to.equal(0)
  })

  it('says so when the data folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    const failure = await openDatabase(settingsFor(join(folder, 'file'))).catch(error => error)
    expect(failure.message).to.contain(join(folder, 'file')).and.to.contain('SANSE_DATA')
  })
})
