/** Runs a work and answers the most memory the process held meanwhile, in megabytes (of 10⁶ bytes). */
export async function peakMegabytes(work: () => Promise<unknown>): Promise<number> {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6)
  }
  const timer = setInterval(look, 20)
  try {
    look()
    await work()
    look()
  } finally {
    clearInterval(timer)
  }
  return peak
}
