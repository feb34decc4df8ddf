import type { Route } from '../../web/route.ts'
import { bulkVerificationRoutes } from './bulk-verification-routes.ts'
import { factFileRoutes } from './fact-file-routes.ts'
import { factFormRoutes } from './fact-form-routes.ts'
import { factListRoutes } from './fact-list-routes.ts'
import type { FactPages } from './fact-pages.ts'
import { reversalRoutes } from './reversal-routes.ts'
import { talkRoutes } from './talk-routes.ts'
import { toleranceRoutes } from './tolerance-routes.ts'
import { verificationRoutes } from './verification-routes.ts'

/** Every page of this area. */
export const factsRoutes = (pages: FactPages): Route[] =>
  [
    factListRoutes,
    factFormRoutes,
    factFileRoutes,
    verificationRoutes,
    toleranceRoutes,
    reversalRoutes,
    bulkVerificationRoutes,
    talkRoutes,
  ].flatMap(routes => routes(pages))
