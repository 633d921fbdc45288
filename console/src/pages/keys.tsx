// API keys of an organization. The private key is shown when it is made and never again.
import {call} from '../api/call'
import {
  createApiKey,
  createApiKeyAccessList,
  deleteApiKey,
  deleteApiKeyAcessList,
  getApiKey,
  listApiKeyAccessListsEntries,
  listApiKeys,
  updateApiKey,
} from '../api/operations'
import type {ApiKey} from '../api/operations'
import type {Action} from '../parts/action'
import {Shown, useAsked} from '../parts/asked'
import {listOf, textOf} from '../parts/fields'
import type {Field} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useOrg} from '../parts/organization'
import {orgRoleOptions, roleNames} from '../parts/roles'
import type {OrgRole} from '../parts/roles'
import {Link} from '../parts/router'
import {Secrets} from '../parts/secret'
import type {Words} from '../words/en'
import {AccessList} from './access_list'

const fieldsOf = (words: Words): Field[] => [
  {name: 'desc', label: words.keyWhatFor, most: 250},
  {
    name: 'roles',
    label: words.rolesInOrganization,
    kind: 'checks',
    options: orgRoleOptions(words),
  },
]

const orgRolesOf = (key: ApiKey, orgId: string) =>
  key.roles.flatMap((role) => (role.orgId === orgId && role.roleName ? [role.roleName] : []))

function createKey(words: Words, orgId: string): Action {
  return {
    label: words.createKey,
    main: true,
    done: words.keyCreated,
    form: {
      title: words.createKey,
      fields: fieldsOf(words),
      initial: {roles: ['ORG_MEMBER']},
      button: words.createKey,
      submit: async (values) => {
        const key = await call(createApiKey, {
          path: {orgId},
          body: {desc: textOf(values, 'desc'), roles: listOf(values, 'roles') as OrgRole[]},
        })
        return (
          <Secrets
            file={`orgd-${key.publicKey}.txt`}
            secrets={[
              {label: words.publicKey, value: key.publicKey},
              {label: words.privateKey, value: key.privateKey},
            ]}
          />
        )
      },
    },
  }
}

function keyActions(words: Words, orgId: string, key: ApiKey): Action[] {
  const path = {orgId, apiUserId: key.id}
  return [
    {
      label: words.editKey,
      done: words.saved,
      form: {
        title: `${words.editKey}: ${key.publicKey}`,
        fields: fieldsOf(words),
        initial: {desc: key.desc, roles: orgRolesOf(key, orgId)},
        button: words.save,
        submit: async (values) =>
          void (await call(updateApiKey, {
            path,
            body: {desc: textOf(values, 'desc'), roles: listOf(values, 'roles') as OrgRole[]},
          })),
      },
    },
    {
      label: words.delete,
      done: words.keyDeleted,
      confirm: {
        title: words.deleteKey,
        text: <p>{words.deleteKeyText(`${key.publicKey} (${key.desc})`)}</p>,
        run: () => call(deleteApiKey, {path}),
      },
    },
  ]
}

export function KeysPage() {
  const {words} = useWords()
  const org = useOrg()
  const path = {orgId: org.id}
  return (
    <>
      <Heading title={words.keys} of={org.organization.name} />
      <Listing
        spec={{
          name: `keys ${org.id}`,
          label: words.keys,
          main: true,
          ask: (page, _, signal) => call(listApiKeys, {path, query: page}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.publicKey,
          columns: [
            {
              head: words.publicKey,
              cell: (row) => (
                <Link to={`orgs/${org.id}/keys/${row.id}`}>
                  <code>{row.publicKey}</code>
                </Link>
              ),
            },
            {head: words.keyWhatFor, cell: (row) => <bdi>{row.desc}</bdi>},
            {head: words.roles, cell: (row) => roleNames(words, orgRolesOf(row, org.id))},
          ],
          empty: words.noKeys,
          actions: org.owns ? [createKey(words, org.id)] : [],
          rowActions: (row) => (org.owns ? keyActions(words, org.id, row) : []),
        }}
      />
    </>
  )
}

export function KeyPage({keyId}: {keyId: string}) {
  const {words} = useWords()
  const org = useOrg()
  const path = {orgId: org.id, apiUserId: keyId}
  const asked = useAsked(`key ${keyId}`, (signal) => call(getApiKey, {path}, signal))
  return (
    <Shown asked={asked}>
      {(key) => (
        <>
          <Heading title={words.key} name={key.publicKey} of={org.organization.name} lead={<bdi>{key.desc}</bdi>} />
          <AccessList
            name={keyId}
            mayChange={org.owns}
            ask={async (query, signal) => {
              const found = await call(listApiKeyAccessListsEntries, {path, query}, signal)
              const results = found.results.map(({count, ...row}) => ({...row, calls: count}))
              return {...found, results}
            }}
            add={(entry) => call(createApiKeyAccessList, {path, body: [entry]})}
            remove={(block) =>
              call(deleteApiKeyAcessList, {path: {...path, ipAddress: block}})
            }
          />
        </>
      )}
    </Shown>
  )
}
