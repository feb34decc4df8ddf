import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** The limits of a listening server. A request may take 60 s to arrive because uploads do; forms are cut at 30 s. */
export function applyServerLimits(server: Server): void {
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  server.keepAliveTimeout = 5_000
  server.maxRequestsPerSocket = 1_000
  server.maxConnections = 500
  server.on('connect', (_req, socket: Socket) => {
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
}
