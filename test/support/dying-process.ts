import { Socket } from 'node:net'
import { compose } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { steppedClock, systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { prepare } from '../../src/prepare.ts'
import type { DyingWork } from './dying.ts'
import { silentLog } from './root-hooks.ts'

const { database: settings, day, work, moment }: DyingWork = JSON.parse(process.argv[2] ?? '')
const database = await openDatabase({ ...settings, mongodBin: null, production: false, log: silentLog })
const clock = steppedClock(day)
clock.set(day, 9 * 3600)
const config = readConfig({ SANSE_DATA: settings.dataFolder, SANSE_TODAY: day, PORT: '0' })
const log = createLogger({ level: 'silent' })
const product = compose({ config, database, clock, realClock: systemClock(), log })
await prepare({ database, journal: product.journal })
let sent = 0
dieAt(moment)
if (work === 'ratings') await product.ratings.dailyPass(product.journal, day, { batch: 3 })
else await product.closes.closeDue()
process.stdout.write(`${sent}\n`)
await product.journal.stop()
await database.close()
process.exit()

/** From here on counts what is sent, and kills this process instead of sending what the moment names. */
function dieAt(moment: DyingWork['moment']): void {
  const { write } = Socket.prototype
  Socket.prototype.write = function (this: Socket, ...given: unknown[]) {
    const [bytes] = given
    if (Buffer.isBuffer(bytes)) {
      sent += 1
      if (moment === 'commit' ? bytes.includes('commitTransaction') : sent === moment)
        process.kill(process.pid, 'SIGKILL')
    }
    return Reflect.apply(write, this, given)
  }
}
