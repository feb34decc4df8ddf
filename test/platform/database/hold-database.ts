import { once } from 'node:events'
import { openDatabase } from '../../../src/platform/database/index.ts'
import { settingsFor } from './scratch.ts'

const database = await openDatabase(settingsFor(process.argv[2] as string))
await database.ping()
console.log('open')
process.stdin.resume()
await once(process.stdin, 'end')
await database.close()
process.exit()
