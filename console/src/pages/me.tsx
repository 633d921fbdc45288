// The person's own account: what it says, the password, the second step, and sessions.
import {call} from '../api/call'
import {
  changePassword,
  confirmFactor,
  createFactor,
  createRecoveryCodes,
  deleteFactor,
  deleteSession,
  listFactors,
  listSessions,
  updateMe,
} from '../api/operations'
import type {Factor, MeUpdate} from '../api/operations'
import type {Action} from '../parts/action'
import {deviceNamed} from '../parts/device'
import {secretOf, textOf} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {isLanguage, languages, useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useSay} from '../parts/notice'
import {nameFields, newPasswordField} from '../parts/person'
import {useRouter} from '../parts/router'
import {Secrets} from '../parts/secret'
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

function Confirmation({factor}: {factor: Factor}) {
  const {words} = useWords()
  const say = useSay()
  const {refresh} = useSession()
  return (
    <>
      <p>{words.scan}</p>
      {factor.qrCode && (
        <img
          className="qr"
          alt={words.scanAlt}
          src={`data:image/svg+xml,${encodeURIComponent(factor.qrCode)}`}
        />
      )}
      {factor.secret && (
        <p>
          {words.secretByHand}: <code>{factor.secret}</code>
        </p>
      )}
      <Form
        fields={[{name: 'code', label: words.code, complete: 'one-time-code'}]}
        button={words.confirmCode}
        submit={async (values) => {
          const code = textOf(values, 'code')
          await call(confirmFactor, {path: {factorId: factor.id}, body: {code}})
          say(words.factorAdded)
          await refresh()
          return <p className="note">{words.factorAdded}</p>
        }}
      />
    </>
  )
}

export function FactorsPage() {
  const {words, when} = useWords()
  const me = useMe()
  const {refresh} = useSession()
  const kinds: Record<string, string> = {totp: words.totp, passkey: words.passkey}
  const add: Action = {
    label: words.addTotp,
    main: true,
    form: {
      title: words.addTotp,
      fields: [{name: 'name', label: words.factorName, optional: true, most: 64}],
      button: words.goOn,
      submit: async (values) => {
        const name = textOf(values, 'name')
        const body = {type: 'totp', ...(name ? {name} : {})}
        return <Confirmation factor={await call(createFactor, {body})} />
      },
    },
  }
  const codes: Action = {
    label: words.newRecoveryCodes,
    off: !me.hasSecondFactor,
    form: {
      title: words.newRecoveryCodes,
      lead: <p>{words.recoveryLead}</p>,
      fields: [],
      button: words.newRecoveryCodes,
      submit: async () => {
        const made = await call(createRecoveryCodes, {})
        await refresh()
        const secrets = made.codes.map((value, at) => ({label: String(at + 1), value}))
        return <Secrets file="orgd-recovery-codes.txt" secrets={secrets} />
      },
    },
  }
  return (
    <>
      <Heading
        title={words.factors}
        lead={me.hasSecondFactor && words.recoveryCodesLeft(me.recoveryCodesLeft)}
      />
      <Listing
        spec={{
          name: 'factors',
          label: words.factors,
          main: true,
          ask: (_page, _filters, signal) => call(listFactors, {}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {head: words.name, cell: (row) => <bdi>{row.name}</bdi>},
            {head: words.factorKind, cell: (row) => kinds[row.type] ?? row.type},
            {
              head: words.state,
              cell: (row) => (row.confirmedAt ? words.confirmed : words.unconfirmed),
            },
            {
              head: words.lastUsed,
              cell: (row) => (row.lastUsedAt ? when(row.lastUsedAt) : words.never),
            },
          ],
          empty: words.noFactors,
          actions: [add, codes],
          rowActions: (row) => [
            {
              label: words.remove,
              done: words.factorRemoved,
              confirm: {
                title: words.removeFactor,
                text: <p>{words.removeFactorText(row.name)}</p>,
                run: async () => {
                  await call(deleteFactor, {path: {factorId: row.id}})
                  await refresh()
                },
              },
            },
          ],
        }}
      />
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
