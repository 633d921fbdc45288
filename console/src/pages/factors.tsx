// The person's second steps: authenticator apps, passkeys, and recovery codes.
import {call} from '../api/call'
import {
  confirmFactor,
  createFactor,
  createRecoveryCodes,
  deleteFactor,
  listFactors,
} from '../api/operations'
import type {Factor} from '../api/operations'
import type {Action} from '../parts/action'
import {textOf} from '../parts/fields'
import type {Field, Values} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useSay} from '../parts/notice'
import {PasskeyLack} from '../parts/passkey_lack'
import {lackOfPasskeys, newPasskey, refusedAs} from '../parts/passkeys'
import {Secrets} from '../parts/secret'
import {useMe, useSession} from '../parts/session'
import type {Words} from '../words/en'

function Confirmation({factor}: {factor: Factor}) {
  const {words} = useWords()
  const say = useSay()
  const {refresh} = useSession()
  return (
    <>
      <p>{words.scan}</p>
      {factor.qrCode && (
        <img
          className="qr"
          alt={words.scanAlt}
          src={`data:image/svg+xml,${encodeURIComponent(factor.qrCode)}`}
        />
      )}
      {factor.secret && (
        <p>
          {words.secretByHand}: <code>{factor.secret}</code>
        </p>
      )}
      <Form
        fields={[{name: 'code', label: words.code, complete: 'one-time-code'}]}
        button={words.confirmCode}
        submit={async (values) => {
          const code = textOf(values, 'code')
          await call(confirmFactor, {path: {factorId: factor.id}, body: {code}})
          say(words.factorAdded)
          await refresh()
          return <p className="note">{words.factorAdded}</p>
        }}
      />
    </>
  )
}

const nameField = (words: Words): Field => ({
  name: 'name',
  label: words.factorName,
  optional: true,
  most: 64,
})

function newFactor(type: 'totp' | 'passkey', values: Values): Promise<Factor> {
  const name = textOf(values, 'name')
  return call(createFactor, {body: {type, ...(name ? {name} : {})}})
}

async function addPasskey(words: Words, values: Values): Promise<void> {
  const {id: factorId, creationOptions} = await newFactor('passkey', values)
  if (!creationOptions) throw new Error('a passkey without options')
  const making = newPasskey(words, creationOptions)
  // The list shall not show what was never made.
  making.catch(() => call(deleteFactor, {path: {factorId}}).catch(() => undefined))
  const credential = await making
  const asking = call(confirmFactor, {path: {factorId}, body: {credential}})
  await refusedAs('SECOND_FACTOR_FAILED', words.passkeyRefused, asking)
}

export function FactorsPage() {
  const {words, when} = useWords()
  const me = useMe()
  const {refresh} = useSession()
  const kinds: Record<string, string> = {totp: words.totp, passkey: words.passkey}
  const addApp: Action = {
    label: words.addTotp,
    main: true,
    form: {
      title: words.addTotp,
      fields: [nameField(words)],
      button: words.goOn,
      submit: async (values) => <Confirmation factor={await newFactor('totp', values)} />,
    },
  }
  const addKey: Action = {
    label: words.addPasskey,
    main: true,
    off: lackOfPasskeys() !== undefined,
    done: words.passkeyAdded,
    form: {
      title: words.addPasskey,
      lead: <p>{words.addPasskeyLead}</p>,
      fields: [nameField(words)],
      button: words.goOn,
      submit: async (values) => {
        await addPasskey(words, values)
        await refresh()
      },
    },
  }
  const codes: Action = {
    label: words.newRecoveryCodes,
    off: !me.hasSecondFactor,
    form: {
      title: words.newRecoveryCodes,
      lead: <p>{words.recoveryLead}</p>,
      fields: [],
      button: words.newRecoveryCodes,
      submit: async () => {
        const made = await call(createRecoveryCodes, {})
        await refresh()
        const secrets = made.codes.map((value, at) => ({label: String(at + 1), value}))
        return <Secrets file="orgd-recovery-codes.txt" secrets={secrets} />
      },
    },
  }
  return (
    <>
      <Heading
        title={words.factors}
        lead={me.hasSecondFactor && words.recoveryCodesLeft(me.recoveryCodesLeft)}
      />
      <Listing
        spec={{
          name: 'factors',
          label: words.factors,
          main: true,
          ask: (_page, _filters, signal) => call(listFactors, {}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {head: words.name, cell: (row) => <bdi>{row.name}</bdi>},
            {head: words.factorKind, cell: (row) => kinds[row.type] ?? row.type},
            {
              head: words.state,
              cell: (row) => (row.confirmedAt ? words.confirmed : words.unconfirmed),
            },
            {
              head: words.lastUsed,
              cell: (row) => (row.lastUsedAt ? when(row.lastUsedAt) : words.never),
            },
          ],
          empty: words.noFactors,
          actions: [addApp, addKey, codes],
          rowActions: (row) => [
            {
              label: words.remove,
              done: words.factorRemoved,
              confirm: {
                title: words.removeFactor,
                text: <p>{words.removeFactorText(row.name)}</p>,
                run: async () => {
                  await call(deleteFactor, {path: {factorId: row.id}})
                  await refresh()
                },
              },
            },
          ],
        }}
      />
      <PasskeyLack />
    </>
  )
}
