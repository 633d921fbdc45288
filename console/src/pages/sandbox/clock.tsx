// A world's clock: what time it is there, and how it goes on.
import {useEffect, useState} from 'react'
import {call} from '../../api/call'
import {getClock, setClock} from '../../api/sandbox_operations'
import type {ClockRequest, ClockView} from '../../api/sandbox_operations'
import {FailureNote, Shown, useAsked} from '../../parts/asked'
import {controlLine, Line} from '../../parts/control'
import {Facts} from '../../parts/facts'
import {textOf} from '../../parts/fields'
import {Form, useBusy} from '../../parts/form'
import {Heading} from '../../parts/frame'
import {useSay} from '../../parts/notice'
import {useSandboxWords} from '../../parts/sandbox_words'
import {Mode, momentOf, useWorld} from './world'

const iso = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')

/** Goes on by itself where the world's does. */
function Time({clock}: {clock: ClockView}) {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    setPassed(0)
    if (clock.mode !== 'real') return undefined
    const begun = performance.now()
    const timer = setInterval(() => setPassed(performance.now() - begun), 1000)
    return () => clearInterval(timer)
  }, [clock])
  return <code className="time">{iso(Date.parse(clock.at) + passed)}</code>
}

function Settings({clock, changed}: {clock: ClockView; changed(clock: ClockView): void}) {
  const words = useSandboxWords()
  const say = useSay()
  const world = useWorld()
  const {busy, failure, run} = useBusy()
  const change = async (body: ClockRequest) => {
    const now = await call(setClock, {query: {world: world.name}, body})
    changed(now)
    say(words.clockSet(now.at))
  }
  const press = (label: string, body: () => ClockRequest) => (
    <button type="button" disabled={busy} onClick={() => void run(() => change(body()))}>
      {label}
    </button>
  )
  const stands = clock.mode === 'frozen'
  return (
    <>
      <section className="card" aria-label={words.now}>
        <Facts
          facts={[
            {name: words.now, value: <Time clock={clock} />},
            {name: words.mode, value: <Mode clock={clock} />},
          ]}
        />
        <div className="buttons">
          {stands
            ? press(words.letRun, () => ({mode: 'real'}))
            : press(words.freeze, () => ({mode: 'frozen'}))}
          {press('+1h', () => ({advance: '1h'}))}
          {press('+1d', () => ({advance: '1d'}))}
          {press('+31d', () => ({advance: '31d'}))}
          {press(words.toRealTime, () => ({mode: 'real', at: iso(Date.now())}))}
        </div>
        {failure && <FailureNote failure={failure} />}
      </section>
      <section className="card" aria-labelledby="advance">
        <h2 id="advance">{words.advanceTitle}</h2>
        <Form
          fields={[{name: 'advance', label: words.advanceBy, hint: words.advanceHint}]}
          button={words.advance}
          fleeting
          submit={(values) => change({advance: textOf(values, 'advance')})}
        />
      </section>
      <section className="card" aria-labelledby="set">
        <h2 id="set">{words.setClockTitle}</h2>
        <Form
          fields={[{name: 'at', label: words.setTo, kind: 'moment'}]}
          button={words.setClock}
          fleeting
          submit={(values) => change({at: momentOf(textOf(values, 'at'))})}
        />
        <Line
          lead={words.orByHand}
          line={controlLine('PATCH', `/clock?world=${world.name}`, {
            mode: 'frozen',
            at: '2030-01-01T00:00:00Z',
          })}
        />
      </section>
    </>
  )
}

export function ClockPage() {
  const words = useSandboxWords()
  const world = useWorld()
  const [changed, setChanged] = useState<ClockView>()
  const asked = useAsked(`clock ${world.name}`, (signal) =>
    call(getClock, {query: {world: world.name}}, signal),
  )
  return (
    <>
      <Heading title={words.clock} of={world.name} lead={words.clockLead} />
      <Shown asked={asked}>
        {(clock) => <Settings clock={changed ?? clock} changed={setChanged} />}
      </Shown>
    </>
  )
}
