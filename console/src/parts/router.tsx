// Where the person is: the part of the address below /console/. All state that a reload or a link
// should bring back is there.
import {createContext, useContext, useEffect, useMemo, useRef, useState} from 'react'
import type {MouseEvent, ReactNode} from 'react'
import {base} from '../api/call'
import {useWords} from './language'

type Place = {path: string; search: string; hash: string}

export type Router = Place & {
  query: URLSearchParams
  go(to: string, options?: {replace?: boolean; unasked?: boolean}): void
  /** Changes parameters of the query; an empty value takes one away. */
  ask(changes: Record<string, string>): void
  /** While it is held, leaving asks. Gives the function that ends it. */
  hold(): () => void
}

const Context = createContext<Router | null>(null)

export function useRouter(): Router {
  const router = useContext(Context)
  if (!router) throw new Error('no router')
  return router
}

function here(): Place {
  const path = location.pathname.slice(base.length).replace(/\/+$/, '')
  return {path, search: location.search, hash: location.hash}
}

const depthNow = (): number => (history.state as {depth?: number} | null)?.depth ?? 0

export function RouterProvider({children}: {children: ReactNode}) {
  const {words} = useWords()
  const [place, setPlace] = useState(here)
  const holders = useRef(new Set<object>())
  const depth = useRef(depthNow())
  const question = useRef('')
  question.current = words.leaveUnsaved

  useEffect(() => {
    let undoing = false
    const moved = () => {
      if (undoing) {
        undoing = false
        return
      }
      if (holders.current.size > 0 && !confirm(question.current)) {
        undoing = true
        history.go(depth.current - depthNow() || 1)
        return
      }
      holders.current.clear()
      depth.current = depthNow()
      setPlace(here())
    }
    const leaving = (event: BeforeUnloadEvent) => {
      if (holders.current.size > 0) event.preventDefault()
    }
    addEventListener('popstate', moved)
    addEventListener('beforeunload', leaving)
    return () => {
      removeEventListener('popstate', moved)
      removeEventListener('beforeunload', leaving)
    }
  }, [])

  const router = useMemo<Router>(() => {
    const go: Router['go'] = (to, {replace = false, unasked = false} = {}) => {
      if (!unasked && holders.current.size > 0 && !confirm(question.current)) return
      holders.current.clear()
      if (!replace) depth.current += 1
      const state = {depth: depth.current}
      if (replace) history.replaceState(state, '', base + to)
      else history.pushState(state, '', base + to)
      setPlace(here())
    }
    return {
      ...place,
      query: new URLSearchParams(place.search),
      go,
      ask(changes) {
        const query = new URLSearchParams(place.search)
        for (const [name, value] of Object.entries(changes))
          if (value) query.set(name, value)
          else query.delete(name)
        const text = query.toString()
        go(place.path + (text && `?${text}`))
      },
      hold() {
        const holder = {}
        holders.current.add(holder)
        return () => void holders.current.delete(holder)
      },
    }
  }, [place])

  return <Context.Provider value={router}>{children}</Context.Provider>
}

/** The values of a pattern as "orgs/:orgId/people", if the path is one of it. */
export function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const values: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const text = given[at] ?? ''
    if (part.startsWith(':')) {
      try {
        values[part.slice(1)] = decodeURIComponent(text)
      } catch {
        return null
      }
    } else if (part !== text) return null
  }
  return values
}

export function Link(props: {
  to: string
  children: ReactNode
  className?: string
  current?: boolean
}) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    if (event.button !== 0 || !plain) return
    event.preventDefault()
    router.go(props.to)
  }
  return (
    <a
      href={base + props.to}
      onClick={follow}
      className={props.className}
      aria-current={props.current ? 'page' : undefined}
    >
      {props.children}
    </a>
  )
}
