export { ledgerMigrations } from './ledger-model.ts'
export { type KindFilter, type LedgerStore, ledgerStore } from './ledger-store.ts'
