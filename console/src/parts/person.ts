// What several pages ask of a person, within the limits that the API has.
import type {Words} from '../words/en'
import type {Field} from './fields'

export const nameFields = (words: Words): Field[] => [
  {name: 'firstName', label: words.firstName, complete: 'given-name', most: 64},
  {name: 'lastName', label: words.lastName, complete: 'family-name', most: 64},
  {
    name: 'country',
    label: words.country,
    hint: words.countryHint,
    complete: 'country',
    least: 2,
    most: 2,
  },
]

export const newPasswordField = (words: Words, name: string): Field => ({
  name,
  label: words.newPassword,
  kind: 'password',
  hint: words.passwordHint,
  complete: 'new-password',
  least: 8,
  most: 256,
})
