export { createEvidence, type Evidence, type EvidenceParts } from './evidence.ts'
export { createEvidenceStore } from './evidence-store.ts'
