// Which page an address leads to.
import type {ReactNode} from 'react'
import {Heading} from './frame'
import {useWords} from './language'
import {matched} from './router'

/** A page, with what the address says in place of the names of its pattern. */
export type Show = (values: Record<string, string>) => ReactNode

/** The page of the first pattern that fits. */
export function found(pages: Record<string, Show>, path: string): ReactNode | undefined {
  for (const [pattern, show] of Object.entries(pages)) {
    const values = matched(pattern, path)
    if (values) return show(values)
  }
  return undefined
}

export function NoPage() {
  const {words} = useWords()
  return (
    <div className="narrow">
      <Heading title={words.pageNotFound} lead={words.pageNotFoundLead} />
    </div>
  )
}
