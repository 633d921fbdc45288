/** The words that only a sandbox's pages have, in the person's language. */
import {de} from '../words/sandbox/de'
import {en} from '../words/sandbox/en'
import type {SandboxWords} from '../words/sandbox/en'
import {es} from '../words/sandbox/es'
import {fr} from '../words/sandbox/fr'
import {useWords} from './language'
import type {Language} from './language'

const languages: Record<Language, SandboxWords> = {en, de, fr, es}

export const useSandboxWords = (): SandboxWords => languages[useWords().language]
