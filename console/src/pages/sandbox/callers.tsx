// Who can sign in to a world or call its API, out of the seed file that would give its state, and a
// way to add somebody whose secrets are known.
import type {ReactNode} from 'react'
import {call} from '../../api/call'
import {addSeed, exportSeed} from '../../api/sandbox_operations'
import {controlLine, Line} from '../../parts/control'
import {textOf} from '../../parts/fields'
import {useWords} from '../../parts/language'
import {Listing} from '../../parts/listing'
import {useSandboxWords} from '../../parts/sandbox_words'
import {Secrets} from '../../parts/secret'
import type {SandboxWords} from '../../words/sandbox/en'
import {useWorld} from './world'

// What is read of an export.
type Seed = {
  people?: {email: string; passwordHash?: string}[]
  organizations?: {
    name: string
    people?: {email: string; roles?: string[]; passwordHash?: string}[]
    apiKeys?: {publicKey: string; desc: string; roles?: string[]}[]
  }[]
}
type Caller = {name: string; about: string; by: 'password' | 'key' | 'nothing'; where: string[]}

function callersOf(seed: Seed): Caller[] {
  const found = new Map<string, Caller>()
  const withPassword = new Set(
    (seed.people ?? []).filter((one) => one.passwordHash).map((one) => one.email),
  )
  for (const organization of seed.organizations ?? []) {
    for (const {email, passwordHash} of organization.people ?? []) {
      const known = found.get(email)
      if (known) known.where.push(organization.name)
      const by = passwordHash || withPassword.has(email) ? 'password' : 'nothing'
      if (!known) found.set(email, {name: email, about: '', by, where: [organization.name]})
    }
    for (const {publicKey, desc} of organization.apiKeys ?? [])
      found.set(publicKey, {name: publicKey, about: desc, by: 'key', where: [organization.name]})
  }
  return [...found.values()]
}

// Letters of a kind, as many as wanted, none of them to be guessed.
function lot(letters: string, count: number): string {
  const numbers = crypto.getRandomValues(new Uint32Array(count))
  return [...numbers].map((number) => letters[number % letters.length]).join('')
}

function newKey() {
  const hex = lot('0123456789abcdef', 32)
  const privateKey = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return {
    publicKey: lot('abcdefghijklmnopqrstuvwxyz', 8),
    privateKey: [...privateKey, hex.slice(20)].join('-'),
  }
}

async function tryOut(
  words: SandboxWords,
  world: {name: string; baseUrl: string},
  name: string,
  email: string,
): Promise<ReactNode> {
  const {publicKey, privateKey} = newKey()
  const password = lot('abcdefghijkmnpqrstuvwxyz23456789', 20)
  const roles = ['ORG_OWNER']
  const organization = {
    name,
    people: [{email, roles, password}],
    apiKeys: [{desc: name, roles, publicKey, privateKey}],
  }
  await call(addSeed, {query: {world: world.name}, body: {organizations: [organization]}})
  const accept = 'Accept: application/vnd.atlas.2023-01-01+json'
  const line =
    `curl --digest --user ${publicKey}:${privateKey} -H '${accept}' ` +
    `'${world.baseUrl}/api/atlas/v2/orgs?pretty=true'`
  return (
    <Secrets
      file={`${world.name}.txt`}
      secrets={[
        {label: words.email, value: email},
        {label: words.password, value: password},
        {label: words.publicKey, value: publicKey},
        {label: words.privateKey, value: privateKey},
        {label: words.firstCall, value: line},
      ]}
    />
  )
}

export function Callers() {
  const {words} = useWords()
  const own = useSandboxWords()
  const world = useWorld()
  const query = {world: world.name}
  const example = {generate: {organizations: 1, membersEach: 3, idSeed: 5}}
  const by = {password: own.byPassword, key: own.byKey, nothing: own.byNothing}
  return (
    <Listing
      spec={{
        name: `callers ${world.name}`,
        label: own.whoSignsIn,
        ask: async (_, __, signal) => callersOf((await call(exportSeed, {query}, signal)) as Seed),
        keyOf: (row) => row.name,
        nameOf: (row) => row.name,
        columns: [
          {
            head: words.name,
            cell: (row) => (
              <>
                <bdi>{row.name}</bdi>
                {row.about && (
                  <small>
                    <bdi>{row.about}</bdi>
                  </small>
                )}
              </>
            ),
          },
          {head: own.signsInBy, cell: (row) => by[row.by]},
          {head: own.organizations, cell: (row) => <bdi>{row.where.join(', ')}</bdi>},
        ],
        empty: (
          <>
            <p>{own.nobody}</p>
            <Line
              lead={own.orByHand}
              line={controlLine('POST', `:seed?world=${world.name}`, example)}
            />
          </>
        ),
        actions: [
          {
            label: own.tryOut,
            form: {
              title: own.tryOutTitle,
              lead: <p>{own.tryOutLead}</p>,
              fields: [
                {name: 'name', label: own.organizationName, most: 64},
                {name: 'email', label: own.email, kind: 'email'},
              ],
              button: own.tryOut,
              submit: (values) => tryOut(own, world, textOf(values, 'name'), textOf(values, 'email')),
            },
          },
        ],
      }}
    />
  )
}
