// Who is signed in, in the head of every page, and the ways from there.
import {call} from '../api/call'
import {deleteCurrentSession} from '../api/operations'
import {FailureNote} from './asked'
import {useBusy} from './form'
import {useWords} from './language'
import {Link, useRouter} from './router'
import {useSession} from './session'

export function Account() {
  const {words} = useWords()
  const {standing, refresh} = useSession()
  const {go, path} = useRouter()
  const {busy, failure, run} = useBusy()
  if (standing.is !== 'in' && standing.is !== 'half') return null
  const signOut = () =>
    run(async () => {
      await call(deleteCurrentSession, {})
      await refresh()
      go('signin', {unasked: true})
    })
  return (
    <nav className="account" aria-label={words.account}>
      {standing.is === 'in' && (
        <>
          <Link to="orgs" current={path === 'orgs'}>
            {words.organizations}
          </Link>
          {standing.me.isOperator && (
            <Link to="operator/organizations" current={path.startsWith('operator/')}>
              {words.server}
            </Link>
          )}
          <Link to="me" current={path.startsWith('me')}>
            <bdi>{standing.me.username}</bdi>
          </Link>
        </>
      )}
      <button type="button" className="plain" disabled={busy} onClick={() => void signOut()}>
        {words.signOut}
      </button>
      {failure && <FailureNote failure={failure} />}
    </nav>
  )
}
