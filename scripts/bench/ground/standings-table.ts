import { numbersOf } from '../../../src/domain/rating/columns/layout.ts'
import { limitOf } from '../../../src/domain/rating/conditions.ts'
import { isDerived } from '../../../src/domain/rating/measured.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'
import { leavesOf } from '../../../src/domain/rules/leaves.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { loadPeer } from '../peers.ts'
import type { PostgresServer } from '../record/postgres-server.ts'
import { colourCase } from '../trial/sql.ts'
import { ratedOf, standingOf } from './people.ts'

interface Pool {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: readonly Record<string, unknown>[]; rowCount: number }>
  on(event: 'error', listener: () => void): void
  end(): Promise<void>
}

/** The standings as a table of PostgreSQL, with what was measured in a column each. */
export interface StandingsTable {
  readonly version: string
  /**
   * Judges everybody by other limits in one UPDATE, writes a movement for whom it moves and how near the limits of the
   * score whoever is near stands, and takes away what it left behind; answers how many rows it wrote.
   */
  limits(rater: Rater): Promise<number>
  /** The same by other weights: forms every score first. */
  weights(rater: Rater): Promise<number>
  /** How many stand how, of all and of a hundred units. */
  counts(): Promise<number>
  close(): Promise<void>
}

const BATCH = 500

/** The indexes of the product's standings; PostgreSQL needs none for editions. */
const indexes = `
  CREATE INDEX ON standings (listed, score DESC, id);
  CREATE INDEX ON standings (listed, pinyin, id);
  CREATE INDEX ON standings (listed, unit_id, score DESC, id);
  CREATE INDEX ON standings (placed, score DESC, id) WHERE placed > '';
  CREATE INDEX ON standings (placed, pinyin, id) WHERE placed > '';
  CREATE INDEX ON standings (placed, unit_id, score DESC, id) WHERE placed > '';
  CREATE INDEX ON standings (class_code, scored, score DESC);
  CREATE INDEX ON standings (next_change_on);
  CREATE INDEX ON standings (down, id) WHERE down IS NOT NULL;
  CREATE INDEX ON standings (up, id) WHERE up IS NOT NULL;
  CREATE TABLE movements (id bigserial PRIMARY KEY, cadre text, unit_id text, class_code text, on_day text,
    at text, before text, after text, cause text);
  CREATE INDEX ON movements (cadre, id);
  CREATE INDEX ON movements (on_day);
  CREATE INDEX ON movements (id, on_day) WHERE before > '';`

export async function openStandingsTable(
  { connection }: PostgresServer,
  cadres: number,
  rater: Rater,
): Promise<StandingsTable> {
  const { default: pg } = await loadPeer<{ default: { Pool: new (settings: object) => Pool } }>('pg')
  const pool = new pg.Pool({ ...connection, max: 1 })
  pool.on('error', () => {})
  const { ruleSet, compiled } = rater
  const numbers = [
    'coverage',
    'events',
    ...ruleSet.score.parts.map((_, i) => `part:${i}`),
    ...compiled.slots.flatMap(({ leaf }, i) => (isDerived(leaf) ? [] : [`slot:${i}`])),
  ]
  const measured = numbers.map(columnOf)
  await pool.query(`CREATE TABLE standings (${words.map(([name, type]) => `${name} ${type}`).join(', ')},
    ${measured.map(name => `${name} float8`).join(', ')}, down int4, up int4, PRIMARY KEY (id))`)
  const types = [...words.map(([, type]) => type), ...measured.map(() => 'float8')]
  const places = types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')
  for (let from = 0; from < cadres; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, cadres - from) }, (_, k) => rowOf(from + k, numbers, rater))
    await pool.query(
      `INSERT INTO standings SELECT * FROM unnest(${places})`,
      types.map((_, c) => rows.map(row => row[c])),
    )
  }
  await pool.query(keysAtFirst(rater.ruleSet))
  await pool.query('VACUUM FULL standings')
  await pool.query(indexes)
  await pool.query('VACUUM ANALYZE standings')
  const update = async (query: string): Promise<number> => {
    const { rows } = await pool.query(query)
    // What the update left behind, as the sweep of an edition does.
    await pool.query('VACUUM standings')
    return Number(rows[0]?.written)
  }
  const version = String((await pool.query('SHOW server_version')).rows[0]?.server_version).split(' ')[0] ?? ''
  return {
    version,
    limits: other => update(limitsUpdate(other)),
    weights: other => update(weightsUpdate(other, measured)),
    counts: async () => (await pool.query(countsQuery)).rows.length,
    close: () => pool.end(),
  }
}

const columnOf = (name: string): string => name.replace(':', '_')

const words = [
  ...[
    ['id', 'text'],
    ['unit_id', 'text'],
    ['class_code', 'text'],
    ['scored', 'boolean'],
    ['score', 'int4'],
  ],
  ...[
    ['colour', 'text'],
    ['suggested', 'text'],
    ['mark', 'text'],
    ['listed', 'text'],
    ['placed', 'text'],
  ],
  ...[
    ['pinyin', 'text'],
    ['next_change_on', 'text'],
    ['since', 'text'],
    ['as_of', 'text'],
    ['rating', 'text'],
  ],
] as [string, string][]

function rowOf(i: number, names: readonly string[], rater: Rater): readonly unknown[] {
  const rated = ratedOf(i, rater)
  const s = standingOf(i, rated, rater)
  const numbers = numbersOf(rated.measured, rated.rating, rater.ruleSet)
  const colours = [s.colour, s.suggested, s.mark, s.listed, s.placed]
  return [
    ...[s.cadreId, s.unitId, s.classCode, s.scored, s.score, ...colours],
    ...[s.who.pinyin, s.nextChangeOn, s.since, s.asOf, s.measured],
    ...names.map(name => numbers.get(name) ?? null),
  ]
}

const judged = 'colour = n.judged, suggested = n.judged, listed = n.judged, since = s.as_of, down = n.down, up = n.up'
const differs = 's.suggested <> n.judged OR s.down IS DISTINCT FROM n.down OR s.up IS DISTINCT FROM n.up'

/** How far the nearest limit of the score is below and above, where the rules call that near. */
function nearest({ conditions, alerts }: RuleSet): { readonly down: string; readonly up: string } {
  const limits = conditions.flatMap(rule =>
    rule.effect !== 'suggest'
      ? []
      : leavesOf(rule).flatMap(({ leaf }) => ('compare' in leaf && leaf.compare.of === 'score' ? [limitOf(leaf)] : [])),
  )
  const within = (far: string): string => `CASE WHEN ${far} BETWEEN 1 AND ${alerts?.points ?? 0} THEN ${far} END`
  const least = (fars: readonly string[]): string => `least(${fars.map(within).join(', ')})::int4`
  return {
    down: least(limits.map(limit => `(score - ${limit} + 1)`)),
    up: least(limits.map(limit => `(${limit} - score)`)),
  }
}

const keysAtFirst = (ruleSet: RuleSet): string =>
  `UPDATE standings SET down = ${nearest(ruleSet).down}, up = ${nearest(ruleSet).up}`

/** The update with a movement for whom it moves; answers how many rows it wrote. */
const withMovements = (update: string): string => `
  WITH written AS (${update}
    RETURNING s.id, s.unit_id, s.class_code, s.as_of, old.suggested AS before, new.suggested AS after),
  moved AS (
    INSERT INTO movements (cadre, unit_id, class_code, on_day, at, before, after, cause)
    SELECT id, unit_id, class_code, as_of, as_of, before, after, 'rules' FROM written WHERE before <> after)
  SELECT count(*) AS written FROM written`

function limitsUpdate({ ruleSet, compiled }: Rater): string {
  const { down, up } = nearest(ruleSet)
  return withMovements(`
    UPDATE standings s SET ${judged}
    FROM (SELECT id, ${down} AS down, ${up} AS up, ${colourCase(ruleSet, compiled)} AS judged FROM standings) n
    WHERE s.id = n.id AND (${differs})`)
}

/** The rating's text is written anew, as the product's is, at the same length. */
function weightsUpdate({ ruleSet, compiled }: Rater, measured: readonly string[]): string {
  const { parts, eventClip, clip } = ruleSet.score
  const { down, up } = nearest(ruleSet)
  const weight = (value: string): string =>
    parts
      .map(
        (part, i) => `CASE WHEN part_${i} IS NULL THEN 0 ELSE ${part.weight} * ${value.replace('#', `part_${i}`)} END`,
      )
      .join(' + ')
  const clipped = (value: string, { min, max }: { min: number; max: number }): string =>
    `greatest(${min}, least(${max}, ${value}))`
  const mean = `round((${weight('#')}) / nullif(${weight('1')}, 0))`
  const score = `${clipped(`${mean} + ${clipped('events', eventClip)}`, clip)}::int4`
  const others = measured.join(', ')
  return withMovements(`
    UPDATE standings s SET score = n.score, rating = overlay(s.rating placing ' ' from 1 for 1), ${judged}
    FROM (SELECT id, score, ${down} AS down, ${up} AS up, ${colourCase(ruleSet, compiled)} AS judged
      FROM (SELECT id, ${others}, ${score} AS score FROM standings) m) n
    WHERE s.id = n.id AND (s.score <> n.score OR ${differs})`)
}

/** Everybody in one pass: the counts of all, and of the units with the most on the red list. */
const countsQuery = `
  WITH cells AS MATERIALIZED (
    SELECT unit_id, class_code, suggested, mark, placed, listed, count(*) AS n
    FROM standings GROUP BY unit_id, class_code, suggested, mark, placed, listed),
  units AS (
    SELECT unit_id FROM cells GROUP BY unit_id
    ORDER BY sum(n) FILTER (WHERE listed = 'red') DESC NULLS LAST, unit_id LIMIT 100)
  SELECT NULL AS unit_id, class_code, suggested, mark, placed, sum(n) AS n
    FROM cells GROUP BY class_code, suggested, mark, placed
  UNION ALL
  SELECT unit_id, class_code, suggested, mark, placed, n FROM cells JOIN units USING (unit_id)`
