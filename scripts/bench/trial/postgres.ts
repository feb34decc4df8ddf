import type { Block } from '../../../src/domain/rating/columns/block.ts'
import { isDerived } from '../../../src/domain/rating/measured.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'
import { loadPeer } from '../peers.ts'
import type { PostgresServer } from '../record/postgres-server.ts'
import { candidateCase, colourCase } from './sql.ts'

interface Pool {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: readonly Record<string, unknown>[] }>
  end(): Promise<void>
}

/** PostgreSQL with a table of standings (what was measured, a column each) and one of the evidence. */
export interface Postgres {
  readonly version: string
  addStandings(block: Block): Promise<void>
  /** Ten facts each, made up by the server. */
  addEvidence(cadres: number): Promise<void>
  analyze(): Promise<void>
  /** Counts by colour, without ranks. */
  fromStandings(rater: Rater): Promise<Record<string, number>>
  /** The same with the top share of each class. */
  withRanks(rater: Rater): Promise<Record<string, number>>
  fromEvidence(): Promise<Record<string, number>>
  close(): Promise<void>
}

export async function openPostgres({ connection }: PostgresServer, rater: Rater): Promise<Postgres> {
  const { default: pg } = await loadPeer<{ default: { Pool: new (settings: object) => Pool } }>('pg')
  const pool = new pg.Pool(connection)
  const slots = rater.compiled.slots.flatMap(({ leaf }, i) => (isDerived(leaf) ? [] : [i]))
  const columns = ['score', 'coverage', ...slots.map(i => `slot_${i}`)]
  await pool.query(
    `CREATE TABLE standings (id text, unit_id text, class int, ${columns.map(name => `${name} float8`).join(', ')})`,
  )
  await pool.query('CREATE TABLE evidence (cadre int, code text, points int, finding int, channel int, day date)')
  const version = String((await pool.query('SHOW server_version')).rows[0]?.server_version)
  const counted = async (query: string): Promise<Record<string, number>> => {
    const { rows } = await pool.query(query)
    return Object.fromEntries(rows.map(({ colour, n }) => [String(colour), Number(n)]))
  }
  return {
    version,
    addStandings: async block => {
      const names = ['score', 'coverage', ...slots.map(i => `slot:${i}`)]
      const values = names.map(name => [...block.column(name)].map(value => (Number.isNaN(value) ? null : value)))
      const units = [...block.column('unit')].map(unit => block.unitIds[unit])
      const kinds = block.column('kind')
      const heads = block.column('head')
      const classes = [...kinds].map((kind, i) => kind * 2 + (heads[i] as number))
      const types = ['text[]', 'text[]', 'int[]', ...columns.map(() => 'float8[]')]
      const places = types.map((type, i) => `$${i + 1}::${type}`).join(', ')
      await pool.query(`INSERT INTO standings SELECT * FROM unnest(${places})`, [
        [...kinds].map((_, i) => block.cadreIdOf(i)),
        units,
        classes,
        ...values,
      ])
    },
    addEvidence: async cadres => {
      await pool.query(`INSERT INTO evidence SELECT g / 10, (ARRAY['P4','P6','P7','P8','N1','N2','N4'])[1 + (random() * 6)::int],
        ((random() - 0.3) * 500)::int, (random() * 2)::int, (random() * 5)::int, date '2022-05-31' - (random() * 400)::int
        FROM generate_series(0, ${cadres * 10 - 1}) g`)
    },
    analyze: async () => void (await pool.query('VACUUM ANALYZE')),
    fromStandings: ({ ruleSet, compiled }) =>
      counted(
        `SELECT colour, count(*) AS n FROM (SELECT ${colourCase(ruleSet, compiled)} AS colour FROM standings) s GROUP BY 1`,
      ),
    withRanks: ({ ruleSet, compiled }) =>
      counted(`WITH cuts AS (SELECT class, percentile_disc(0.85) WITHIN GROUP (ORDER BY score) AS cut FROM standings GROUP BY class)
        SELECT CASE WHEN colour = 'none' AND candidate THEN 'blue' ELSE colour END AS colour, count(*) AS n FROM (
          SELECT ${colourCase(ruleSet, compiled)} AS colour, ${candidateCase(ruleSet, compiled)} AS candidate
          FROM standings JOIN cuts USING (class)) s GROUP BY 1`),
    fromEvidence: () => counted(evidenceQuery),
    close: () => pool.end(),
  }
}

/** Twelve metrics a cadre from the facts, and the colours from them by fifteen rules. */
const evidenceQuery = `
  SELECT colour, count(*) AS n FROM (
    SELECT CASE WHEN worst <= -600 OR score < 6000 OR minus12 <= -2000 OR n4 >= 8 THEN 'red'
      WHEN minus3 <= -800 OR n4 >= 2 OR n2 >= 4 OR score < 7500 OR last < date '2021-11-30' THEN 'yellow'
      WHEN score >= 9000 AND positives >= 4 AND channels >= 2 AND honours >= 2 AND adverse = 0 AND faded >= 0 THEN 'blue'
      ELSE 'none' END AS colour
    FROM (SELECT cadre,
      8500 + sum(points * finding / 2) FILTER (WHERE day > date '2021-11-30') AS score,
      min(points * finding / 2) FILTER (WHERE day > date '2021-05-31') AS worst,
      sum(points * finding / 2) FILTER (WHERE points < 0 AND day > date '2022-02-28') AS minus3,
      sum(points * finding / 2) FILTER (WHERE points < 0 AND day > date '2021-05-31') AS minus12,
      sum(finding) FILTER (WHERE code = 'N4' AND day > date '2022-02-28') AS n4,
      sum(finding) FILTER (WHERE code = 'N2' AND day > date '2022-02-28') AS n2,
      sum(finding) FILTER (WHERE points > 0 AND day > date '2021-05-31') AS positives,
      count(DISTINCT channel) FILTER (WHERE points > 0 AND day > date '2021-05-31') AS channels,
      sum(finding) FILTER (WHERE code = 'P4' AND day > date '2021-05-31') AS honours,
      count(*) FILTER (WHERE code IN ('N1', 'N4') AND finding = 2 AND day > date '2022-05-01') AS adverse,
      sum(points) FILTER (WHERE day > date '2021-11-30') + sum(points / 2) FILTER (WHERE day <= date '2021-11-30') AS faded,
      max(day) AS last
      FROM evidence GROUP BY cadre) m) c GROUP BY 1`
