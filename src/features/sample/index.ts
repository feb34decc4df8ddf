export { buildSample } from './build-sample.ts'
export { clearSample } from './clear-sample.ts'
export { markSample, readInstallation } from './installation-store.ts'
export { FIRST_DAY as SAMPLE_START, LAST_DAY as SAMPLE_DAY } from './plan/types.ts'
