// Projects of an organization; the people and teams of one.
import {call} from '../api/call'
import {
  addAllTeamsToProject,
  addGroupUsers,
  createProject,
  deleteProject,
  getProject,
  listOrganizationProjects,
  listOrganizationTeams,
  listProjectTeams,
  listProjectUsers,
  removeProjectTeam,
  removeProjectUser,
  updateGroupUserRoles,
  updateProject,
  updateTeamRoles,
} from '../api/operations'
import type {Group} from '../api/operations'
import {ActionButton} from '../parts/action'
import type {Action} from '../parts/action'
import {Shown, useAsked} from '../parts/asked'
import {listOf, textOf} from '../parts/fields'
import type {Field} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useOrg} from '../parts/organization'
import type {OrgView} from '../parts/organization'
import {groupRoleOptions, roleNames} from '../parts/roles'
import type {GroupRole} from '../parts/roles'
import {Link, useRouter} from '../parts/router'
import type {Words} from '../words/en'
import {PersonCell, teamOptions} from './people'

const roleField = (words: Words): Field => ({
  name: 'roles',
  label: words.rolesOnProject,
  kind: 'checks',
  options: groupRoleOptions(words),
})

/** What the person's roles on a project allow there. */
type Rights = {owns: boolean; givesAccess: boolean}

function rightsOf(org: OrgView, roles: readonly string[]): Rights {
  const owns = org.owns || roles.includes('GROUP_OWNER')
  return {owns, givesAccess: owns || roles.includes('GROUP_ACCESS_MANAGER')}
}

const rolesOn = (org: OrgView, groupId: string): string[] =>
  org.onProjects.find((one) => one.groupId === groupId)?.groupRoles ?? []

function projectActions(words: Words, project: Group, {owns}: Rights): Action[] {
  const path = {groupId: project.id}
  return [
    {
      label: words.rename,
      off: !owns,
      done: words.saved,
      form: {
        title: words.rename,
        fields: [{name: 'name', label: words.name, most: 64}],
        initial: {name: project.name},
        button: words.save,
        submit: async (values) =>
          void (await call(updateProject, {path, body: {name: textOf(values, 'name')}})),
      },
    },
    {
      label: words.delete,
      off: !owns,
      done: words.projectDeleted,
      confirm: {
        title: words.deleteProject,
        text: <p>{words.deleteProjectText(project.name)}</p>,
        typed: project.name,
        run: () => call(deleteProject, {path}),
      },
    },
  ]
}

export function ProjectsPage() {
  const {words, when} = useWords()
  const org = useOrg()
  const path = {orgId: org.id}
  const create: Action = {
    label: words.createProject,
    main: true,
    off: !org.owns && !org.roles.includes('ORG_GROUP_CREATOR'),
    done: words.projectCreated,
    form: {
      title: words.createProject,
      fields: [{name: 'name', label: words.name, most: 64}],
      button: words.createProject,
      submit: async (values) =>
        void (await call(createProject, {body: {name: textOf(values, 'name'), orgId: org.id}})),
    },
  }
  return (
    <>
      <Heading title={words.projects} of={org.organization.name} />
      <Listing
        spec={{
          name: `projects ${org.id}`,
          label: words.projects,
          main: true,
          ask: (page, {name}, signal) =>
            call(listOrganizationProjects, {path, query: {...page, name}}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {
              head: words.project,
              cell: (row) => (
                <Link to={`orgs/${org.id}/projects/${row.id}`}>
                  <bdi>{row.name}</bdi>
                </Link>
              ),
            },
            {head: words.id, cell: (row) => <code>{row.id}</code>},
            {head: words.created, cell: (row) => when(row.created)},
          ],
          filters: [{name: 'name', label: words.name}],
          empty: words.noProjects,
          actions: [create],
          rowActions: (row) => projectActions(words, row, rightsOf(org, rolesOn(org, row.id))),
        }}
      />
    </>
  )
}

function ProjectPeople({project, rights}: {project: Group; rights: Rights}) {
  const {words} = useWords()
  const path = {groupId: project.id}
  return (
    <Listing
      spec={{
        name: `project people ${project.id}`,
        label: words.people,
        ask: (page, _, signal) => call(listProjectUsers, {path, query: page}, signal),
        keyOf: (row) => row.id,
        nameOf: (row) => row.username,
        columns: [
          {head: words.person, cell: (row) => <PersonCell person={row} />},
          {head: words.roles, cell: (row) => roleNames(words, row.roles)},
        ],
        empty: words.noProjectPeople,
        actions: [
          {
            label: words.addMember,
            main: true,
            off: !rights.givesAccess,
            done: words.memberAdded,
            form: {
              title: words.addMember,
              fields: [{name: 'username', label: words.email, kind: 'email'}, roleField(words)],
              initial: {roles: ['GROUP_READ_ONLY']},
              button: words.add,
              submit: async (values) => {
                const roles = listOf(values, 'roles') as GroupRole[]
                const body = {username: textOf(values, 'username'), roles}
                await call(addGroupUsers, {path, body})
              },
            },
          },
        ],
        rowActions: (row) => [
          {
            label: words.changeRoles,
            off: !rights.owns,
            done: words.rolesChanged,
            form: {
              title: `${words.changeRoles}: ${row.username}`,
              fields: [roleField(words)],
              initial: {roles: row.roles},
              button: words.save,
              submit: async (values) =>
                void (await call(updateGroupUserRoles, {
                  path: {...path, userId: row.id},
                  body: {groupRoles: listOf(values, 'roles') as GroupRole[]},
                })),
            },
          },
          {
            label: words.remove,
            off: !rights.givesAccess,
            done: words.personRemoved,
            confirm: {
              title: words.removeFromProject,
              text: <p>{words.removeFromProjectText(row.username, project.name)}</p>,
              run: () => call(removeProjectUser, {path: {...path, userId: row.id}}),
            },
          },
        ],
      }}
    />
  )
}

function ProjectTeams({project, rights}: {project: Group; rights: Rights}) {
  const {words} = useWords()
  const org = useOrg()
  const path = {groupId: project.id}
  const names = useAsked(`team names ${org.id}`, async (signal) => {
    const query = {itemsPerPage: 500}
    const found = await call(listOrganizationTeams, {path: {orgId: org.id}, query}, signal)
    return new Map(found.results.map((team) => [team.id, team.name]))
  })
  const nameOf = (teamId: string) => names.data?.get(teamId) ?? teamId
  return (
    <Listing
      spec={{
        name: `project teams ${project.id}`,
        label: words.teams,
        ask: (page, _, signal) => call(listProjectTeams, {path, query: page}, signal),
        keyOf: (row) => row.teamId,
        nameOf: (row) => nameOf(row.teamId),
        columns: [
          {
            head: words.team,
            cell: (row) => (
              <Link to={`orgs/${org.id}/teams/${row.teamId}`}>
                <bdi>{nameOf(row.teamId)}</bdi>
              </Link>
            ),
          },
          {head: words.roles, cell: (row) => roleNames(words, row.roleNames)},
        ],
        empty: words.noProjectTeams,
        actions: [
          {
            label: words.addTeam,
            main: true,
            off: !rights.givesAccess,
            done: words.memberAdded,
            form: {
              title: words.addTeam,
              fields: [
                {
                  name: 'team',
                  label: words.team,
                  kind: 'select',
                  options: () => teamOptions(org.id),
                },
                roleField(words),
              ],
              initial: {roles: ['GROUP_READ_ONLY']},
              button: words.add,
              submit: async (values) => {
                const roleNames = listOf(values, 'roles') as GroupRole[]
                const body = [{teamId: textOf(values, 'team'), roleNames}]
                await call(addAllTeamsToProject, {path, body})
              },
            },
          },
        ],
        rowActions: (row) => [
          {
            label: words.changeRoles,
            off: !rights.givesAccess,
            done: words.rolesChanged,
            form: {
              title: `${words.changeRoles}: ${nameOf(row.teamId)}`,
              fields: [roleField(words)],
              initial: {roles: row.roleNames},
              button: words.save,
              submit: async (values) =>
                void (await call(updateTeamRoles, {
                  path: {...path, teamId: row.teamId},
                  body: {roleNames: listOf(values, 'roles') as GroupRole[]},
                })),
            },
          },
          {
            label: words.remove,
            off: !rights.givesAccess,
            done: words.personRemoved,
            confirm: {
              title: words.removeFromProject,
              text: <p>{words.removeFromProjectText(nameOf(row.teamId), project.name)}</p>,
              run: () => call(removeProjectTeam, {path: {...path, teamId: row.teamId}}),
            },
          },
        ],
      }}
    />
  )
}

// A team's roles are those of its people.
async function askProject(org: OrgView, groupId: string, signal: AbortSignal) {
  const path = {groupId}
  const [project, teams] = await Promise.all([
    call(getProject, {path}, signal),
    call(listProjectTeams, {path, query: {itemsPerPage: 500}}, signal),
  ])
  const own = teams.results.filter(({teamId}) => org.teamIds.includes(teamId))
  const roles = [...rolesOn(org, groupId), ...own.flatMap(({roleNames}) => roleNames)]
  return {project, rights: rightsOf(org, roles)}
}

export function ProjectPage({groupId}: {groupId: string}) {
  const {words} = useWords()
  const org = useOrg()
  const {go} = useRouter()
  const asked = useAsked(`project ${groupId}`, (signal) => askProject(org, groupId, signal))
  return (
    <Shown asked={asked}>
      {({project, rights}) => (
        <>
          <Heading title={words.project} name={project.name} of={org.organization.name} />
          <ProjectPeople project={project} rights={rights} />
          <ProjectTeams project={project} rights={rights} />
          <div className="buttons">
            {projectActions(words, project, rights).map((action) => (
              <ActionButton
                key={action.label}
                action={action}
                after={
                  action.confirm
                    ? () => go(`orgs/${org.id}/projects`, {replace: true, unasked: true})
                    : asked.again
                }
              />
            ))}
          </div>
        </>
      )}
    </Shown>
  )
}
