// Who is in an organization, and what each may do there.
import {call} from '../api/call'
import {
  listOrganizationTeams,
  listOrganizationUsers,
  removeOrgUser,
  updateOrgUser,
} from '../api/operations'
import type {OrgUserResponse} from '../api/operations'
import {listOf} from '../parts/fields'
import type {Option} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useOrg} from '../parts/organization'
import {orgRoleOptions, roleNames} from '../parts/roles'
import type {OrgRole} from '../parts/roles'
import {inviteActions} from './inviting'

export async function teamOptions(orgId: string): Promise<Option[]> {
  const found = await call(listOrganizationTeams, {path: {orgId}, query: {itemsPerPage: 500}})
  return found.results.map((team) => ({value: team.id, label: team.name}))
}

export async function peopleOptions(orgId: string): Promise<Option[]> {
  const found = await call(listOrganizationUsers, {path: {orgId}, query: {itemsPerPage: 500}})
  return found.results.map((person) => ({value: person.id, label: person.username}))
}

export function PersonCell({person}: {person: {username: string; firstName?: string; lastName?: string}}) {
  const names = [person.firstName, person.lastName].filter(Boolean).join(' ')
  return (
    <>
      <bdi>{names || person.username}</bdi>
      {names && (
        <small>
          <bdi>{person.username}</bdi>
        </small>
      )}
    </>
  )
}

type Status = 'ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED'

export function PeoplePage() {
  const {words, when} = useWords()
  const org = useOrg()
  const path = {orgId: org.id}
  const statuses: Record<string, string> = words.statuses
  const changeRoles = (person: OrgUserResponse) => ({
    label: words.changeRoles,
    off: !org.owns,
    done: words.rolesChanged,
    form: {
      title: `${words.changeRoles}: ${person.username}`,
      fields: [
        {
          name: 'roles',
          label: words.rolesInOrganization,
          kind: 'checks' as const,
          options: orgRoleOptions(words),
        },
        {
          name: 'teams',
          label: words.teams,
          kind: 'checks' as const,
          options: () => teamOptions(org.id),
        },
      ],
      initial: {roles: person.roles.orgRoles ?? [], teams: person.teamIds},
      button: words.save,
      submit: async (values: Parameters<typeof listOf>[0]) =>
        void (await call(updateOrgUser, {
          path: {...path, userId: person.id},
          body: {
            roles: {orgRoles: listOf(values, 'roles') as OrgRole[]},
            teamIds: listOf(values, 'teams'),
          },
        })),
    },
  })
  return (
    <>
      <Heading title={words.people} of={org.organization.name} />
      <Listing
        spec={{
          name: `people ${org.id}`,
          label: words.people,
          main: true,
          ask: (page, {username, status}, signal) =>
            call(
              listOrganizationUsers,
              {
                path,
                query: {...page, username, orgMembershipStatus: (status || undefined) as Status},
              },
              signal,
            ),
          keyOf: (row) => row.id,
          nameOf: (row) => row.username,
          columns: [
            {head: words.person, cell: (row) => <PersonCell person={row} />},
            {
              head: words.status,
              cell: (row) => (
                <span className={`tag ${row.orgMembershipStatus.toLowerCase()}`}>
                  {statuses[row.orgMembershipStatus] ?? row.orgMembershipStatus}
                </span>
              ),
            },
            {head: words.roles, cell: (row) => roleNames(words, row.roles.orgRoles)},
            {head: words.lastSignIn, cell: (row) => when(row.lastAuth)},
          ],
          filters: [
            {name: 'username', label: words.email},
            {
              name: 'status',
              label: words.status,
              kind: 'select',
              options: Object.entries(statuses).map(([value, label]) => ({value, label})),
            },
          ],
          empty: words.noPeople,
          actions: org.owns ? inviteActions(words, org.id) : [],
          rowActions: (row) => [
            changeRoles(row),
            {
              label: words.remove,
              off: !org.owns,
              done: words.personRemoved,
              confirm: {
                title: words.removePerson,
                text: <p>{words.removePersonText(row.username)}</p>,
                run: () => call(removeOrgUser, {path: {...path, userId: row.id}}),
              },
            },
          ],
        }}
      />
    </>
  )
}
