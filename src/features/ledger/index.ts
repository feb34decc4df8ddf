export { ledgerMigrations } from './ledger-model.ts'
export { type LedgerStore, ledgerStore } from './ledger-store.ts'
