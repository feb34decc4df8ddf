import type { Ground } from './ground.ts'

/** Signs a leader in through the sign-in page, as a browser does; answers the Cookie header. */
export async function signIn({ accounts }: Ground, url: string): Promise<string> {
  const username = `leader${Date.now()}`
  const [made] = await accounts.createDemoAccounts([{ username, role: 'leader', name: '冯部长' }])
  const cookies = new Map<string, string>()
  const keep = (answer: Response): void => {
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? []
      cookies.set(name, value)
    }
  }
  const cookie = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const page = await fetch(`${url}/sign-in`)
  keep(page)
  const hidden = [...(await page.text()).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
  const body = new URLSearchParams({ ...fields, username, password: made?.password ?? '' })
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body,
    headers: { cookie: cookie() },
    redirect: 'manual',
  })
  keep(answer)
  if (answer.status !== 303) throw new Error(`signing in was answered with ${answer.status}`)
  return cookie()
}
