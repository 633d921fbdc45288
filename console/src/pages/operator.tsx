// What operators see of the whole server. Each look leaves an event.
import type {ReactNode} from 'react'
import {call} from '../api/call'
import {getOperatorHealth, listOperatorOrganizations, listOperatorOutbox} from '../api/operations'
import type {ServerHealth} from '../api/operations'
import {Shown, useAsked} from '../parts/asked'
import {Facts} from '../parts/facts'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useRouter} from '../parts/router'
import {Sections} from '../parts/sections'

export function OperatorFrame({children}: {children: ReactNode}) {
  const {words} = useWords()
  const {path} = useRouter()
  const pages = [
    ['operator/organizations', words.allOrganizations],
    ['operator/outbox', words.outbox],
    ['operator/health', words.health],
  ] as const
  const sections = pages.map(([to, label]) => ({to, label, current: path === to}))
  return (
    <Sections label={words.server} sections={sections}>
      {children}
    </Sections>
  )
}

export function OperatorOrganizationsPage() {
  const {words} = useWords()
  const count = words.countedUpTo1000
  return (
    <>
      <Heading title={words.allOrganizations} />
      <Listing
        spec={{
          name: 'all organizations',
          label: words.allOrganizations,
          main: true,
          ask: (page, {name}, signal) =>
            call(listOperatorOrganizations, {query: {...page, name}}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {
              head: words.name,
              cell: (row) => (
                <>
                  <bdi>{row.name}</bdi>
                  <small>
                    <code>{row.id}</code>
                  </small>
                </>
              ),
            },
            {head: words.people, cell: (row) => count(row.peopleCount)},
            {head: words.projects, cell: (row) => count(row.projectCount)},
            {head: words.keys, cell: (row) => count(row.apiKeyCount)},
            {head: words.accounts, cell: (row) => count(row.serviceAccountCount)},
          ],
          filters: [{name: 'name', label: words.name}],
          empty: words.noOrganizationsAtAll,
        }}
      />
    </>
  )
}

type State = 'WAITING' | 'SENT' | 'DEAD' | undefined

export function OutboxPage() {
  const {words, when} = useWords()
  const states: Record<string, string> = words.mailStates
  return (
    <>
      <Heading title={words.outbox} />
      <Listing
        spec={{
          name: 'outbox',
          label: words.outbox,
          main: true,
          ask: (page, {state}, signal) =>
            call(
              listOperatorOutbox,
              {query: {...page, state: (state || undefined) as State}},
              signal,
            ),
          keyOf: (row) => row.id,
          nameOf: (row) => row.recipient ?? row.id,
          columns: [
            {
              head: words.to,
              cell: (row) => <bdi>{row.recipient ?? words.hiddenFromOperators}</bdi>,
            },
            {head: words.mailKind, cell: (row) => row.kind},
            {
              head: words.state,
              cell: (row) => (
                <span className={`tag ${row.state === 'SENT' ? 'active' : ''}`}>
                  {states[row.state] ?? row.state}
                </span>
              ),
            },
            {head: words.attempts, cell: (row) => row.attempts},
            {head: words.lastError, cell: (row) => <bdi>{row.lastError ?? '–'}</bdi>},
            {head: words.created, cell: (row) => when(row.createdAt)},
            {head: words.nextTry, cell: (row) => when(row.nextTryAt)},
          ],
          filters: [
            {
              name: 'state',
              label: words.state,
              kind: 'select',
              options: Object.entries(states).map(([value, label]) => ({value, label})),
            },
          ],
          empty: words.noMails,
        }}
      />
    </>
  )
}

function Health({health}: {health: ServerHealth}) {
  const {words, when} = useWords()
  const problems: Record<string, string> = words.healthProblems
  return (
    <>
      {health.problems.length === 0 && <p className="note">{words.healthGood}</p>}
      {health.problems.map((problem) => (
        <p key={problem} className="note bad">
          {problems[problem] ?? problem}
        </p>
      ))}
      <section className="card" aria-label={words.health}>
        <Facts
          facts={[
            {name: words.waitingMails, value: words.countedUpTo1000(health.waitingMails)},
            {name: words.oldestWaiting, value: when(health.oldestWaitingMailAt)},
            {name: words.deadMails, value: words.countedUpTo1000(health.deadMails)},
            {name: words.sendsMails, value: health.sendsMails ? words.yes : words.no},
            {name: words.serverTime, value: when(health.time)},
            {name: words.build, value: <code>{health.build}</code>},
          ]}
        />
      </section>
    </>
  )
}

export function HealthPage() {
  const {words} = useWords()
  const asked = useAsked('health', (signal) => call(getOperatorHealth, {}, signal))
  return (
    <>
      <Heading title={words.health} />
      <Shown asked={asked}>{(health) => <Health health={health} />}</Shown>
    </>
  )
}
