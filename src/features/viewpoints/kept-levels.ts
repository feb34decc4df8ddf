/** The levels (职务层次) as of a generation of the standings. */
export type LevelsAt = (generation: number) => Promise<readonly string[]>

/** Looks through everybody's level only when some standing or name has changed. */
export function keptLevels(read: () => Promise<readonly string[]>): LevelsAt {
  let kept: { readonly generation: number; readonly levels: Promise<readonly string[]> } | null = null
  return generation => {
    if (kept?.generation === generation) return kept.levels
    const now = { generation, levels: read() }
    kept = now
    now.levels.catch(() => {
      if (kept === now) kept = null
    })
    return now.levels
  }
}
