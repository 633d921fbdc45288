// The pages that links of mails lead to. A link's token stands behind "#", which no server sees.
import {useState} from 'react'
import {call, Failure} from '../api/call'
import {
  acceptInvitation,
  createSession,
  rejectInvitation,
  resetPassword,
  setPassword,
} from '../api/operations'
import {ActionButton} from '../parts/action'
import {secretOf, textOf} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {nameFields, newPasswordField} from '../parts/person'
import {Link, useRouter} from '../parts/router'
import {useSession} from '../parts/session'
import {isOn} from '../parts/console_setting'
import {SignInForm} from './sign_in'

const tokenOf = (hash: string) => new URLSearchParams(hash.slice(1)).get('token') ?? ''

function Ended({title, text, to, label}: {title: string; text: string; to?: string; label?: string}) {
  const {go} = useRouter()
  return (
    <div className="narrow">
      <Heading title={title} />
      <p>{text}</p>
      {to && isOn && (
        <div className="buttons">
          <button type="button" className="main" onClick={() => go(to, {replace: true})}>
            {label}
          </button>
        </div>
      )}
    </div>
  )
}

type End = 'no' | 'joined' | 'elsewhere' | 'rejected'

function NewAccount({invitationId, token, end}: {
  invitationId: string
  token: string
  end: (how: End) => void
}) {
  const {words} = useWords()
  const {refresh} = useSession()
  return (
    <Form
      fields={[...nameFields(words), newPasswordField(words, 'password')]}
      button={words.acceptNew}
      submit={async (values) => {
        const password = secretOf(values, 'password')
        const joined = await call(acceptInvitation, {
          path: {invitationId},
          body: {
            token,
            firstName: textOf(values, 'firstName'),
            lastName: textOf(values, 'lastName'),
            country: textOf(values, 'country').toUpperCase(),
            password,
          },
        })
        try {
          await call(createSession, {body: {username: joined.username, password}})
        } catch {
          // The invitation is used up, whatever keeps the person from being signed in.
          return end('elsewhere')
        }
        await refresh()
        return end('joined')
      }}
    />
  )
}

export function AcceptPage({invitationId}: {invitationId: string}) {
  const {words} = useWords()
  const {hash} = useRouter()
  const {standing} = useSession()
  const [token] = useState(() => tokenOf(hash))
  const [ended, end] = useState<End>('no')
  const [known, setKnown] = useState(false)
  if (!token) return <Ended title={words.acceptTitle} text={words.linkIncomplete} />
  if (ended === 'joined')
    return <Ended title={words.accepted} text={words.acceptedLead} to="orgs" label={words.goOn} />
  if (ended === 'elsewhere')
    return (
      <Ended title={words.accepted} text={words.acceptedElsewhere} to="signin" label={words.signIn} />
    )
  if (ended === 'rejected') return <Ended title={words.rejected} text="" />
  const signedIn = standing.is === 'in'
  return (
    <div className="narrow">
      <Heading title={words.acceptTitle} lead={words.acceptLead} />
      {signedIn ? (
        <>
          <p>{words.acceptSignedIn(standing.me.username)}</p>
          <Form
            fields={[]}
            button={words.acceptAs}
            submit={async () => {
              await call(acceptInvitation, {path: {invitationId}, body: {token}})
              end('joined')
            }}
          />
        </>
      ) : known || standing.is === 'half' ? (
        <>
          <p>{words.acceptSignInLead}</p>
          <SignInForm after={() => undefined} />
        </>
      ) : (
        <NewAccount invitationId={invitationId} token={token} end={end} />
      )}
      <div className="buttons">
        {!signedIn && (
          <button type="button" onClick={() => setKnown(!known)}>
            {known ? words.acceptNewInstead : words.acceptOther}
          </button>
        )}
        <ActionButton
          action={{
            label: words.reject,
            confirm: {
              title: words.rejectTitle,
              text: <p>{words.rejectText}</p>,
              run: async () => {
                await call(rejectInvitation, {path: {invitationId}, body: {token}})
                end('rejected')
              },
            },
          }}
        />
      </div>
    </div>
  )
}

// Whoever asks for another link comes to the same page without a token.
export function ResetPage() {
  const {hash} = useRouter()
  return <Reset key={hash} token={tokenOf(hash)} />
}

function Reset({token}: {token: string}) {
  const {words} = useWords()
  const [ended, setEnded] = useState<'no' | 'asked' | 'set' | 'dead'>('no')
  if (ended === 'dead')
    return (
      <div className="narrow">
        <Heading title={words.setPasswordTitle} />
        <p className="note bad" role="alert">
          {words.refusals.INVALID_PASSWORD_LINK}
        </p>
        <Link to="reset" className="button main">
          {words.askForNewLink}
        </Link>
      </div>
    )
  if (ended === 'asked') return <Ended title={words.resetTitle} text={words.resetSent} />
  if (ended === 'set')
    return (
      <Ended
        title={words.setPasswordTitle}
        text={words.passwordSet}
        to="signin"
        label={words.signIn}
      />
    )
  if (!token)
    return (
      <div className="narrow">
        <Heading title={words.resetTitle} lead={words.resetLead} />
        <Form
          fields={[{name: 'username', label: words.email, kind: 'email', complete: 'username'}]}
          button={words.resetButton}
          submit={async (values) => {
            await call(resetPassword, {body: {username: textOf(values, 'username')}})
            setEnded('asked')
          }}
        />
      </div>
    )
  return (
    <div className="narrow">
      <Heading title={words.setPasswordTitle} />
      <Form
        fields={[newPasswordField(words, 'password')]}
        button={words.setPassword}
        submit={async (values) => {
          try {
            await call(setPassword, {body: {token, password: secretOf(values, 'password')}})
          } catch (error) {
            if (!(error instanceof Failure) || error.code !== 'INVALID_PASSWORD_LINK') throw error
            return setEnded('dead')
          }
          return setEnded('set')
        }}
      />
    </div>
  )
}
