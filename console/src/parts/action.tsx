// What can be done on a page: a button that leads somewhere, opens a form, or asks whether what it
// names is really to go.
import {useCallback, useState} from 'react'
import type {ReactNode} from 'react'
import {Failure} from '../api/call'
import type {Words} from '../words/en'
import {Dialog} from './dialog'
import {textOf} from './fields'
import type {Field} from './fields'
import {Form} from './form'
import type {FormSpec} from './form'
import {useWords} from './language'
import {useSay} from './notice'
import {Link} from './router'

export type Action = {
  label: string
  off?: boolean
  main?: boolean
  to?: string
  form?: FormSpec & {title: string; lead?: ReactNode}
  /** `typed`: has to be written down before. */
  confirm?: {title: string; text: ReactNode; typed?: string; run(): Promise<unknown>}
  /** Said afterwards. */
  done?: string
}

function formOf(action: Action, words: Words): FormSpec | null {
  if (action.form) return action.form
  if (!action.confirm) return null
  const {typed, run} = action.confirm
  const fields: Field[] = typed ? [{name: 'typed', label: words.typeToConfirm(typed)}] : []
  return {
    fields,
    button: action.label,
    danger: true,
    fleeting: true,
    submit: async (values) => {
      if (typed && textOf(values, 'typed') !== typed.trim())
        throw new Failure(400, '', words.notTheSame)
      await run()
    },
  }
}

export function ActionButton(props: {action: Action; about?: string; after?: () => void}) {
  const {words} = useWords()
  const say = useSay()
  const [open, setOpen] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [shows, setShows] = useState(false)
  const {action, about, after} = props
  const form = formOf(action, words)
  const close = useCallback(() => {
    if (dirty && !confirm(words.leaveUnsaved)) return
    setOpen(false)
    setDirty(false)
    if (shows) after?.()
    setShows(false)
  }, [dirty, shows, after, words])
  if (action.off) return null
  const name = about ? `${action.label}: ${about}` : undefined
  const style = action.main ? 'main' : action.confirm ? 'danger quiet' : ''
  if (action.to)
    return (
      <Link to={action.to} className={`button ${style}`}>
        {action.label}
      </Link>
    )
  if (!form) return null
  const submit: FormSpec['submit'] = async (values) => {
    const shown = await form.submit(values)
    if (action.done) say(action.done)
    setDirty(false)
    if (shown) {
      setShows(true)
      return shown
    }
    setOpen(false)
    after?.()
    return undefined
  }
  const title = action.form?.title ?? action.confirm?.title ?? action.label
  return (
    <>
      <button type="button" className={style} aria-label={name} onClick={() => setOpen(true)}>
        {action.label}
      </button>
      {open && (
        <Dialog title={title} close={close}>
          {!shows && (action.form?.lead ?? action.confirm?.text)}
          <Form {...form} submit={submit} cancel={close} onDirty={setDirty} />
          {shows && (
            <div className="buttons">
              <button type="button" className="main" onClick={close}>
                {words.finish}
              </button>
            </div>
          )}
        </Dialog>
      )}
    </>
  )
}
