// With what somebody has signed in, in words, from what programs say of themselves.
import type {Words} from '../words/en'

// Browsers name those that they descend from, so that the youngest is looked for first.
const programs = [
  ['Edge', /\bEdgA?\/|\bEdgiOS\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\bFirefox\/|\bFxiOS\//],
  ['Chrome', /\bChrome\/|\bCriOS\/|\bHeadlessChrome\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
] as const
const systems = [
  ['Windows', /\bWindows\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const

type Names = readonly (readonly [string, RegExp])[]
const nameIn = (names: Names, text: string) => names.find(([, form]) => form.test(text))?.[0]

/** "Firefox on Linux"; of what is no browser, its name without a version, if it has one. */
export function deviceNamed(words: Words, userAgent = ''): string {
  const program = nameIn(programs, userAgent)
  if (!program) return /^([^\s/]+)\/\S/.exec(userAgent)?.[1] ?? userAgent
  const system = nameIn(systems, userAgent)
  return system ? words.deviceOn(program, system) : program
}
