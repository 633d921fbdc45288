// What a page asks the API for: waiting, failed with a way to try again, or there.
import {useCallback, useEffect, useRef, useState} from 'react'
import type {ReactNode} from 'react'
import {Failure} from '../api/call'
import {useWords} from './language'
import {useMending} from './mending'

export type Asked<Data> = {
  data: Data | undefined
  failure: Failure | undefined
  busy: boolean
  again(): void
}

/** Asks when it is first shown and whenever `key` changes; what was there stays until then. */
export function useAsked<Data>(key: string, ask: (signal: AbortSignal) => Promise<Data>) {
  const {mend} = useMending()
  const [state, setState] = useState<Omit<Asked<Data>, 'again'> & {key: string}>({
    data: undefined,
    failure: undefined,
    busy: true,
    key,
  })
  const [turn, setTurn] = useState(0)
  const latest = useRef({ask, mend})
  latest.current = {ask, mend}

  useEffect(() => {
    const stop = new AbortController()
    setState((old) => ({...old, busy: true, data: old.key === key ? old.data : undefined, key}))
    latest.current.ask(stop.signal).then(
      (data) => {
        if (!stop.signal.aborted) setState({data, failure: undefined, busy: false, key})
      },
      async (error: unknown) => {
        if (stop.signal.aborted) return
        const failure = error instanceof Failure ? error : new Failure(0, '', String(error))
        if (await latest.current.mend(failure)) return
        if (!stop.signal.aborted) setState({data: undefined, failure, busy: false, key})
      },
    )
    return () => stop.abort()
  }, [key, turn])

  const again = useCallback(() => setTurn((old) => old + 1), [])
  return {...state, again}
}

export function useFailureText(): (failure: Failure) => string {
  const {words, span} = useWords()
  const {told} = useMending()
  const refusals: Record<string, string> = words.refusals
  return (failure) => {
    if (failure.status === 0) return words.unreachable
    const own = told?.(failure)
    if (own) return own
    if (failure.code === 'USER_UNAUTHORIZED') return words.notAllowed
    const wait = failure.retryAfter > 0 ? ` ${words.tryIn(span(failure.retryAfter))}` : ''
    const text = failure.said || (refusals[failure.code] ?? failure.detail)
    return (text || words.failedWith(failure.status)) + wait
  }
}

export function FailureNote({failure, again}: {failure: Failure; again?: () => void}) {
  const {words} = useWords()
  const text = useFailureText()
  return (
    <div className="note bad" role="alert">
      <p>{text(failure)}</p>
      {again && (
        <button type="button" onClick={again}>
          {words.tryAgain}
        </button>
      )}
    </div>
  )
}

/** Shows what was asked for once it is there. */
export function Shown<Data>(props: {asked: Asked<Data>; children: (data: Data) => ReactNode}) {
  const {words} = useWords()
  const {data, failure, again} = props.asked
  if (failure) return <FailureNote failure={failure} again={again} />
  if (data === undefined)
    return (
      <p className="waiting" role="status">
        {words.loading}
      </p>
    )
  return <>{props.children(data)}</>
}
