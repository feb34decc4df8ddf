import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Config } from './config.ts'
import { applyServerLimits } from './web/server-limits.ts'

/** A listening server that can be drained. */
export interface Listening {
  readonly url: string
  /** Takes no new connections, lets running requests end, closes idle connections at once. */
  drain(patienceMs: number): Promise<void>
}

/** Listens as the settings say. Throws one line in Chinese when the port is taken. */
export async function listen(
  handler: RequestListener,
  { host, port, tls }: Pick<Config, 'host' | 'port' | 'tls'>,
): Promise<Listening> {
  const server =
    tls === null
      ? createServer(handler)
      : createTlsServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, handler)
  applyServerLimits(server)
  await listening(server.listen(port, host), port)
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `${tls === null ? 'http' : 'https'}://${host}:${actual}`,
    drain: patienceMs => drain(server, patienceMs),
  }
}

/** Resolves when the server listens; a taken port is said in one line. */
function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve).once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`端口 ${port} 已被占用：请关闭占用它的程序，或用 PORT=端口号 换一个端口。`) : error)
    })
  })
}

async function drain(server: Server, patienceMs: number): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearTimeout(timer)
}
