// Follows a world's journal: what there is, then whatever comes, as soon as it comes.
import {useCallback, useEffect, useRef, useState} from 'react'
import {call, Failure} from '../../api/call'
import {listRequests, waitForRequests} from '../../api/sandbox_operations'
import type {Entry} from '../../api/sandbox_operations'
import {useMending} from '../../parts/mending'

/** How many are shown at first, and how many more at a time. */
const atOnce = 100
/** Shorter than a call may take at all. */
const patience = '20s'

export type Wanted = {
  world: string
  status?: string
  operation?: string
  method?: string
  path?: string
  challenge?: boolean
}
type State = {
  /** The newest first; undefined while they are asked for. */
  entries: Entry[] | undefined
  dropped: number
  more: boolean
  failure: Failure | undefined
}
const nothing: State = {entries: undefined, dropped: 0, more: false, failure: undefined}

const failureOf = (error: unknown) =>
  error instanceof Failure ? error : new Failure(0, '', String(error))

type Numbers = {after?: number; before?: number; limit?: number}

const look = (wanted: Wanted, numbers: Numbers, signal?: AbortSignal) =>
  call(listRequests, {query: {...wanted, ...numbers}}, signal)

/** The number of the newest of any status: those that are filtered out are waited for no more. */
async function newest({status: _, ...wanted}: Wanted, signal: AbortSignal): Promise<number> {
  return (await look(wanted, {limit: 1}, signal)).requests[0]?.number ?? 0
}

export function useFollowing(wanted: Wanted) {
  const {mend} = useMending()
  const [state, setState] = useState<State>(nothing)
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify(wanted)
  const latest = useRef({wanted, mend})
  latest.current = {wanted, mend}

  useEffect(() => {
    const stop = new AbortController()
    const {signal} = stop
    const {status: _, ...waited} = latest.current.wanted
    const follow = async () => {
      setState(nothing)
      for (let last = -1; !signal.aborted; ) {
        const now = await newest(latest.current.wanted, signal)
        // Fewer than before: they were cleared, or the world is another one.
        const anew = last < 0 || now < last
        if (anew || now > last) {
          const numbers = {after: anew ? 0 : last, before: now + 1, limit: atOnce}
          const {requests, dropped} = await look(latest.current.wanted, numbers, signal)
          const come = requests.reverse()
          setState((old) => ({
            entries: anew ? come : [...come, ...(old.entries ?? [])],
            dropped,
            more: anew ? come.length === atOnce : old.more,
            failure: undefined,
          }))
        }
        last = now
        const query = {...waited, after: last, count: 1, timeout: patience}
        await call(waitForRequests, {query}, signal)
      }
    }
    follow().catch(async (error: unknown) => {
      if (signal.aborted) return
      const failure = failureOf(error)
      if (await latest.current.mend(failure)) return
      if (!signal.aborted) setState((old) => ({...old, failure}))
    })
    return () => stop.abort()
  }, [key, turn])

  const again = useCallback(() => setTurn((old) => old + 1), [])
  const earlier = async () => {
    const oldest = state.entries?.slice(-1)[0]
    if (!oldest) return
    const {requests} = await look(wanted, {before: oldest.number, limit: atOnce})
    setState((old) => ({
      ...old,
      entries: [...(old.entries ?? []), ...requests.reverse()],
      more: requests.length === atOnce,
    }))
  }
  return {...state, again, earlier}
}
