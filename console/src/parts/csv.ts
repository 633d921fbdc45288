// Addresses as people paste them: a line for each, from a spreadsheet or by hand.
import {Failure} from '../api/call'
import type {Words} from '../words/en'

export type Invited = {username: string; roles: string[]}

const unquoted = (text: string) => text.trim().replace(/^"(.*)"$/, '$1').replaceAll('""', '"').trim()

/** The address, then roles. A first line without an address is a head. */
export function readInvitations(text: string, words: Words): Invited[] {
  const people: Invited[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [username = '', ...roles] = line.split(/[,;\t]/).map(unquoted)
    if (!username) continue
    if (username.includes('@')) people.push({username, roles: roles.filter(Boolean)})
    else if (at > 0) throw new Failure(400, '', words.lineIsNot(at + 1))
  }
  return people
}
