import { readFile } from 'node:fs/promises'
import { Invalid } from '../../domain/errors.ts'
import type { Fault } from '../../domain/rules/fault.ts'
import { readDocument } from '../../domain/rules/rule-document.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { digestOf } from '../../platform/digest.ts'
import type { Upload } from '../../web/route.ts'
import type { ImportedFrom } from './rules-model.ts'

/** A rule set taken from a file, with what the file says of itself. */
export interface ImportedFile {
  readonly ruleSet: RuleSet
  readonly imported: ImportedFrom
}

/** Where faults of the file's content stand among the errors of the form: `$.ruleSet.colours[0].code`. */
const INSIDE = '$'

/**
 * Takes a rule set from a file somebody sent. Throws Invalid with every fault by its place: the engine never sees a
 * document that is not a rule set. Another hash than the file states is told, not refused.
 */
export async function importedFile({ path, name }: Upload): Promise<ImportedFile> {
  const read = readDocument(await textOf(path))
  if (!read.ok) throw new Invalid(fieldsOf(read.faults))
  const { ruleSet, version, hash } = read.file
  return { ruleSet, imported: { fileName: name, version, hash, isWhole: digestOf(ruleSet) === hash } }
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    if (error instanceof TypeError)
      throw new Invalid({ file: '文件不是 UTF-8 编码的文本，请上传本系统导出的 JSON 文件。' })
    throw error
  }
}

function fieldsOf(faults: readonly Fault[]): Record<string, string> {
  const fields: Record<string, string> = {
    file: `文件有 ${faults.length} 处错误，没有导入。逐条列在下面，改好后再上传。`,
  }
  for (const { path, message } of faults) {
    const key = path === '' || path.startsWith('[') ? `${INSIDE}${path}` : `${INSIDE}.${path}`
    fields[key] = key in fields ? `${fields[key]}${message}` : message
  }
  return fields
}

/** The errors of the controls, and those inside the file, of a refused import. */
export function splitErrors(errors: Readonly<Record<string, string>>) {
  const entries = Object.entries(errors)
  return {
    errors: Object.fromEntries(entries.filter(([name]) => !name.startsWith(INSIDE))),
    faults: entries.filter(([name]) => name.startsWith(INSIDE)).map(([path, message]) => ({ path, message })),
  }
}
