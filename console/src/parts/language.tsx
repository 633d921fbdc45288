// The words of the page in the person's language, and how dates and numbers are written in it.
import {createContext, useContext, useEffect, useMemo, useState} from 'react'
import type {ReactNode} from 'react'
import {de} from '../words/de'
import {en} from '../words/en'
import type {Words} from '../words/en'
import {es} from '../words/es'
import {fr} from '../words/fr'

export const languages = {
  en: {name: 'English', words: en},
  de: {name: 'Deutsch', words: de},
  fr: {name: 'Français', words: fr},
  es: {name: 'Español', words: es},
} as const

export type Language = keyof typeof languages
const kept = 'orgd.language'

type Spoken = {
  words: Words
  language: Language
  speak(language: Language): void
  when(date: string | null | undefined): string
  /** How long it is, in the unit that serves. */
  span(seconds: number): string
}

const Context = createContext<Spoken | null>(null)

export const isLanguage = (text: string | null): text is Language => text !== null && text in languages

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(kept)
  } catch {
    return null // where the browser keeps nothing
  }
}

function preferred(): Language {
  const chosen = keptLanguage()
  if (isLanguage(chosen)) return chosen
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

function spanIn(language: Language, seconds: number): string {
  const [unit, length] =
    seconds < 90 ? ['second', 1] : seconds < 5400 ? ['minute', 60] : ['hour', 3600]
  const form = {style: 'unit', unit: String(unit), unitDisplay: 'long'} as const
  return new Intl.NumberFormat(language, form).format(Math.ceil(seconds / Number(length)))
}

export function useWords(): Spoken {
  const spoken = useContext(Context)
  if (!spoken) throw new Error('no words')
  return spoken
}

export function LanguageProvider({children}: {children: ReactNode}) {
  const [language, setLanguage] = useState<Language>(preferred)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const spoken = useMemo<Spoken>(() => {
    const format = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'})
    return {
      words: languages[language].words,
      language,
      speak(chosen) {
        try {
          localStorage.setItem(kept, chosen)
        } catch {
          // Then it lasts as long as the page.
        }
        setLanguage(chosen)
      },
      when: (date) => (date ? format.format(new Date(date)) : '–'),
      span: (seconds) => spanIn(language, seconds),
    }
  }, [language])
  return <Context.Provider value={spoken}>{children}</Context.Provider>
}

export function LanguageChoice() {
  const {words, language, speak} = useWords()
  return (
    <label className="language">
      <span className="hidden">{words.language}</span>
      <select value={language} onChange={(event) => speak(event.target.value as Language)}>
        {Object.entries(languages).map(([tag, {name}]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
