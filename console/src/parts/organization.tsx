// The pages of one organization: what they share of it, and the ways between them.
import {createContext, useContext} from 'react'
import type {ReactNode} from 'react'
import {call, Failure} from '../api/call'
import {getOrganization, getOrgUser} from '../api/operations'
import type {Organization} from '../api/operations'
import {Shown, useAsked} from './asked'
import {useWords} from './language'
import {Link, useRouter} from './router'
import {useMe} from './session'

export type OrgView = {
  id: string
  organization: Organization
  roles: string[]
  owns: boolean
  again(): void
}

const Context = createContext<OrgView | null>(null)

export function useOrg(): OrgView {
  const view = useContext(Context)
  if (!view) throw new Error('no organization')
  return view
}

// Whoever is in it by a team alone, or is not found for another reason, is shown what everybody is.
async function rolesOf(orgId: string, userId: string, signal: AbortSignal): Promise<string[]> {
  try {
    const person = await call(getOrgUser, {path: {orgId, userId}}, signal)
    return person.roles.orgRoles ?? []
  } catch (error) {
    if (error instanceof Failure && error.status > 0) return []
    throw error
  }
}

export function OrganizationFrame({orgId, children}: {orgId: string; children: ReactNode}) {
  const {words} = useWords()
  const {path} = useRouter()
  const me = useMe()
  const asked = useAsked(`organization ${orgId}`, async (signal) => {
    const organization = await call(getOrganization, {path: {orgId}}, signal)
    return {organization, roles: await rolesOf(orgId, me.id, signal)}
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
  const section = path.split('/')[2]
  return (
    <div className="sections">
      <nav aria-label={words.organization}>
        {pages.map(([page, label]) => (
          <Link key={page} to={`orgs/${orgId}/${page}`} current={section === page}>
            {label}
          </Link>
        ))}
      </nav>
      <div>
        <Shown asked={asked}>
          {({organization, roles}) => (
            <Context.Provider
              value={{
                id: orgId,
                organization,
                roles,
                owns: roles.includes('ORG_OWNER'),
                again: asked.again,
              }}
            >
              {children}
            </Context.Provider>
          )}
        </Shown>
      </div>
    </div>
  )
}
