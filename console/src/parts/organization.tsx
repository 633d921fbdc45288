// The pages of one organization: what they share of it, and the ways between them.
import {createContext, useContext} from 'react'
import type {ReactNode} from 'react'
import {call, Failure} from '../api/call'
import {getOrganization, getOrgUser} from '../api/operations'
import type {GroupRoleAssignment, Organization, OrgUserResponse} from '../api/operations'
import {Shown, useAsked} from './asked'
import {useWords} from './language'
import {useRouter} from './router'
import {Sections} from './sections'
import {useMe} from './session'

export type OrgView = {
  id: string
  organization: Organization
  roles: string[]
  owns: boolean
  /** The person's own teams, and roles on projects without those of the teams. */
  teamIds: string[]
  onProjects: GroupRoleAssignment[]
  again(): void
}

const Context = createContext<OrgView | null>(null)

export function useOrg(): OrgView {
  const view = useContext(Context)
  if (!view) throw new Error('no organization')
  return view
}

// Whoever is in it by a team alone, or is not found for another reason, is shown what everybody is.
async function personIn(orgId: string, userId: string, signal: AbortSignal) {
  try {
    return await call(getOrgUser, {path: {orgId, userId}}, signal)
  } catch (error) {
    if (error instanceof Failure && error.status > 0) return undefined
    throw error
  }
}

function standingOf(person: OrgUserResponse | undefined) {
  const roles = person?.roles.orgRoles ?? []
  return {
    roles,
    owns: roles.includes('ORG_OWNER'),
    teamIds: person?.teamIds ?? [],
    onProjects: person?.roles.groupRoleAssignments ?? [],
  }
}

// Pages that the API shows to some roles alone.
const readers: Record<string, string[]> = {
  invitations: ['ORG_OWNER'],
  accounts: ['ORG_OWNER', 'ORG_READ_ONLY'],
}
const mayRead = (page: string, roles: string[]) =>
  readers[page]?.some((role) => roles.includes(role)) ?? true

export function OrganizationFrame({orgId, children}: {orgId: string; children: ReactNode}) {
  const {words} = useWords()
  const {path} = useRouter()
  const me = useMe()
  const asked = useAsked(`organization ${orgId}`, async (signal) => {
    const organization = await call(getOrganization, {path: {orgId}}, signal)
    return {organization, ...standingOf(await personIn(orgId, me.id, signal))}
  })
  const pages = [
    ['people', words.people],
    ['invitations', words.invitations],
    ['teams', words.teams],
    ['projects', words.projects],
    ['keys', words.keys],
    ['accounts', words.accounts],
    ['events', words.events],
    ['settings', words.settings],
  ] as const
  const open = path.split('/')[2]
  const sections = pages
    .filter(([page]) => open === page || !asked.data || mayRead(page, asked.data.roles))
    .map(([page, label]) => ({to: `orgs/${orgId}/${page}`, label, current: open === page}))
  return (
    <Sections label={words.organization} sections={sections}>
      <Shown asked={asked}>
        {(found) => (
          <Context.Provider value={{...found, id: orgId, again: asked.again}}>
            {children}
          </Context.Provider>
        )}
      </Shown>
    </Sections>
  )
}
