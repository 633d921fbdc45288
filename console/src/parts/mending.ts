// What the pages around a call make of its refusal: where they can mend it, they do, and where they
// know better words for it, they have them.
import {createContext, useContext} from 'react'
import type {Failure} from '../api/call'

export type Mending = {
  /** Leads to where a refusal can be mended. True: the page is being left. */
  mend(failure: Failure): Promise<boolean>
  /** In place of the words that all pages have. */
  told?(failure: Failure): string | undefined
}

const Context = createContext<Mending>({mend: async () => false})
export const MendingProvider = Context.Provider
export const useMending = () => useContext(Context)
