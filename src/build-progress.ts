import { SingleBar } from 'cli-progress'

/** Shows how far a long work has come: as a bar at a terminal, and where that is redirected as a line each tenth. */
export interface BuildProgress {
  show(done: number, total: number, label: string): void
  end(): void
}

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined }

export const buildProgress = (title: string, output: Output): BuildProgress =>
  output.isTTY === true ? barOn(title, output) : linesOn(title, output)

function barOn(title: string, stream: Output): BuildProgress {
  const format = `${title} {bar} {percentage}% {label}`
  const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: false })
  bar.start(1, 0, { label: '' })
  return {
    show: (done, total, label) => {
      bar.setTotal(total)
      bar.update(done, { label })
    },
    end: () => bar.stop(),
  }
}

function linesOn(title: string, output: Output): BuildProgress {
  let told = -1
  return {
    show: (done, total, label) => {
      const tenth = Math.floor((done * 10) / total)
      if (tenth === told) return
      told = tenth
      output.write(`${title} ${tenth * 10}% ${label}\n`)
    },
    end: () => undefined,
  }
}
