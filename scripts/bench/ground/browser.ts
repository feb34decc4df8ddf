import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** So many requests for one address, a few at a time. */
interface Requests {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly times: number
  readonly status: number
}

/** Requests pages from a thread of its own, so that asking does not take the server's time. */
export interface Browser {
  /** Rejects when an answer has another status than expected. */
  ask(requests: Requests): Promise<void>
  close(): Promise<void>
}

/** Plain JavaScript: a thread starts without the loader of TypeScript. */
const script = `
  const http = require('node:http')
  const { parentPort } = require('node:worker_threads')
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  const get = ({ url, headers, status }) => new Promise((resolve, reject) => {
    http.get(url, { agent, headers }, answer => {
      answer.resume()
      answer.on('end', () => answer.statusCode === status ? resolve() : reject(new Error(url + ' was answered with ' + answer.statusCode)))
    }).on('error', reject)
  })
  parentPort.on('message', async requests => {
    let left = requests.times
    const one = async () => { while (left-- > 0) await get(requests) }
    try {
      await Promise.all(Array.from({ length: 8 }, one))
      parentPort.postMessage(null)
    } catch (error) {
      parentPort.postMessage(String(error))
    }
  })`

export function openBrowser(): Browser {
  const worker = new Worker(script, { eval: true, execArgv: [] })
  return {
    ask: async requests => {
      worker.postMessage(requests)
      const [failed] = await once(worker, 'message')
      if (failed !== null) throw new Error(failed)
    },
    close: async () => void (await worker.terminate()),
  }
}
