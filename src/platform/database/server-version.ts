const oldestSafePatch: Record<number, number> = { 6: 30, 7: 48, 8: 37 }

/**
 * Whether a MongoDB version has known holes: older than 6.0.30, 7.0.48 or 8.0.37, an interim release of 6 or 7,
 * or of a line that gets no fixes any more. Later lines pass.
 */
export function isOutdated(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  const oldest = oldestSafePatch[major]
  if (oldest === undefined) return major < 6
  if (minor > 0) return major < 8
  return patch < oldest
}

/** The sentence about an outdated server. */
export function outdatedMessage(version: string): string {
  return `MongoDB ${version} 存在已公开的漏洞：请升级到 6.0.30、7.0.48、8.0.37 或更新的版本（用 MONGODB_URI 或 MONGOD_BIN 指定）`
}
