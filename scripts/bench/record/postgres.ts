import type { Runner } from '../interleave.ts'
import { loadPeer } from '../peers.ts'
import { type County, cadreIdOf } from './county.ts'
import type { PostgresServer } from './postgres-server.ts'
import { byWriters, cadreSteps } from './writers.ts'
import type { Written } from './written.ts'

type Query = string | { name?: string; text: string; values: readonly unknown[] }
interface Client {
  query(query: Query): Promise<{ rows: readonly Record<string, unknown>[] }>
  release(): void
}
interface Pool {
  connect(): Promise<Client>
  query(query: Query): Promise<{ rows: readonly Record<string, unknown>[] }>
  on(event: 'error', listener: () => void): void
  end(): Promise<void>
}
interface Peer {
  default: { Pool: new (settings: object) => Pool }
}

/** PostgreSQL with the same rows under the same indexes as the product keeps them, and its writers. */
export interface Postgres {
  readonly version: string
  readonly runner: Runner
  close(): Promise<void>
}

const schema = `
  CREATE TABLE ledger (id bigint PRIMARY KEY, kind text, subjects text[], effective_on text, recorded_at text,
    recorded_by text, data jsonb);
  CREATE INDEX ON ledger USING gin (subjects);
  CREATE INDEX ON ledger (kind, effective_on);
  CREATE INDEX ON ledger (recorded_at);
  CREATE TABLE facts (id bigint PRIMARY KEY, root bigint, code text, title text, channel text, document_no text,
    unit_id text, cadre_ids text[], persons text[], day text, late boolean, state text, recorded_at text,
    recorded_by text);
  CREATE INDEX ON facts (state, id);
  CREATE INDEX ON facts (unit_id, id);
  CREATE INDEX ON facts USING gin (cadre_ids);
  CREATE INDEX ON facts (code, id);
  CREATE INDEX ON facts (day, id);
  CREATE TABLE standings (id text PRIMARY KEY, unit_id text, class_code text, scored boolean, score int, suggested text,
    placed text, pinyin text, next_change_on text, rest jsonb, rating text);
  CREATE INDEX ON standings (suggested, score, id);
  CREATE INDEX ON standings (suggested, pinyin, id);
  CREATE INDEX ON standings (placed, score, id);
  CREATE INDEX ON standings (placed, pinyin, id);
  CREATE INDEX ON standings (unit_id, suggested, score);
  CREATE INDEX ON standings (class_code, scored, score);
  CREATE INDEX ON standings (next_change_on);
  CREATE TABLE audit (id bigint PRIMARY KEY, ts text, actor_id text, actor_name text, action text, object_type text,
    object_id text, idempotency_key text UNIQUE, rest jsonb);
  CREATE INDEX ON audit (ts);
  CREATE INDEX ON audit (actor_id, id);
  CREATE INDEX ON audit (action, id);
  CREATE INDEX ON audit (object_type, object_id, id);
  CREATE INDEX ON audit (actor_name, id);
  CREATE INDEX ON audit (object_id, id);`

/** `writers` connections, each of which writes fact, standing and audit entry in a transaction of its own. */
export async function openPostgres(
  server: PostgresServer,
  county: County,
  written: Written,
  writers: number,
): Promise<Postgres> {
  const { Pool } = (await loadPeer<Peer>('pg')).default
  const pool = new Pool({ ...server.connection, max: writers })
  // A connection that the stopping server ends is no fault; one that breaks while it is used fails its own query.
  pool.on('error', () => {})
  await pool.query(schema)
  const statements = statementsOf(written)
  await fill(pool, county, statements)
  const [row] = (await pool.query('SHOW server_version')).rows
  const next = cadreSteps(county.cadres.length)
  let id = 10_000_000
  const record = async (): Promise<void> => {
    id += 1
    const own = id
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query(statements.ledger(own))
    await client.query(statements.fact(own))
    await client.query(statements.standing(cadreIdOf(next())))
    await client.query(statements.audit(own))
    await client.query('COMMIT')
    client.release()
  }
  return {
    version: String(row?.server_version).split(' ')[0] ?? '',
    runner: { name: 'PostgreSQL', run: times => byWriters(writers, times, record) },
    close: () => pool.end(),
  }
}

/** Prepared once a connection; everything but the id is what the product wrote. */
function statementsOf({ ledger, fact, standing, audit }: Written) {
  const insert = (table: string, values: readonly unknown[]) => ({
    name: table,
    text: `INSERT INTO ${table} VALUES (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  })
  const { unitId, classCode, scored, score, suggested, placed, nextChangeOn, measured, who, ...restOfStanding } =
    standing
  const { ts, actor, action, object, idempotencyKey: _, ...restOfAudit } = audit
  const columns = [
    unitId,
    classCode,
    scored,
    score,
    suggested,
    placed,
    (who as { pinyin: string }).pinyin,
    nextChangeOn,
  ]
  const standingValues = [...columns, JSON.stringify(restOfStanding), measured]
  const { id: actorId, name: actorName } = actor as { id: string; name: string }
  const { type: objectType, id: objectId } = object as { type: string; id: string }
  const { kind, subjects, effectiveOn, recordedAt, recordedBy, data } = ledger
  const line = [kind, subjects, effectiveOn, recordedAt, recordedBy, JSON.stringify(data)]
  const { root, code, title, channel, documentNo, cadreIds, persons, day, late, state } = fact
  const row = [root, code, title, channel, documentNo, fact.unitId, cadreIds, persons, day, late, state]
  const auditValues = [ts, actorId, actorName, action, objectType, objectId]
  return {
    ledger: (id: number) => insert('ledger', [id, ...line]),
    fact: (id: number) => insert('facts', [id, ...row, fact.recordedAt, fact.recordedBy]),
    audit: (id: number) => insert('audit', [id, ...auditValues, `pg-${id}`, JSON.stringify(restOfAudit)]),
    newStanding: (id: string) => insert('standings', [id, ...standingValues]),
    standing: (id: string) => ({
      name: 'standing',
      text: `UPDATE standings SET unit_id = $2, class_code = $3, scored = $4, score = $5, suggested = $6, placed = $7,
        pinyin = $8, next_change_on = $9, rest = $10, rating = $11 WHERE id = $1`,
      values: [id, ...standingValues],
    }),
  }
}

async function fill(
  pool: Pool,
  { cadres, entries }: County,
  statements: ReturnType<typeof statementsOf>,
): Promise<void> {
  await pool.query({
    text: `INSERT INTO ledger SELECT (e->>'id')::bigint, e->>'kind', ARRAY(SELECT jsonb_array_elements_text(e->'subjects')),
      e->>'effectiveOn', e->>'recordedAt', e->>'recordedBy', e->'data' FROM jsonb_array_elements($1::jsonb) e`,
    values: [JSON.stringify(entries)],
  })
  for (const { id } of cadres) await pool.query(statements.newStanding(id))
  await pool.query('VACUUM ANALYZE')
}
