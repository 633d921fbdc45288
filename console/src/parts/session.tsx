// Who is signed in, and what to do when the API says that nobody is, or not well enough.
import {createContext, useCallback, useContext, useEffect, useMemo, useState} from 'react'
import type {ReactNode} from 'react'
import {call, Failure} from '../api/call'
import {getCurrentSession, getMe} from '../api/operations'
import type {Me, PersonSession} from '../api/operations'
import {MendingProvider} from './mending'
import {useRouter} from './router'

export type Standing =
  | {is: 'asked'}
  | {is: 'unknown'; failure: Failure}
  | {is: 'out'}
  | {is: 'half'; session: PersonSession}
  | {is: 'in'; session: PersonSession; me: Me}

type Session = {
  standing: Standing
  refresh(): Promise<Standing>
}

const Context = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('no session')
  return session
}

/** The person, on pages that are only shown to one. */
export function useMe(): Me {
  const {standing} = useSession()
  if (standing.is !== 'in') throw new Error('nobody is signed in')
  return standing.me
}

async function askStanding(): Promise<Standing> {
  try {
    const session = await call(getCurrentSession, {})
    if (session.state !== 'ACTIVE') return {is: 'half', session}
    return {is: 'in', session, me: await call(getMe, {})}
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.status === 401 ? {is: 'out'} : {is: 'unknown', failure: error}
  }
}

// Refusals that may mean that the session has ended, or has a step to go: a role that is too low
// answers the same as no session, and so many wrong codes end one.
const mayBeOver = new Set([
  'USER_UNAUTHORIZED',
  'SECOND_FACTOR_REQUIRED',
  'SECOND_FACTOR_FAILED',
  'FRESH_PROOF_REQUIRED',
])

export const goingOnTo = (page: string, path: string, search: string, why = '') =>
  `${page}?${new URLSearchParams({next: path + search, ...(why ? {why} : {})})}`

export function SessionProvider({children}: {children: ReactNode}) {
  const router = useRouter()
  const [standing, setStanding] = useState<Standing>({is: 'asked'})

  const refresh = useCallback(async () => {
    const found = await askStanding()
    setStanding(found)
    return found
  }, [])
  useEffect(() => void refresh(), [refresh])

  const {go, path, search} = router
  const mend = useCallback(
    async (failure: Failure) => {
      const leave = (page: string, why: string) => {
        go(goingOnTo(page, path, search, why), {replace: true, unasked: true})
        return true
      }
      const of = path.startsWith('operator') ? 'operators' : 'organization'
      if (failure.code === 'SESSION_EXPIRED_FOR_ORG') return leave('signin', 'expired')
      if (failure.code === 'MFA_REQUIRED') return leave('verify', of)
      if (!mayBeOver.has(failure.code)) return false
      const now = await askStanding()
      if (failure.code === 'FRESH_PROOF_REQUIRED' && now.is === 'in')
        return leave(now.session.factors.length > 0 ? 'verify' : 'signin', 'proof')
      if (now.is !== 'out' && now.is !== 'half') return false
      if (now.is === 'half' && failure.code === 'SECOND_FACTOR_FAILED') return false
      setStanding(now)
      return true
    },
    [go, path, search],
  )

  const session = useMemo(() => ({standing, refresh}), [standing, refresh])
  const mending = useMemo(() => ({mend}), [mend])
  return (
    <Context.Provider value={session}>
      <MendingProvider value={mending}>{children}</MendingProvider>
    </Context.Provider>
  )
}
