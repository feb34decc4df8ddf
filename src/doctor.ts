import { statfsSync } from 'node:fs'
import type { Config } from './config.ts'
import { openForReading } from './open.ts'
import { describeServer } from './platform/database/index.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

/** Looks at what the product needs: Node, disk, database, rules, standings. Nothing is changed. */
export async function doctor(config: Config): Promise<Finding[]> {
  const findings = [nodeVersion(), disk(config)]
  try {
    const opened = await openForReading(config)
    try {
      const server = await describeServer(opened.database)
      findings.push({ name: '数据库', ok: true, detail: `MongoDB ${server.version}${server.own ? '（自带）' : ''}` })
      const rules = await opened.rules.published()
      findings.push({
        name: '规则',
        ok: rules.length > 0,
        detail: rules.map(({ ruleSet, effectiveOn }) => `${ruleSet.id}（${effectiveOn} 起）`).join('、') || '尚未建立',
      })
      const differences = rules.length === 0 ? [] : await opened.ratings.replay(opened.clock.today())
      findings.push({
        name: '评定与账本',
        ok: differences.length === 0,
        detail: differences.length === 0 ? '一致' : `${differences.length} 处不一致，见 sanse replay`,
      })
    } finally {
      await opened.close()
    }
  } catch (error) {
    findings.push({ name: '数据库', ok: false, detail: error instanceof Error ? error.message : String(error) })
  }
  return findings
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { name: 'Node', ok, detail: `${process.versions.node}${ok ? '' : '，需要 20.19 以上'}` }
}

/** Warns when less than a fifth of the disk is free. */
function disk({ dataFolder }: Config): Finding {
  try {
    const { bavail, blocks, bsize } = statfsSync(dataFolder)
    const free = Number(bavail) / Number(blocks)
    return {
      name: '磁盘',
      ok: free > 0.2,
      detail: `剩余 ${((Number(bavail) * Number(bsize)) / 2 ** 30).toFixed(1)} GB（${(free * 100).toFixed(0)}%）`,
    }
  } catch {
    return { name: '磁盘', ok: false, detail: `${dataFolder} 不存在` }
  }
}
