/** How often what takes seconds is measured: less often the longer it takes. An even number goes there and back. */
export const roundsFor = (cadres: number): number => (cadres <= 2000 ? 4 : 2)
