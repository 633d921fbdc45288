// Inviting one person or many, and what became of it.
import {call, Failure} from '../api/call'
import {inviteMany} from '../api/operations'
import type {InvitationOfMany, InvitationOutcome} from '../api/operations'
import type {Action} from '../parts/action'
import {readInvitations} from '../parts/csv'
import {isOn, listOf, textOf} from '../parts/fields'
import type {Field} from '../parts/fields'
import {orgRoleOptions} from '../parts/roles'
import {Secrets} from '../parts/secret'
import type {Words} from '../words/en'
import {teamOptions} from './people'

export function Outcomes({words, outcomes}: {words: Words; outcomes: InvitationOutcome[]}) {
  const links = outcomes.flatMap(({username, acceptLink}) =>
    acceptLink ? [{label: username, value: acceptLink}] : [],
  )
  const refused = outcomes.filter(({outcome}) => outcome !== 'INVITED')
  return (
    <>
      <p className="note">{words.invitedSome(outcomes.length - refused.length, outcomes.length)}</p>
      {refused.length > 0 && (
        <ul className="note bad">
          {refused.map(({username, detail, errorCode}, at) => (
            <li key={at}>
              <bdi>{username}</bdi>: {detail ?? errorCode}
            </li>
          ))}
        </ul>
      )}
      {links.length > 0 && <Secrets secrets={links} file="invitations.txt" lead={words.linksOnce} />}
    </>
  )
}

const ask = (orgId: string, people: InvitationOfMany[], mails: boolean) =>
  call(inviteMany, {path: {orgId}, query: {sendEmail: mails}, body: people})

async function inviteOne(words: Words, orgId: string, person: InvitationOfMany, mails: boolean) {
  const outcomes = await ask(orgId, [person], mails)
  const refused = outcomes.find(({outcome}) => outcome !== 'INVITED')
  if (refused) throw new Failure(400, refused.errorCode ?? '', refused.detail ?? '')
  return mails ? undefined : <Outcomes words={words} outcomes={outcomes} />
}

export const linkField = (words: Words): Field => ({
  name: 'link',
  label: words.linkInstead,
  kind: 'check',
  hint: words.linkInsteadHint,
})

function commonFields(words: Words, orgId: string): Field[] {
  return [
    {
      name: 'roles',
      label: words.rolesInOrganization,
      kind: 'checks',
      options: orgRoleOptions(words),
    },
    {name: 'teams', label: words.teams, kind: 'checks', options: () => teamOptions(orgId)},
    linkField(words),
  ]
}

export function inviteActions(words: Words, orgId: string): Action[] {
  const initial = {roles: ['ORG_MEMBER']}
  return [
    {
      label: words.invite,
      main: true,
      done: words.invited,
      form: {
        title: words.inviteTitle,
        lead: <p>{words.inviteLead}</p>,
        fields: [
          {name: 'username', label: words.email, kind: 'email'},
          ...commonFields(words, orgId),
        ],
        initial,
        button: words.invite,
        submit: (values) =>
          inviteOne(
            words,
            orgId,
            {
              username: textOf(values, 'username'),
              roles: listOf(values, 'roles'),
              teamIds: listOf(values, 'teams'),
            },
            !isOn(values, 'link'),
          ),
      },
    },
    {
      label: words.inviteMany,
      form: {
        title: words.inviteMany,
        lead: <p>{words.inviteManyLead}</p>,
        fields: [
          {name: 'csv', label: words.csv, kind: 'area', hint: words.inviteManyHint},
          ...commonFields(words, orgId),
        ],
        initial,
        button: words.invite,
        submit: async (values) => {
          const people = readInvitations(textOf(values, 'csv'), words).map((person) => ({
            username: person.username,
            roles: person.roles.length > 0 ? person.roles : listOf(values, 'roles'),
            teamIds: listOf(values, 'teams'),
          }))
          const outcomes = await ask(orgId, people, !isOn(values, 'link'))
          return <Outcomes words={words} outcomes={outcomes} />
        },
      },
    },
  ]
}
