// Which requests of a world fail on purpose, and how.
import {call, Failure} from '../../api/call'
import {addFault, deleteFault, deleteFaults, listFaults} from '../../api/sandbox_operations'
import type {EffectRequest, MatchRequest, RuleRequest} from '../../api/sandbox_operations'
import type {Action} from '../../parts/action'
import {controlLine, Line} from '../../parts/control'
import {textOf} from '../../parts/fields'
import type {Field, Option, Values} from '../../parts/fields'
import {Heading} from '../../parts/frame'
import {useWords} from '../../parts/language'
import {Listing} from '../../parts/listing'
import {useSandboxWords} from '../../parts/sandbox_words'
import type {SandboxWords} from '../../words/sandbox/en'
import {useWorld} from './world'

const methods: Option[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map(
  (value) => ({value, label: value}),
)

function delayOf(words: SandboxWords, text: string): number | number[] | undefined {
  if (!text) return undefined
  const found = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(text)
  if (!found) throw new Failure(400, '', words.notANumber)
  return found[2] === undefined ? Number(found[1]) : [Number(found[1]), Number(found[2])]
}

function ruleOf(words: SandboxWords, values: Values): RuleRequest {
  const text = (name: string) => textOf(values, name) || undefined
  const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)))
  return {
    match: {
      operation: text('operation'),
      method: text('method') as MatchRequest['method'],
      path: text('path'),
      every: number('every'),
    },
    do: {
      status: number('status'),
      errorCode: text('errorCode'),
      retryAfter: number('retryAfter'),
      delayMs: delayOf(words, textOf(values, 'delay')),
      disconnect: text('disconnect') as EffectRequest['disconnect'],
      when: text('when') as EffectRequest['when'],
    },
    times: number('times'),
  }
}

function fieldsOf(words: SandboxWords): Field[] {
  const moments = [
    {value: 'before', label: words.before},
    {value: 'after', label: words.after},
  ]
  const fields: Field[] = [
    {name: 'operation', label: words.operation, hint: words.operationHint},
    {name: 'method', label: words.method, kind: 'select', options: methods},
    {name: 'path', label: words.path, hint: words.pathHint},
    {name: 'every', label: words.every, kind: 'number', least: 1},
    {name: 'status', label: words.doStatus, kind: 'number', least: 200, most: 599},
    {name: 'errorCode', label: words.doErrorCode},
    {name: 'retryAfter', label: words.doRetryAfter, kind: 'number', least: 0},
    {name: 'delay', label: words.doDelay, hint: words.doDelayHint},
    {name: 'disconnect', label: words.doDisconnect, kind: 'select', options: moments},
    {name: 'when', label: words.doWhen, kind: 'select', options: moments},
    {name: 'times', label: words.times, kind: 'number', least: 1},
  ]
  return fields.map((field) => ({...field, optional: true, unmarked: true}))
}

function addActions(words: SandboxWords, world: string): Action[] {
  const add = async (body: RuleRequest) => void (await call(addFault, {query: {world}, body}))
  const parsed = (text: string): RuleRequest => {
    try {
      return JSON.parse(text) as RuleRequest
    } catch {
      throw new Failure(400, '', words.notJson)
    }
  }
  const example = {match: {operation: 'getOrganization'}, do: {status: 503}, times: 1}
  return [
    {
      label: words.addFault,
      main: true,
      done: words.faultAdded,
      form: {
        title: words.addFault,
        lead: <p>{words.addFaultLead}</p>,
        fields: fieldsOf(words),
        button: words.addFault,
        submit: async (values) => add(ruleOf(words, values)),
      },
    },
    {
      label: words.addFaultAsJson,
      done: words.faultAdded,
      form: {
        title: words.addFaultAsJson,
        fields: [{name: 'rule', label: words.rule, hint: words.ruleHint, kind: 'area'}],
        initial: {rule: JSON.stringify(example, null, 2)},
        button: words.addFault,
        submit: async (values) => add(parsed(textOf(values, 'rule'))),
      },
    },
  ]
}

// As the rule was written: whoever knows the one knows the other.
function Part({part, none}: {part: object; none: string}) {
  const members = Object.entries(part)
  if (members.length === 0) return <>{none}</>
  return (
    <ul className="bare">
      {members.map(([name, value]) => (
        <li key={name}>
          <code>
            {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
          </code>
        </li>
      ))}
    </ul>
  )
}

export function FaultsPage() {
  const {words} = useWords()
  const own = useSandboxWords()
  const world = useWorld()
  const query = {world: world.name}
  const example = {match: {method: 'POST'}, do: {status: 503, retryAfter: 1}, times: 1}
  const removeAll: Action = {
    label: own.deleteAll,
    done: own.faultsDeleted,
    confirm: {
      title: own.deleteAllTitle,
      text: <p>{own.deleteAllText(world.name)}</p>,
      run: () => call(deleteFaults, {query}),
    },
  }
  return (
    <>
      <Heading title={own.faults} of={world.name} />
      <Listing
        spec={{
          name: `faults ${world.name}`,
          label: own.faults,
          main: true,
          ask: async (_, __, signal) => (await call(listFaults, {query}, signal)).faults,
          keyOf: (row) => row.id,
          nameOf: (row) => row.id,
          columns: [
            {head: words.id, cell: (row) => row.id},
            {head: own.meant, cell: (row) => <Part part={row.match} none={own.allRequests} />},
            {head: own.happens, cell: (row) => <Part part={row.do} none="–" />},
            {
              head: own.hits,
              cell: (row) => (
                <>
                  {own.hitsOf(row.hits, row.times)}{' '}
                  {row.spent && <span className="tag">{own.spent}</span>}
                </>
              ),
            },
          ],
          empty: (
            <>
              <p>{own.noFaults}</p>
              <Line
                lead={own.orByHand}
                line={controlLine('POST', `/faults?world=${world.name}`, example)}
              />
            </>
          ),
          actions: [...addActions(own, world.name), removeAll],
          rowActions: (row) => [
            {
              label: words.delete,
              done: own.faultDeleted,
              confirm: {
                title: own.deleteFault,
                text: <p>{own.deleteFaultText(row.id)}</p>,
                run: () => call(deleteFault, {path: {id: row.id}, query}),
              },
            },
          ],
        }}
      />
    </>
  )
}
