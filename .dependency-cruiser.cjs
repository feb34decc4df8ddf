/** The architecture as rules. Import direction: domain ← platform ← web ← features ← app/compose ← main/cli. */
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no first file to read.', {}, { circular: true }),
    forbid(
      'domain-is-pure',
      'The rules of the business must be provable without a machine: no library, no Node.',
      { path: '^src/domain' },
      { pathNot: '^src/domain' },
    ),
    forbid(
      'platform-knows-no-web',
      'An adapter to the outside must serve page, API and CLI alike.',
      { path: '^src/platform' },
      { path: '^src/(web|features|app|installed-app|compose|prepare|main|cli|config)' },
    ),
    forbid(
      'web-knows-no-feature',
      'The HTTP toolkit must not know what it shows.',
      { path: '^src/web' },
      { path: '^src/(features|app|installed-app|compose|prepare|main|cli|config)' },
    ),
    forbid(
      'features-know-no-composition',
      'A feature is built by compose and never reaches back.',
      { path: '^src/features' },
      { path: '^src/(app|installed-app|compose|prepare|main|cli|config)' },
    ),
    forbid(
      'features-meet-at-index',
      'What a feature offers others is said in one place, its index.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/([^/]+)/(?!index\\.ts$)', pathNot: '^src/features/$1/' },
    ),
    forbid(
      'only-workbook-knows-exceljs',
      'One module wraps its traps.',
      { pathNot: '^src/platform/workbook' },
      { path: 'node_modules/exceljs' },
    ),
    forbid(
      'only-web-knows-express',
      'A service or store must not see a request.',
      { pathNot: '^src/(web/|app\\.ts|features/[^/]+/[^/]*(routes|pages)\\.ts)' },
      { path: 'node_modules/(express|@types/express)/' },
    ),
    forbid(
      'only-stores-know-mongoose',
      'Documents never leave their store.',
      { path: '^src', pathNot: '^src/(platform/|features/[^/]+/[^/]*(model|store)\\.ts)' },
      { path: 'node_modules/(mongoose|mongodb)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-orphans',
      'A file nobody imports is dead or not wired.',
      { orphan: true, pathNot: '(\\.d\\.ts$|^src/(main|cli)\\.ts$)' },
      {},
    ),
    forbid(
      'no-unresolvable',
      'An import that does not resolve hides what it would break.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'no-dev-dependencies',
      'The product must run on what it ships.',
      { path: '^src' },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
}
