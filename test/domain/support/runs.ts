/** How often a property is tried; SANSE_RUNS_FACTOR multiplies it for a long hunt. */
export const runs = (usual: number): number => Math.ceil(usual * Number(process.env.SANSE_RUNS_FACTOR ?? 1))
