// Signing in, the second step, and where both lead afterwards.
import {useEffect, useState} from 'react'
import {base, call, Failure} from '../api/call'
import {createSession, verifySession} from '../api/operations'
import type {PersonSession} from '../api/operations'
import {secretOf, textOf} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {PasskeyLack} from '../parts/passkey_lack'
import {lackOfPasskeys, showPasskey, signInByPasskey} from '../parts/passkeys'
import {Link, useRouter} from '../parts/router'
import {useSession} from '../parts/session'
import type {Standing} from '../parts/session'

type Way = 'code' | 'passkey' | 'recoveryCode'

/** The second step, in whichever way the person has: those of the session's factors, or a code. */
export function SecondStep({session, after}: {
  session: PersonSession
  after: () => Promise<unknown>
}) {
  const {words} = useWords()
  const has = (type: string) => session.factors.includes(type)
  const lacks = has('passkey') && lackOfPasskeys()
  const ways: Way[] = [
    ...(has('totp') ? (['code'] as const) : []),
    ...(has('passkey') && !lacks ? (['passkey'] as const) : []),
    'recoveryCode',
  ]
  const [chosen, setChosen] = useState<Way>()
  const way = chosen && ways.includes(chosen) ? chosen : ways[0]
  const leads = {code: words.secondStepLead, passkey: words.passkeyLead, recoveryCode: ''}
  const labels = {
    code: words.useCode,
    passkey: words.usePasskeyInstead,
    recoveryCode: words.useRecoveryCode,
  }
  return (
    <>
      {leads[way] && <p>{leads[way]}</p>}
      {way === 'passkey' ? <PasskeyStep after={after} /> : <CodeForm key={way} name={way} after={after} />}
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <button key={other} type="button" className="plain" onClick={() => setChosen(other)}>
            {labels[other]}
          </button>
        ))}
      {lacks && <PasskeyLack />}
    </>
  )
}

function PasskeyStep({after}: {after: () => Promise<unknown>}) {
  const {words} = useWords()
  return (
    <Form
      fields={[]}
      button={words.usePasskey}
      submit={async () => {
        await showPasskey(words)
        await after()
      }}
    />
  )
}

function CodeForm({name, after}: {
  name: 'code' | 'recoveryCode'
  after: () => Promise<unknown>
}) {
  const {words} = useWords()
  const recovery = name === 'recoveryCode'
  return (
    <Form
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
  )
}

/** Address and password, then the second step where the account has one; or a passkey alone. */
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
  if (passed && standing.is === 'half') return <SecondStep session={standing.session} after={go} />
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
      {lackOfPasskeys() ? (
        <PasskeyLack />
      ) : (
        <Form
          fields={[]}
          minor
          button={words.signInWithPasskey}
          submit={async () => {
            await signInByPasskey(words)
            await go()
          }}
        />
      )}
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
        <SecondStep
          session={standing.session}
          after={async () => {
            const now = await refresh()
            if (now.is === 'unknown') throw new Failure(0, '', '')
            go(next, {replace: true, unasked: true})
          }}
        />
      )}
    </div>
  )
}
