// The person's own account: what it says, the password, and sessions.
import {call} from '../api/call'
import {changePassword, deleteSession, listSessions, updateMe} from '../api/operations'
import type {MeUpdate} from '../api/operations'
import {deviceNamed} from '../parts/device'
import {secretOf, textOf} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {isLanguage, languages, useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useSay} from '../parts/notice'
import {nameFields, newPasswordField} from '../parts/person'
import {useRouter} from '../parts/router'
import {Sections} from '../parts/sections'
import {useMe, useSession} from '../parts/session'
import type {ReactNode} from 'react'

export function MyFrame({children}: {children: ReactNode}) {
  const {words} = useWords()
  const {path} = useRouter()
  const pages = [
    ['me', words.profile],
    ['me/password', words.changePassword],
    ['me/factors', words.factors],
    ['me/sessions', words.sessions],
  ] as const
  const sections = pages.map(([to, label]) => ({to, label, current: path === to}))
  return (
    <Sections label={words.ownAccount} sections={sections}>
      {children}
    </Sections>
  )
}

export function ProfilePage() {
  const {words} = useWords()
  const me = useMe()
  const {refresh} = useSession()
  const say = useSay()
  return (
    <>
      <Heading title={words.profile} lead={<bdi>{me.username}</bdi>} />
      <section className="card" aria-label={words.profile}>
        <Form
          key={JSON.stringify(me)}
          fields={[
            ...nameFields(words),
            {
              name: 'mobile',
              label: words.mobile,
              complete: 'tel',
              optional: true,
              most: 32,
            },
            {
              name: 'language',
              label: words.languageOfMails,
              kind: 'select',
              optional: true,
              options: Object.entries(languages).map(([value, {name}]) => ({value, label: name})),
            },
          ]}
          initial={{
            firstName: me.firstName,
            lastName: me.lastName,
            country: me.country,
            mobile: me.mobileNumber ?? '',
            language: me.language ?? '',
          }}
          button={words.save}
          submit={async (values) => {
            const language = textOf(values, 'language')
            const body: MeUpdate = {
              firstName: textOf(values, 'firstName'),
              lastName: textOf(values, 'lastName'),
              country: textOf(values, 'country').toUpperCase(),
              mobileNumber: textOf(values, 'mobile') || null,
            }
            if (language !== (me.language ?? '')) body.language = isLanguage(language) ? language : null
            await call(updateMe, {body})
            say(words.saved)
            await refresh()
          }}
        />
      </section>
    </>
  )
}

export function PasswordPage() {
  const {words} = useWords()
  const {go} = useRouter()
  const say = useSay()
  return (
    <>
      <Heading title={words.changePassword} />
      <section className="card" aria-label={words.changePassword}>
        <Form
          fields={[
            {
              name: 'current',
              label: words.currentPassword,
              kind: 'password',
              complete: 'current-password',
            },
            newPasswordField(words, 'new'),
          ]}
          button={words.changePassword}
          submit={async (values) => {
            await call(changePassword, {
              body: {
                currentPassword: secretOf(values, 'current'),
                newPassword: secretOf(values, 'new'),
              },
            })
            say(words.passwordChanged)
            go('me', {unasked: true})
          }}
        />
      </section>
    </>
  )
}

export function SessionsPage() {
  const {words, when} = useWords()
  return (
    <>
      <Heading title={words.sessions} />
      <Listing
        spec={{
          name: 'sessions',
          label: words.sessions,
          main: true,
          ask: (_page, _filters, signal) => call(listSessions, {}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.address ?? row.id,
          columns: [
            {
              head: words.device,
              cell: (row) => (
                <div>
                  <bdi title={row.userAgent}>{deviceNamed(words, row.userAgent) || '–'}</bdi>{' '}
                  {row.current && <span className="tag">{words.current}</span>}
                </div>
              ),
            },
            {head: words.from, cell: (row) => row.address ?? '–'},
            {head: words.created, cell: (row) => when(row.createdAt)},
            {head: words.lastUsed, cell: (row) => when(row.lastUsedAt)},
          ],
          empty: words.noSessions,
          rowActions: (row) => [
            {
              label: words.endSession,
              done: words.sessionEnded,
              confirm: {
                title: words.endSessionTitle,
                text: <p>{words.endSessionText(deviceNamed(words, row.userAgent) || (row.address ?? row.id))}</p>,
                run: () => call(deleteSession, {path: {sessionId: row.id}}),
              },
            },
          ],
        }}
      />
    </>
  )
}
