// Invitations that nobody has accepted, and what became of their mails.
import {call} from '../api/call'
import {deleteOrganizationInvitation, resendInvitation, trackInvitations} from '../api/operations'
import {isOn} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useSay} from '../parts/notice'
import {useOrg} from '../parts/organization'
import {roleNames} from '../parts/roles'
import {inviteActions, linkField, Outcomes} from './inviting'

type State = 'PENDING' | 'EXPIRED' | 'REJECTED' | undefined

export function InvitationsPage() {
  const {words, when} = useWords()
  const org = useOrg()
  const say = useSay()
  const path = {orgId: org.id}
  const states: Record<string, string> = words.invitationStates
  const mails: Record<string, string> = words.mailStates
  return (
    <>
      <Heading title={words.invitations} of={org.organization.name} />
      <Listing
        spec={{
          name: `invitations ${org.id}`,
          label: words.invitations,
          main: true,
          ask: (page, {state}, signal) =>
            call(
              trackInvitations,
              {path, query: {...page, state: (state || undefined) as State}},
              signal,
            ),
          keyOf: (row) => row.id,
          nameOf: (row) => row.username,
          columns: [
            {head: words.person, cell: (row) => <bdi>{row.username}</bdi>},
            {
              head: words.state,
              cell: (row) => (
                <span className={`tag ${row.state.toLowerCase()}`}>
                  {states[row.state] ?? row.state}
                </span>
              ),
            },
            {
              head: words.mail,
              cell: (row) => (
                <>
                  {mails[row.mailState ?? ''] ?? '–'}
                  {row.mailError && <small>{row.mailError}</small>}
                </>
              ),
            },
            {head: words.roles, cell: (row) => roleNames(words, row.roles)},
            {head: words.invitedBy, cell: (row) => <bdi>{row.inviterUsername}</bdi>},
            {head: words.expires, cell: (row) => when(row.expiresAt)},
          ],
          filters: [
            {
              name: 'state',
              label: words.state,
              kind: 'select',
              options: Object.entries(states).map(([value, label]) => ({value, label})),
            },
          ],
          empty: words.noInvitations,
          actions: org.owns ? inviteActions(words, org.id) : [],
          rowActions: (row) => [
            {
              label: words.resend,
              off: !org.owns || row.state === 'REJECTED',
              form: {
                title: words.resendTitle,
                lead: <p>{words.resendText(row.username)}</p>,
                fields: [linkField(words)],
                button: words.resend,
                submit: async (values) => {
                  const sendEmail = !isOn(values, 'link')
                  const outcome = await call(resendInvitation, {
                    path: {...path, invitationId: row.id},
                    query: {sendEmail},
                  })
                  if (!sendEmail) return <Outcomes words={words} outcomes={[outcome]} />
                  say(words.resent)
                  return undefined
                },
              },
            },
            {
              label: words.cancelInvitation,
              off: !org.owns || row.state !== 'PENDING',
              done: words.invitationCancelled,
              confirm: {
                title: words.cancelInvitationTitle,
                text: <p>{words.cancelInvitationText(row.username)}</p>,
                run: () =>
                  call(deleteOrganizationInvitation, {path: {...path, invitationId: row.id}}),
              },
            },
          ],
        }}
      />
    </>
  )
}
