// A window over the page that has the focus until it is closed.
import {useEffect, useId, useLayoutEffect, useRef} from 'react'
import type {ReactNode} from 'react'
import {useWords} from './language'

export function Dialog(props: {title: string; close: () => void; children: ReactNode}) {
  const {words} = useWords()
  const element = useRef<HTMLDialogElement>(null)
  const title = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog && !dialog.open) dialog.showModal()
    // Closed before it goes, it gives the focus back.
    return () => dialog?.close()
  }, [])
  const close = useRef(props.close)
  close.current = props.close
  useEffect(() => {
    const dialog = element.current
    const cancelled = (event: Event) => {
      event.preventDefault()
      close.current()
    }
    dialog?.addEventListener('cancel', cancelled)
    return () => dialog?.removeEventListener('cancel', cancelled)
  }, [])
  return (
    <dialog ref={element} aria-labelledby={title}>
      <header>
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="plain" aria-label={words.close} onClick={props.close}>
          ×
        </button>
      </header>
      {props.children}
    </dialog>
  )
}
