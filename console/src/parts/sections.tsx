// Pages that belong together, beside the ways between them.
import type {ReactNode} from 'react'
import {Link} from './router'

export type Section = {to: string; label: string; current: boolean}

export function Sections({label, sections, children}: {
  label: string
  sections: Section[]
  children: ReactNode
}) {
  return (
    <div className="sections">
      <nav aria-label={label}>
        {sections.map(({to, label: name, current}) => (
          <Link key={to} to={to} current={current}>
            {name}
          </Link>
        ))}
      </nav>
      <div>{children}</div>
    </div>
  )
}
