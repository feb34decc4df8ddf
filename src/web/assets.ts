import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import express, { type Response, Router } from 'express'
import { NotFound } from '../domain/errors.ts'

export interface AssetParts {
  /** The folder served under /assets. */
  readonly folder: string
  /** Files may change while we run: a browser keeps none. */
  readonly development: boolean
}

const installed = createRequire(import.meta.url)

/** The only files of node_modules a browser can reach, as /assets/vendor/<name>. */
const vendor: readonly string[] = [
  installed.resolve('bootstrap/dist/css/bootstrap.min.css'),
  installed.resolve('bootstrap/dist/js/bootstrap.bundle.min.js'),
  installed.resolve('htmx.org/dist/htmx.min.js'),
  join(dirname(installed.resolve('chart.js')), 'chart.umd.js'),
]

/** Style sheets, scripts and pictures. With the version in the address (`?v=`) kept for a year, else asked for anew. */
export function assets({ folder, development }: AssetParts): Router {
  const router = Router({ caseSensitive: true })
  const cacheControl = (res: Response): string =>
    res.req.query.v === undefined || development ? 'no-cache' : 'public, max-age=31536000, immutable'
  for (const file of vendor) {
    router.get(`/vendor/${basename(file)}`, (_req, res, next) => {
      const headers = { 'Cache-Control': cacheControl(res) }
      res.sendFile(basename(file), { root: dirname(file), headers, cacheControl: false }, error => error && next(error))
    })
  }
  const setHeaders = (res: Response) => res.setHeader('Cache-Control', cacheControl(res))
  router.use(express.static(folder, { setHeaders, dotfiles: 'ignore', index: false, redirect: false }))
  router.use((_req, _res, next) => next(new NotFound('没有这个文件。')))
  return router
}

/** Changes whenever a file under the folder or a vendor file does. */
export function assetVersionOf(folder: string): string {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file))
  const state = [...own.sort(), ...vendor].map(
    file => `${basename(file)}:${statSync(file).size}:${statSync(file).mtimeMs}`,
  )
  return createHash('sha256').update(state.join('\n')).digest('hex').slice(0, 12)
}
