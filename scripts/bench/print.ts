import type { Comparison } from './figure.ts'

/** One JSON object a line. */
export const jsonLines = (comparisons: readonly Comparison[]): string =>
  comparisons.map(comparison => `${JSON.stringify(rounded(comparison))}\n`).join('')

/** The same for people. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons
    .map(rounded)
    .map(({ id, work, peer, ratio, bound, target, met, ours, theirs, unit }) => [
      id,
      work,
      peer,
      `${ratio}`,
      target === null ? '' : `${bound === 'at least' ? '≥' : '≤'} ${target}`,
      met === null ? '' : met ? 'met' : 'NOT MET',
      `${ours} : ${theirs} ${unit}`,
    ])
  const lines = [['', 'work', 'beside', 'ratio', 'target', '', 'medians'], ...rows]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? []
  const text = lines.map(line => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  const notes = comparisons.flatMap(({ id, peer, note }) => (note === undefined ? [] : [`${id}, ${peer}: ${note}`]))
  return `${[...text.map(line => line.trimEnd()), '', ...versionLines(comparisons), ...notes].join('\n')}\n`
}

const versionLines = (comparisons: readonly Comparison[]): string[] => {
  const versions = Object.assign({}, ...comparisons.map(comparison => comparison.versions)) as Record<string, string>
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
  ]
}

/** To three digits: more would only be noise. `met` was said of the number as measured. */
const rounded = (comparison: Comparison): Comparison => ({
  ...comparison,
  ratio: Number(comparison.ratio.toPrecision(3)),
  ours: Number(comparison.ours.toPrecision(3)),
  theirs: Number(comparison.theirs.toPrecision(3)),
})
