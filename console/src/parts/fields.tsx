// The fields of forms, each with its label, hint and state.
import {useEffect, useId, useState} from 'react'
import type {ReactNode} from 'react'
import {Failure} from '../api/call'
import {FailureNote} from './asked'
import {useWords} from './language'

export type Option = {value: string; label: string; hint?: string}
export type Value = string | string[] | boolean
export type Values = Record<string, Value>

export type Field = {
  name: string
  label: string
  kind?: 'text' | 'email' | 'password' | 'number' | 'area' | 'select' | 'checks' | 'check' | 'moment'
  hint?: string
  optional?: boolean
  /** It is not said that it is optional. */
  unmarked?: boolean
  /** Of what is chosen from; asked for when the form opens where it is a function. */
  options?: Option[] | (() => Promise<Option[]>)
  complete?: string
  least?: number
  most?: number
}

export const textOf = (values: Values, name: string): string => String(values[name] ?? '').trim()
/** As it was typed: blanks of a password count. */
export const secretOf = (values: Values, name: string): string => String(values[name] ?? '')
export const listOf = (values: Values, name: string): string[] => {
  const value = values[name]
  return Array.isArray(value) ? value : []
}
export const isOn = (values: Values, name: string): boolean => values[name] === true

export function emptyOf(field: Field): Value {
  if (field.kind === 'checks') return []
  return field.kind === 'check' ? false : ''
}

type Options = {options: Option[] | undefined; failure: Failure | undefined; again(): void}

function useOptions(field: Field): Options {
  const [options, setOptions] = useState(
    typeof field.options === 'function' ? undefined : field.options,
  )
  const [failure, setFailure] = useState<Failure>()
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (typeof field.options !== 'function') return setOptions(field.options)
    let wanted = true
    setFailure(undefined)
    field.options().then(
      (found) => wanted && setOptions(found),
      (error) => wanted && setFailure(error instanceof Failure ? error : new Failure(0, '', '')),
    )
    return () => {
      wanted = false
    }
    // A function is a new one each time; the field's name says whether it is another field.
  }, [field.name, typeof field.options === 'function' ? '' : field.options, turn])
  return {options, failure, again: () => setTurn((old) => old + 1)}
}

type Shown = {field: Field; value: Value; set(value: Value): void; busy: boolean}

function Checks({field, value, set, busy}: Shown) {
  const {words} = useWords()
  const {options, failure, again} = useOptions(field)
  const chosen = Array.isArray(value) ? value : []
  const toggle = (one: string, on: boolean) =>
    set(on ? [...chosen, one] : chosen.filter((other) => other !== one))
  return (
    <fieldset className="field" disabled={busy}>
      <legend>{field.label}</legend>
      {field.hint && <p className="hint">{field.hint}</p>}
      <div className="checks">
        {failure && <FailureNote failure={failure} again={again} />}
        {!options && !failure && <p className="hint">{words.loading}</p>}
        {options?.length === 0 && <p className="hint">{words.nothingToChoose}</p>}
        {options?.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
            <span>
              <bdi>{option.label}</bdi>
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Check({field, value, set, busy}: Shown) {
  return (
    <label className="field check">
      <input
        type="checkbox"
        name={field.name}
        checked={value === true}
        disabled={busy}
        onChange={(event) => set(event.target.checked)}
      />
      <span>
        {field.label}
        {field.hint && <small>{field.hint}</small>}
      </span>
    </label>
  )
}

function Choice({id, field, value, set, busy}: Shown & {id: string}) {
  const {words} = useWords()
  const {options, failure, again} = useOptions(field)
  if (failure) return <FailureNote failure={failure} again={again} />
  return (
    <select
      id={id}
      name={field.name}
      value={String(value)}
      required={!field.optional}
      disabled={busy || !options}
      aria-describedby={field.hint && `${id}-hint`}
      onChange={(event) => set(event.target.value)}
    >
      <option value="">{options ? (field.optional ? words.any : words.choose) : words.loading}</option>
      {options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

const types = {moment: 'datetime-local', area: 'text', select: 'text'} as Record<string, string>

export function FieldView(shown: Shown) {
  const id = useId()
  const {words} = useWords()
  const {field, value, set, busy} = shown
  if (field.kind === 'checks') return <Checks {...shown} />
  if (field.kind === 'check') return <Check {...shown} />
  const common = {
    id,
    name: field.name,
    value: String(value),
    required: !field.optional,
    readOnly: busy,
    autoComplete: field.complete ?? 'off',
    'aria-describedby': field.hint && `${id}-hint`,
  }
  let input: ReactNode
  if (field.kind === 'select') input = <Choice {...shown} id={id} />
  else if (field.kind === 'area')
    input = (
      <textarea {...common} rows={8} spellCheck={false} onChange={(e) => set(e.target.value)} />
    )
  else
    input = (
      <input
        {...common}
        type={types[field.kind ?? 'text'] ?? field.kind ?? 'text'}
        min={field.kind === 'number' ? field.least : undefined}
        max={field.kind === 'number' ? field.most : undefined}
        minLength={field.kind === 'number' ? undefined : field.least}
        maxLength={field.kind === 'number' ? undefined : field.most}
        onChange={(event) => set(event.target.value)}
      />
    )
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label}
        {field.optional && !field.unmarked && <small> {words.optional}</small>}
      </label>
      {input}
      {field.hint && (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
    </div>
  )
}
