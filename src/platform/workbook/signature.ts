import { Refused } from './refusal.ts'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const PASSWORD_STREAM = Buffer.from('EncryptedPackage', 'utf16le')

/** Refuses what is not a zip from its very first byte: the file name and the sent type prove nothing. */
export function checkSignature(file: Buffer): void {
  if (startsWith(file, ZIP)) return
  if (!startsWith(file, COMPOUND_FILE)) throw new Refused('not-xlsx')
  // An encrypted xlsx is a compound file with this stream in its directory; an old xls is one without.
  throw new Refused(file.includes(PASSWORD_STREAM) ? 'password' : 'old-xls')
}

const CARRIERS = [ZIP, COMPOUND_FILE, Buffer.from('MZ'), Buffer.from('\u007fELF', 'latin1'), Buffer.from('%PDF')]

/** Whether a part begins as an archive, a document or a program, whatever it is named. */
export function isEmbeddedFile(start: Buffer): boolean {
  return CARRIERS.some(magic => startsWith(start, magic))
}

function startsWith(file: Buffer, magic: Buffer): boolean {
  return file.subarray(0, magic.length).equals(magic)
}
