import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { failureReply, type Reply, resultOf } from './socket-reply.ts'

/** What each name asked for does; it answers JSON. */
export type SocketHandlers = Readonly<Record<string, (payload: unknown) => Promise<unknown>>>

export interface SocketServer {
  /** Takes no more requests, answers those it has, and removes the file. */
  close(): Promise<void>
}

/** Nobody serves at this path: there is no socket, or one left by a process that is gone. */
export class NotServed extends Error {}

/**
 * Serves requests of other processes of this account over a unix socket, mode 600, a line of JSON each. A file left by a
 * process that is gone is replaced; throws when a living one serves there.
 */
export async function serveSocket(path: string, handlers: SocketHandlers): Promise<SocketServer> {
  if (await isServed(path)) throw new Error(`${path} is served by another process`)
  await rm(path, { force: true })
  const open = new Set<Socket>()
  const busy = new Set<Promise<void>>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
    createInterface({ input: socket }).on('line', line => {
      const answering = answer(handlers, line).then(reply => void socket.write(`${JSON.stringify(reply)}\n`))
      busy.add(answering)
      void answering.finally(() => busy.delete(answering))
    })
  })
  await listenPrivately(server, path)
  return {
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      await Promise.all(busy)
      for (const socket of open) socket.end()
      await closed
    },
  }
}

/** Asks the process that serves at this path. Rejects with its error, the domain's as what it is, or with NotServed. */
export async function callSocket(path: string, name: string, payload: unknown): Promise<unknown> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    throw new NotServed('没有正在运行的服务。', { cause: error })
  }
  try {
    socket.write(`${JSON.stringify({ name, payload })}\n`)
    for await (const line of createInterface({ input: socket })) return resultOf(JSON.parse(line) as Reply)
    throw new Error('the server went away before it answered')
  } finally {
    socket.destroy()
  }
}

async function answer(handlers: SocketHandlers, line: string): Promise<Reply> {
  try {
    const { name, payload } = JSON.parse(line) as { name: string; payload: unknown }
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
    if (handler === undefined) throw new Error(`there is no request ${name}`)
    return { result: (await handler(payload)) ?? null }
  } catch (error) {
    return failureReply(error)
  }
}

async function isServed(path: string): Promise<boolean> {
  const socket = connect(path)
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy())
}

/** The umask, not a later chmod: the file must never be open to others, not even for a moment. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  const before = process.umask(0o177)
  try {
    server.listen(path)
  } finally {
    process.umask(before)
  }
  await once(server, 'listening')
}
