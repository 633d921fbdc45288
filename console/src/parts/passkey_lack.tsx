// Why a page has no passkeys, and what to do.
import {useWords} from './language'
import {lackOfPasskeys} from './passkeys'

// Where the name of this machine leads as well, so that who tries orgd is a step away from them.
const ownAddresses = ['127.0.0.1', '[::1]']

/** The page at this machine's name, if it is at its address. */
function byName(): string | undefined {
  if (!ownAddresses.includes(location.hostname)) return undefined
  const there = new URL(location.href)
  there.hostname = 'localhost'
  return there.href
}

export function PasskeyLack() {
  const {words} = useWords()
  const lack = lackOfPasskeys()
  if (!lack) return null
  if (lack === 'browser') return <p className="hint">{words.passkeysNeedBrowser}</p>
  const there = byName()
  return (
    <p className="hint">
      {words.passkeysNeedName}{' '}
      {there ? (
        <>
          {words.passkeysByName} <a href={there}>{new URL(there).origin}</a>
        </>
      ) : (
        words.passkeysAskForName
      )}
    </p>
  )
}
