// Service accounts of an organization, with the secrets and the access list of one.
import {call} from '../api/call'
import {
  createOrgServiceAccount,
  createOrgServiceAccountAccessList,
  createOrgServiceAccountSecret,
  deleteOrgServiceAccount,
  deleteOrgServiceAccountAccessListEntry,
  deleteOrgServiceAccountSecret,
  getOrgServiceAccount,
  listOrgServiceAccountAccessList,
  listOrgServiceAccounts,
  updateOrgServiceAccount,
} from '../api/operations'
import type {ServiceAccount} from '../api/operations'
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

const usualHours = '720'

const textFields = (words: Words): Field[] => [
  {name: 'name', label: words.name, most: 64},
  {name: 'description', label: words.description, most: 250},
  {
    name: 'roles',
    label: words.rolesInOrganization,
    kind: 'checks',
    options: orgRoleOptions(words),
  },
]
const hoursField = (words: Words): Field => ({
  name: 'hours',
  label: words.hours,
  kind: 'number',
  hint: words.hoursHint,
  least: 1,
  most: 8760,
})

function SecretShown({words, clientId, secret}: {words: Words; clientId: string; secret: string}) {
  return (
    <Secrets
      file={`${clientId}.txt`}
      secrets={[
        {label: words.clientId, value: clientId},
        {label: words.secret, value: secret},
      ]}
    />
  )
}

function createAccount(words: Words, orgId: string): Action {
  return {
    label: words.createAccount,
    main: true,
    done: words.accountCreated,
    form: {
      title: words.createAccount,
      fields: [...textFields(words), hoursField(words)],
      initial: {roles: ['ORG_MEMBER'], hours: usualHours},
      button: words.createAccount,
      submit: async (values) => {
        const account = await call(createOrgServiceAccount, {
          path: {orgId},
          body: {
            name: textOf(values, 'name'),
            description: textOf(values, 'description'),
            roles: listOf(values, 'roles') as OrgRole[],
            secretExpiresAfterHours: Number(textOf(values, 'hours')),
          },
        })
        const secret = account.secrets[0]?.secret ?? ''
        return <SecretShown words={words} clientId={account.clientId} secret={secret} />
      },
    },
  }
}

function accountActions(words: Words, orgId: string, account: ServiceAccount): Action[] {
  const path = {orgId, clientId: account.clientId}
  return [
    {
      label: words.editKey,
      done: words.saved,
      form: {
        title: `${words.editKey}: ${account.name}`,
        fields: textFields(words),
        initial: {name: account.name, description: account.description, roles: account.roles},
        button: words.save,
        submit: async (values) =>
          void (await call(updateOrgServiceAccount, {
            path,
            body: {
              name: textOf(values, 'name'),
              description: textOf(values, 'description'),
              roles: listOf(values, 'roles') as OrgRole[],
            },
          })),
      },
    },
    {
      label: words.delete,
      done: words.accountDeleted,
      confirm: {
        title: words.deleteAccount,
        text: <p>{words.deleteAccountText(account.name)}</p>,
        run: () => call(deleteOrgServiceAccount, {path}),
      },
    },
  ]
}

export function AccountsPage() {
  const {words, when} = useWords()
  const org = useOrg()
  const path = {orgId: org.id}
  return (
    <>
      <Heading title={words.accounts} of={org.organization.name} />
      <Listing
        spec={{
          name: `accounts ${org.id}`,
          label: words.accounts,
          main: true,
          ask: (page, _, signal) => call(listOrgServiceAccounts, {path, query: page}, signal),
          keyOf: (row) => row.clientId,
          nameOf: (row) => row.name,
          columns: [
            {
              head: words.name,
              cell: (row) => (
                <>
                  <Link to={`orgs/${org.id}/accounts/${row.clientId}`}>
                    <bdi>{row.name}</bdi>
                  </Link>
                  <small>
                    <bdi>{row.description}</bdi>
                  </small>
                </>
              ),
            },
            {head: words.clientId, cell: (row) => <code>{row.clientId}</code>},
            {head: words.roles, cell: (row) => roleNames(words, row.roles)},
            {head: words.created, cell: (row) => when(row.createdAt)},
          ],
          empty: words.noAccounts,
          actions: org.owns ? [createAccount(words, org.id)] : [],
          rowActions: (row) => (org.owns ? accountActions(words, org.id, row) : []),
        }}
      />
    </>
  )
}

function AccountSecrets({account, again}: {account: ServiceAccount; again: () => void}) {
  const {words, when} = useWords()
  const org = useOrg()
  const path = {orgId: org.id, clientId: account.clientId}
  const create: Action = {
    label: words.createSecret,
    off: !org.owns,
    done: words.secretCreated,
    form: {
      title: words.createSecret,
      fields: [hoursField(words)],
      initial: {hours: usualHours},
      button: words.createSecret,
      submit: async (values) => {
        const made = await call(createOrgServiceAccountSecret, {
          path,
          body: {secretExpiresAfterHours: Number(textOf(values, 'hours'))},
        })
        const {clientId} = account
        return <SecretShown words={words} clientId={clientId} secret={made.secret ?? ''} />
      },
    },
  }
  return (
    <Listing
      spec={{
        name: `secrets ${account.clientId} ${account.secrets.map(({id}) => id).join()}`,
        label: words.secrets,
        ask: () => Promise.resolve(account.secrets),
        keyOf: (row) => row.id,
        nameOf: (row) => row.maskedSecretValue ?? row.id,
        columns: [
          {head: words.secret, cell: (row) => <code>{row.maskedSecretValue ?? row.id}</code>},
          {head: words.created, cell: (row) => when(row.createdAt)},
          {head: words.expires, cell: (row) => when(row.expiresAt)},
          {
            head: words.lastUsed,
            cell: (row) => (row.lastUsedAt ? when(row.lastUsedAt) : words.never),
          },
        ],
        empty: words.noSecrets,
        actions: [create],
        rowActions: (row) => [
          {
            label: words.delete,
            off: !org.owns,
            done: words.secretDeleted,
            confirm: {
              title: words.deleteSecret,
              text: <p>{words.deleteSecretText(row.maskedSecretValue ?? row.id)}</p>,
              run: () => call(deleteOrgServiceAccountSecret, {path: {...path, secretId: row.id}}),
            },
          },
        ],
        changed: again,
      }}
    />
  )
}

export function AccountPage({clientId}: {clientId: string}) {
  const {words} = useWords()
  const org = useOrg()
  const path = {orgId: org.id, clientId}
  const asked = useAsked(`account ${clientId}`, (signal) =>
    call(getOrgServiceAccount, {path}, signal),
  )
  return (
    <Shown asked={asked}>
      {(account) => (
        <>
          <Heading
            title={words.serviceAccount}
            name={account.name}
            of={org.organization.name}
            lead={<bdi>{account.description}</bdi>}
          />
          <AccountSecrets account={account} again={asked.again} />
          <AccessList
            name={clientId}
            mayChange={org.owns}
            ask={async (query, signal) => {
              const found = await call(listOrgServiceAccountAccessList, {path, query}, signal)
              const results = found.results.map((row) => ({
                cidrBlock: row.cidrBlock,
                created: row.createdAt,
                calls: row.requestCount,
                lastUsed: row.lastUsedAt,
              }))
              return {...found, results}
            }}
            add={(entry) => call(createOrgServiceAccountAccessList, {path, body: [entry]})}
            remove={(block) =>
              call(deleteOrgServiceAccountAccessListEntry, {path: {...path, ipAddress: block}})
            }
          />
        </>
      )}
    </Shown>
  )
}
