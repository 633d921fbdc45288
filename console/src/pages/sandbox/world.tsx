// What stands around the pages of a world, and what several of them show of it.
import {createContext, useContext} from 'react'
import type {ReactNode} from 'react'
import {call, Failure} from '../../api/call'
import {listWorlds, resetWorld} from '../../api/sandbox_operations'
import type {ClockView, WorldView} from '../../api/sandbox_operations'
import type {Action} from '../../parts/action'
import {Shown, useAsked} from '../../parts/asked'
import {Heading} from '../../parts/frame'
import {useRouter} from '../../parts/router'
import {useSandboxWords} from '../../parts/sandbox_words'
import {Sections} from '../../parts/sections'
import type {SandboxWords} from '../../words/sandbox/en'

type Known = WorldView & {again(): void}

const Context = createContext<Known | null>(null)

export function useWorld(): Known {
  const world = useContext(Context)
  if (!world) throw new Error('no world')
  return world
}

/** What a field of a moment has, which all of a sandbox's are of UTC; "" where it has none. */
export function momentOf(text: string): string {
  if (!text) return ''
  return `${text.length === 'YYYY-MM-DDTHH:MM'.length ? `${text}:00` : text.slice(0, 19)}Z`
}

export function Mode({clock}: {clock: ClockView}) {
  const words = useSandboxWords()
  const runs = clock.mode === 'real'
  return <span className={`tag ${runs ? 'active' : ''}`}>{runs ? words.runs : words.stands}</span>
}

export function ConsoleLink({world}: {world: WorldView}) {
  const words = useSandboxWords()
  return (
    <a href={`${world.baseUrl}/console/`} target="_blank" rel="noreferrer">
      {words.openConsole}
    </a>
  )
}

export const resetAction = (words: SandboxWords, name: string): Action => ({
  label: words.reset,
  done: words.wasReset,
  confirm: {
    title: words.resetTitle,
    text: <p>{words.resetText(name)}</p>,
    run: () => call(resetWorld, {query: {world: name}}),
  },
})

export function WorldFrame({name, children}: {name: string; children: ReactNode}) {
  const words = useSandboxWords()
  const {path} = useRouter()
  const asked = useAsked(`world ${name}`, async (signal) => {
    const {worlds} = await call(listWorlds, {}, signal)
    const found = worlds.find((world) => world.name === name)
    if (!found) throw new Failure(404, '', words.noWorld(name))
    return found
  })
  const pages = [
    ['', words.overview],
    ['/clock', words.clock],
    ['/faults', words.faults],
    ['/journal', words.journal],
  ] as const
  const here = path.split('/')[2]
  const sections = pages.map(([page, label]) => ({
    to: `worlds/${name}${page}`,
    label,
    current: page === (here ? `/${here}` : ''),
  }))
  return (
    <Sections label={words.world} sections={sections}>
      {asked.failure && <Heading title={words.world} name={name} />}
      <Shown asked={asked}>
        {(world) => (
          <Context.Provider value={{...world, again: asked.again}}>{children}</Context.Provider>
        )}
      </Shown>
    </Sections>
  )
}
