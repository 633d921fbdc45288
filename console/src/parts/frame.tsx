// What stands around every page: the way past the head, the head, and the page's own heading.
import {useEffect, useRef} from 'react'
import type {ReactNode} from 'react'
import {LanguageChoice, useWords} from './language'
import {Link, useRouter} from './router'

/** `home` is where the name in the head leads to, `beside` what else stands there. */
export function Frame({home, beside, children}: {
  home: string
  beside?: ReactNode
  children: ReactNode
}) {
  const {words} = useWords()
  return (
    <>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {words.skip}
      </a>
      <header className="head">
        <Link to={home} className="brand">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <rect width="16" height="16" rx="4" />
            <circle cx="8" cy="8" r="4" />
          </svg>
          orgd
        </Link>
        {beside}
        <LanguageChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

/** A page's heading, which gets the focus when the person comes to the page. */
export function Heading(props: {title: string; name?: string; of?: string; lead?: ReactNode}) {
  const {title, name, of, lead} = props
  const element = useRef<HTMLHeadingElement>(null)
  const {path} = useRouter()
  const first = useRef(true)
  useEffect(() => {
    document.title = [name, title, of, 'orgd'].filter(Boolean).join(' – ')
  }, [title, name, of])
  useEffect(() => {
    if (!first.current || history.state) element.current?.focus()
    first.current = false
  }, [path])
  return (
    <div className="heading">
      {of && (
        <p className="of">
          <bdi>{of}</bdi>
        </p>
      )}
      <h1 ref={element} tabIndex={-1}>
        {name ? (
          <>
            {title} <bdi>{name}</bdi>
          </>
        ) : (
          title
        )}
      </h1>
      {lead && <p className="lead">{lead}</p>}
    </div>
  )
}
