import { Router } from 'express'

/** `/healthz`: the process runs. `/readyz`: it can serve, as `readiness` says. Neither says more than yes or no. */
export function health(readiness: () => Promise<boolean>): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.json({ ok: true })
  })
  router.get('/readyz', async (_req, res) => {
    const ok = await readiness().catch(() => false)
    res.status(ok ? 200 : 503).json({ ok })
  })
  return router
}
