// Signing in, the second step, and where both lead afterwards.
import {useEffect, useState} from 'react'
import {base, call, Failure} from '../api/call'
import {createSession, verifySession} from '../api/operations'
import {secretOf, textOf} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Link, useRouter} from '../parts/router'
import {useSession} from '../parts/session'
import type {Standing} from '../parts/session'

export function CodeForm({after}: {after: () => Promise<unknown>}) {
  const {words} = useWords()
  const [recovery, setRecovery] = useState(false)
  const name = recovery ? 'recoveryCode' : 'code'
  return (
    <>
      <Form
        key={name}
        fields={[
          {
            name,
            label: recovery ? words.recoveryCode : words.code,
            complete: recovery ? 'off' : 'one-time-code',
          },
        ]}
        button={words.confirmCode}
        fleeting
        submit={async (values) => {
          await call(verifySession, {body: {[name]: textOf(values, name)}})
          await after()
        }}
      />
      <button type="button" className="plain" onClick={() => setRecovery(!recovery)}>
        {recovery ? words.useCode : words.useRecoveryCode}
      </button>
    </>
  )
}

/** Address and password, then the second step where the account has one. */
export function SignInForm({after}: {after: (standing: Standing) => void}) {
  const {words} = useWords()
  const {standing, refresh} = useSession()
  const [passed, setPassed] = useState(false)
  const go = async () => {
    const now = await refresh()
    if (now.is === 'in') after(now)
    else if (now.is === 'unknown') throw now.failure
    setPassed(true)
  }
  if (passed && standing.is === 'half')
    return (
      <>
        <p>{words.secondStepLead}</p>
        <CodeForm after={go} />
      </>
    )
  return (
    <>
      {passed && standing.is === 'out' && <p className="note warn">{words.sessionOver}</p>}
      <Form
        fields={[
          {name: 'username', label: words.email, kind: 'email', complete: 'username'},
          {name: 'password', label: words.password, kind: 'password', complete: 'current-password'},
        ]}
        button={words.signIn}
        submit={async (values) => {
          const username = textOf(values, 'username')
          await call(createSession, {body: {username, password: secretOf(values, 'password')}})
          await go()
        }}
      />
    </>
  )
}

// Only ways below the console: neither another site nor what lies beside it.
function nextOf(query: URLSearchParams): string {
  const next = query.get('next') ?? ''
  const below = new URL(base, location.href).href
  try {
    const {href} = new URL(next, below)
    if (next && href.startsWith(below)) return href.slice(below.length) || 'orgs'
  } catch {
    // No address at all.
  }
  return 'orgs'
}

export function SignInPage() {
  const {words} = useWords()
  const {query, go} = useRouter()
  const {standing} = useSession()
  const expired = query.get('why') === 'expired'
  const proof = query.get('why') === 'proof'
  const next = nextOf(query)
  const done = standing.is === 'in' && !expired && !proof
  useEffect(() => {
    if (done) go(next, {replace: true, unasked: true})
    else if (standing.is === 'half')
      go(`verify?${new URLSearchParams({next})}`, {replace: true, unasked: true})
  }, [done, standing.is, next, go])
  return (
    <div className="narrow">
      <Heading title={words.signIn} />
      {expired && <p className="note warn">{words.expiredForOrganization}</p>}
      {proof && <p className="note warn">{words.proofWanted}</p>}
      {query.get('why') === 'over' && <p className="note warn">{words.sessionOver}</p>}
      <SignInForm after={() => go(next, {replace: true, unasked: true})} />
      <p>
        <Link to="reset">{words.forgotPassword}</Link>
      </p>
    </div>
  )
}

export function VerifyPage() {
  const {words} = useWords()
  const {query, go} = useRouter()
  const {standing, refresh} = useSession()
  const next = nextOf(query)
  const why = query.get('why')
  useEffect(() => {
    if (standing.is === 'out')
      go(`signin?${new URLSearchParams({next, why: 'over'})}`, {replace: true, unasked: true})
  }, [standing.is, next, go])
  if (standing.is !== 'in' && standing.is !== 'half') return null
  const none = standing.is === 'in' && standing.session.factors.length === 0
  return (
    <div className="narrow">
      <Heading title={words.secondStep} />
      {why === 'operators' && <p className="note warn">{words.secondStepForOperators}</p>}
      {why === 'organization' && <p className="note warn">{words.secondStepForOrganization}</p>}
      {why === 'proof' && <p className="note warn">{words.proofWanted}</p>}
      {none ? (
        <p>
          {words.noFactorYet} <Link to="me/factors">{words.setUpFactor}</Link>
        </p>
      ) : (
        <>
          <p>{words.secondStepLead}</p>
          <CodeForm
            after={async () => {
              const now = await refresh()
              if (now.is === 'unknown') throw new Failure(0, '', '')
              go(next, {replace: true, unasked: true})
            }}
          />
        </>
      )}
    </div>
  )
}
