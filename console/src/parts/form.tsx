// One form for all: fields as data, one request under way at a time, what the API refuses shown
// above the button, and a question before typed text is lost.
import {useEffect, useRef, useState} from 'react'
import type {FormEvent, ReactNode} from 'react'
import {Failure} from '../api/call'
import {FailureNote} from './asked'
import {emptyOf, FieldView} from './fields'
import type {Field, Values} from './fields'
import {useWords} from './language'
import {useMending} from './mending'
import {useRouter} from './router'

export type FormSpec = {
  fields: Field[]
  initial?: Values
  button: string
  danger?: boolean
  /** Stands beside a form that most take. */
  minor?: boolean
  /** What is typed is not worth a question before it is lost. */
  fleeting?: boolean
  /** What is to be shown instead of the form afterwards, if anything. */
  submit(values: Values): Promise<ReactNode | void>
}

export function beginning(fields: Field[], initial: Values = {}): Values {
  return Object.fromEntries(fields.map((field) => [field.name, initial[field.name] ?? emptyOf(field)]))
}

/** Runs one thing at a time and keeps what it failed with. */
export function useBusy() {
  const {mend} = useMending()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const there = useRef(true)
  // Several presses may come before the page shows the first.
  const running = useRef(false)
  useEffect(() => {
    there.current = true
    return () => void (there.current = false)
  }, [])
  const run = async (action: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      await action()
      if (there.current) setBusy(false)
      return true
    } catch (error) {
      const caught = error instanceof Failure ? error : new Failure(0, '', String(error))
      const left = await mend(caught)
      if (there.current) {
        setBusy(false)
        if (!left) setFailure(caught)
      }
      return false
    } finally {
      running.current = false
    }
  }
  return {busy, failure, run}
}

export function Form(props: FormSpec & {cancel?: () => void; onDirty?: (dirty: boolean) => void}) {
  const {words} = useWords()
  const {hold} = useRouter()
  const {busy, failure, run} = useBusy()
  const [values, setValues] = useState(() => beginning(props.fields, props.initial))
  const [dirty, setDirty] = useState(false)
  const [result, setResult] = useState<ReactNode>()

  useEffect(() => (dirty ? hold() : undefined), [dirty, hold])
  const {onDirty} = props
  useEffect(() => onDirty?.(dirty), [dirty, onDirty])

  if (result) return <>{result}</>
  const look = props.danger ? 'danger' : props.minor ? '' : 'main'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      const shown = await props.submit(values)
      setDirty(false)
      if (shown) setResult(shown)
    })
  }
  return (
    <form onSubmit={submit} aria-busy={busy}>
      {props.fields.map((field) => (
        <FieldView
          key={field.name}
          field={field}
          value={values[field.name] ?? emptyOf(field)}
          busy={busy}
          set={(value) => {
            setDirty(!props.fleeting)
            setValues((old) => ({...old, [field.name]: value}))
          }}
        />
      ))}
      {failure && <FailureNote failure={failure} />}
      <div className="buttons">
        <button type="submit" className={look} disabled={busy}>
          {busy ? words.working : props.button}
        </button>
        {props.cancel && (
          <button type="button" onClick={props.cancel} disabled={busy}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  )
}
