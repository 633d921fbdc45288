// Teams of an organization, and who is in one.
import {call} from '../api/call'
import {
  addOrgTeamUser,
  createTeam,
  deleteTeam,
  getTeamById,
  listOrganizationTeams,
  listTeamUsers,
  removeOrgTeamUser,
  renameTeam,
} from '../api/operations'
import type {TeamResponse} from '../api/operations'
import type {Action} from '../parts/action'
import {Shown, useAsked} from '../parts/asked'
import {listOf, textOf} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useOrg} from '../parts/organization'
import {Link} from '../parts/router'
import type {Words} from '../words/en'
import {peopleOptions, PersonCell} from './people'

function teamActions(words: Words, orgId: string, owns: boolean, team: TeamResponse): Action[] {
  const path = {orgId, teamId: team.id}
  return [
    {
      label: words.rename,
      off: !owns,
      done: words.saved,
      form: {
        title: words.renameTeam,
        fields: [{name: 'name', label: words.name, most: 64}],
        initial: {name: team.name},
        button: words.save,
        submit: async (values) =>
          void (await call(renameTeam, {path, body: {name: textOf(values, 'name')}})),
      },
    },
    {
      label: words.delete,
      off: !owns,
      done: words.teamDeleted,
      confirm: {
        title: words.deleteTeam,
        text: <p>{words.deleteTeamText(team.name)}</p>,
        run: () => call(deleteTeam, {path}),
      },
    },
  ]
}

export function TeamsPage() {
  const {words} = useWords()
  const org = useOrg()
  const path = {orgId: org.id}
  // A team begins with somebody in it.
  const create: Action = {
    label: words.createTeam,
    main: true,
    off: !org.owns,
    done: words.teamCreated,
    form: {
      title: words.createTeam,
      fields: [
        {name: 'name', label: words.name, most: 64},
        {
          name: 'members',
          label: words.members,
          kind: 'checks',
          options: async () =>
            (await peopleOptions(org.id)).map(({label}) => ({value: label, label})),
        },
      ],
      button: words.createTeam,
      submit: async (values) => {
        const body = {name: textOf(values, 'name'), usernames: listOf(values, 'members')}
        await call(createTeam, {path, body})
      },
    },
  }
  return (
    <>
      <Heading title={words.teams} of={org.organization.name} />
      <Listing
        spec={{
          name: `teams ${org.id}`,
          label: words.teams,
          main: true,
          ask: (page, _, signal) => call(listOrganizationTeams, {path, query: page}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {
              head: words.team,
              cell: (row) => (
                <Link to={`orgs/${org.id}/teams/${row.id}`}>
                  <bdi>{row.name}</bdi>
                </Link>
              ),
            },
          ],
          empty: words.noTeams,
          actions: [create],
          rowActions: (row) => teamActions(words, org.id, org.owns, row),
        }}
      />
    </>
  )
}

export function TeamPage({teamId}: {teamId: string}) {
  const {words} = useWords()
  const org = useOrg()
  const path = {orgId: org.id, teamId}
  const asked = useAsked(`team ${teamId}`, (signal) => call(getTeamById, {path}, signal))
  return (
    <Shown asked={asked}>
      {(team) => (
        <>
          <Heading title={words.team} name={team.name} of={org.organization.name} />
          <Listing
            spec={{
              name: `team ${teamId}`,
              label: words.members,
              ask: (page, _, signal) => call(listTeamUsers, {path, query: page}, signal),
              keyOf: (row) => row.id,
              nameOf: (row) => row.username,
              columns: [{head: words.person, cell: (row) => <PersonCell person={row} />}],
              empty: words.noMembers,
              actions: [
                {
                  label: words.addMember,
                  main: true,
                  off: !org.owns,
                  done: words.memberAdded,
                  form: {
                    title: words.addMember,
                    fields: [
                      {
                        name: 'id',
                        label: words.person,
                        kind: 'select',
                        options: () => peopleOptions(org.id),
                      },
                    ],
                    button: words.add,
                    submit: async (values) =>
                      void (await call(addOrgTeamUser, {path, body: {id: textOf(values, 'id')}})),
                  },
                },
              ],
              rowActions: (row) => [
                {
                  label: words.remove,
                  off: !org.owns,
                  done: words.memberRemoved,
                  confirm: {
                    title: words.removeMember,
                    text: <p>{words.removeMemberText(row.username, team.name)}</p>,
                    run: () => call(removeOrgTeamUser, {path, body: {id: row.id}}),
                  },
                },
              ],
            }}
          />
        </>
      )}
    </Shown>
  )
}
