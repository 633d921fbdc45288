// The control plane as a page calls it: with the token, where it demands one, and by hand.
import {useCallback, useMemo, useState} from 'react'
import type {ReactNode} from 'react'
import {call, Failure, root, showToken} from '../api/call'
import {listWorlds} from '../api/sandbox_operations'
import {secretOf} from './fields'
import {Form} from './form'
import {Heading} from './frame'
import {useWords} from './language'
import {MendingProvider} from './mending'
import {useSandboxWords} from './sandbox_words'

const kept = 'orgd.control-token'
const address = location.origin + root + '/orgd/sandbox/v1'

// As long as the tab, and no longer: whoever has it can make anybody's call succeed.
function keptToken(): string {
  try {
    return sessionStorage.getItem(kept) ?? ''
  } catch {
    return '' // where the browser keeps nothing
  }
}

function keepToken(token: string): void {
  showToken(token)
  try {
    if (token) sessionStorage.setItem(kept, token)
    else sessionStorage.removeItem(kept)
  } catch {
    // Then it lasts as long as the page.
  }
}

let hasToken = keptToken() !== ''
showToken(keptToken())

function TokenPage({given}: {given: () => void}) {
  const words = useSandboxWords()
  const submit = async (token: string) => {
    showToken(token)
    try {
      await call(listWorlds, {})
    } catch (error) {
      showToken('')
      const wrong = error instanceof Failure && error.status === 401
      throw wrong ? new Failure(400, '', words.tokenWrong) : error
    }
    keepToken(token)
    hasToken = true
    given()
  }
  return (
    <div className="narrow">
      <Heading title={words.tokenTitle} lead={words.tokenLead} />
      <Form
        fields={[{name: 'token', label: words.token, kind: 'password'}]}
        button={words.tokenButton}
        fleeting
        submit={(values) => submit(secretOf(values, 'token').trim())}
      />
    </div>
  )
}

/** Asks for the token once a call was refused for want of it. */
export function ControlProvider({children}: {children: ReactNode}) {
  const [asks, setAsks] = useState(false)
  const mend = useCallback(async (failure: Failure) => {
    if (failure.status !== 401) return false
    keepToken('')
    hasToken = false
    setAsks(true)
    return true
  }, [])
  const mending = useMemo(
    () => ({
      mend,
      told: (failure: Failure) =>
        failure.code === 'USER_UNAUTHORIZED' ? failure.detail : undefined,
    }),
    [mend],
  )
  return (
    <MendingProvider value={mending}>
      {asks ? <TokenPage given={() => setAsks(false)} /> : children}
    </MendingProvider>
  )
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** What a shell runs to do the same as a page does. */
export function controlLine(method: string, path: string, body?: unknown): string {
  const token = hasToken ? ' -H "Authorization: Bearer $TOKEN"' : ''
  const data = body === undefined ? '' : ` --data ${quoted(JSON.stringify(body))}`
  return `curl -X ${method} -H 'X-Orgd: 1'${token} ${quoted(address + path)}${data}`
}

export function Line({lead, line}: {lead?: string; line: string}) {
  const {words} = useWords()
  const [copied, setCopied] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line)
      setCopied(words.copied)
    } catch {
      setCopied(words.copyByHand)
    }
  }
  return (
    <div className="secret">
      {lead && <span>{lead}</span>}
      <code>{line}</code>
      <button type="button" onClick={() => void copy()} aria-label={`${words.copy}: ${line}`}>
        {words.copy}
      </button>
      <span role="status">{copied}</span>
    </div>
  )
}
