// From where a key or a service account may call.
import {textOf} from '../parts/fields'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import type {ListQuery, Page} from '../parts/listing'

export type Entry = {cidrBlock: string; created: string; calls: number; lastUsed?: string | null}

const singleIpv4 = '/32'
const singleIpv6 = '/128'

/** One address is named without the length of its block. */
function shortOf(block: string): string {
  if (block.includes(':')) return block.endsWith(singleIpv6) ? block.slice(0, -4) : block
  return block.endsWith(singleIpv4) ? block.slice(0, -3) : block
}

export function AccessList(props: {
  name: string
  ask(query: ListQuery, signal: AbortSignal): Promise<Page<Entry>>
  add(entry: {ipAddress: string} | {cidrBlock: string}): Promise<unknown>
  remove(block: string): Promise<unknown>
  mayChange: boolean
}) {
  const {words, when} = useWords()
  return (
    <Listing
      spec={{
        name: `access list ${props.name}`,
        label: words.accessList,
        ask: (page, _, signal) => props.ask(page, signal),
        keyOf: (row: Entry) => row.cidrBlock,
        nameOf: (row) => shortOf(row.cidrBlock),
        columns: [
          {head: words.address, cell: (row) => <code>{shortOf(row.cidrBlock)}</code>},
          {head: words.calls, cell: (row) => row.calls},
          {
            head: words.lastUsed,
            cell: (row) => (row.lastUsed ? when(row.lastUsed) : words.never),
          },
          {head: words.created, cell: (row) => when(row.created)},
        ],
        empty: words.noAccessList,
        actions: [
          {
            label: words.addAddress,
            off: !props.mayChange,
            main: true,
            done: words.addressAdded,
            form: {
              title: words.addAddress,
              fields: [{name: 'address', label: words.address, hint: words.addressHint}],
              button: words.add,
              submit: async (values) => {
                const address = textOf(values, 'address')
                const isBlock = address.includes('/')
                await props.add(isBlock ? {cidrBlock: address} : {ipAddress: address})
              },
            },
          },
        ],
        rowActions: (row) => [
          {
            label: words.remove,
            off: !props.mayChange,
            done: words.addressRemoved,
            confirm: {
              title: words.removeAddress,
              text: <p>{words.removeAddressText(shortOf(row.cidrBlock))}</p>,
              run: () => props.remove(row.cidrBlock),
            },
          },
        ],
      }}
    />
  )
}
