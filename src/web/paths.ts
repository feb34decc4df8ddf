/** Whether `path` stays on this site when a browser follows it. */
export function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || /[\p{Cc}\\]/u.test(path)) return false
  return URL.canParse(path, 'http://here.invalid') && new URL(path, 'http://here.invalid').host === 'here.invalid'
}

/** The path a visitor wanted before signing in, when it is one of this site; else `otherwise`. */
export const ownPathOr = (path: string, otherwise: string): string => (isOwnPath(path) ? path : otherwise)
