// Roles, as the API has them.
import type {GroupRoleAssignmentRequest, OrgUserRolesRequest} from '../api/operations'
import type {Words} from '../words/en'
import type {Option} from './fields'

export type OrgRole = OrgUserRolesRequest['orgRoles'][number]
export type GroupRole = GroupRoleAssignmentRequest['groupRoles'][number]

const optionsOf = (names: Record<string, string>): Option[] =>
  Object.entries(names).map(([value, label]) => ({value, label, hint: value}))

export const orgRoleOptions = (words: Words) => optionsOf(words.orgRoles)
export const groupRoleOptions = (words: Words) => optionsOf(words.groupRoles)

/** In words, and as it stands where there are none yet. */
export function roleNames(words: Words, roles: readonly string[] | undefined): string {
  const known: Record<string, string> = {...words.orgRoles, ...words.groupRoles}
  return (roles ?? []).map((role) => known[role] ?? role).join(', ') || '–'
}
