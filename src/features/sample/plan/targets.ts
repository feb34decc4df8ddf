import type { Part } from './part.ts'
import type { Random } from './random.ts'

type Range = readonly [number, number]

/** Where the score shall be after each of the three rounds, in points. */
type Course = readonly [Range, Range, Range]

const steady = (from: number, to: number): Course => [
  [from, to],
  [from, to],
  [from, to],
]

const courses: Readonly<Record<Exclude<Part, 'usual' | 'blue'>, Course>> = {
  full: [
    [84, 89],
    [86, 89.5],
    [90.3, 91.4],
  ],
  tied: [
    [86, 86],
    [88, 88],
    [93, 93],
  ],
  nearBlue: [
    [84, 88],
    [85, 89],
    [90.2, 91.6],
  ],
  fallenBlue: [
    [86, 91],
    [90.5, 93],
    [84, 88],
  ],
  recovered: [
    [76, 79],
    [69.5, 73.8],
    [77.5, 80.5],
  ],
  released: steady(77, 84),
  redRecovered: steady(76.5, 82),
  risen: [
    [70, 73],
    [55.5, 58.5],
    [66, 71],
  ],
  Y1: [
    [75.6, 80],
    [70, 79],
    [63.5, 73],
  ],
  Y2: steady(76.5, 83),
  Y3: [
    [78, 83],
    [78, 83],
    [76.5, 82],
  ],
  Y4: [
    [78, 83],
    [78, 83],
    [76.5, 82],
  ],
  Y5: [
    [77, 83],
    [77, 83],
    [76.5, 82],
  ],
  Y6: [
    [77, 82],
    [76.5, 81],
    [76, 79.5],
  ],
  R1: [
    [70, 78],
    [62, 72],
    [46.5, 58],
  ],
  R2: [
    [76, 80],
    [76, 80],
    [70, 77],
  ],
  R3: [
    [76, 80],
    [75.5, 79],
    [69, 76],
  ],
  R4: [
    [77, 83],
    [77, 83],
    [64, 78],
  ],
  R5: [
    [76, 81],
    [75.5, 79],
    [62, 73],
  ],
  V1: steady(77, 82),
  V2: steady(76, 80),
  V3: steady(76, 80),
  V4: steady(76, 80),
  unseen: steady(78, 84),
  absent: steady(78, 84),
}

/** The scores, in hundredths, a cadre of this part shall have after each round. */
export function targetsOf(chance: Random, part: Part): readonly [number, number, number] {
  if (part === 'usual') return usual(chance)
  if (part === 'blue') return blue(chance)
  const [first, second, third] = courses[part]
  return [within(chance, first), within(chance, second), within(chance, third)]
}

const within = (chance: Random, [from, to]: Range): number => Math.round((from + chance.next() * (to - from)) * 100)

function usual(chance: Random): readonly [number, number, number] {
  const end = clamp(chance.near(82.6, 5.5), 77.3, 87.8)
  const before = (spread: number): number => Math.round(clamp(end - 0.5 + chance.near(0, spread), 76.8, 88.5) * 100)
  return [before(3.5), before(2.5), Math.round(end * 100)]
}

/** Half of them were there in December already. */
function blue(chance: Random): readonly [number, number, number] {
  const early = chance.chance(0.5)
  const second: Range = early ? [90.4, 93] : [86, 89.6]
  return [within(chance, [84, 90]), within(chance, second), within(chance, [92, 96.5])]
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value))
