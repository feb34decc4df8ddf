import { type RefusalReason, Refused } from './refusal.ts'

const REFUSED: readonly (readonly [RegExp, RefusalReason])[] = [
  [/vbaproject|vbadata|macrosheets\/|attachedtoolbars|\.bas$/, 'macro'],
  [/^xl\/workbook\.bin$/, 'not-xlsx'],
  [/externallinks?\/|^xl\/(connections|querytables)/, 'external-link'],
  [/customxml/, 'custom-xml'],
  [/activex/, 'active-x'],
  [/oleobject|embeddings\/|\.(zip|rar|7z|gz|xlsx?|xlsm|xlsb|docx?|pptx?|pdf|exe|dll|js|vbs|html?)$/, 'embedded-object'],
]

const INERT = /\.(xml|rels|vml|png|jpe?g|gif|bmp|tiff?|webp|svg|emf|wmf|wdp)$|\/$|^xl\/printersettings\/[^/]+\.bin$/

/** Refuses a part by its name (in lower case): what is dangerous by name, and what we do not know to be harmless. */
export function checkPartName(name: string): void {
  for (const [pattern, reason] of REFUSED) if (pattern.test(name)) throw new Refused(reason)
  if (!INERT.test(name)) throw new Refused('unknown-part')
}
