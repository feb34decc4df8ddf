import type { Database } from '../../src/platform/database/index.ts'

/** Lets the next commits of a database's sessions fail, before they reach the server or after, or hang. */
export function troubledCommits({ client }: Database) {
  const planned: { when: 'before' | 'after'; error: Error }[] = []
  let thawed = Promise.resolve()
  const startSession = client.startSession.bind(client)
  client.startSession = options => {
    const session = startSession(options)
    const commit = session.commitTransaction.bind(session)
    session.commitTransaction = async () => {
      const trouble = planned.shift()
      if (trouble?.when === 'before') throw trouble.error
      const thaw = thawed
      thawed = Promise.resolve()
      await thaw
      await commit()
      if (trouble) throw trouble.error
    }
    return session
  }
  return {
    fail: (when: 'before' | 'after', error: Error) => planned.push({ when, error }),
    /** The next commit hangs until the answer is called. */
    freeze: () => {
      let thaw = () => {}
      thawed = new Promise(resolve => {
        thaw = resolve
      })
      return () => thaw()
    },
  }
}

/** What the driver throws when the connection breaks. */
export const lostConnection = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
