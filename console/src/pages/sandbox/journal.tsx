// What was called in a world, as it is called.
import {useId} from 'react'
import {call} from '../../api/call'
import {deleteRequests, exportRequests} from '../../api/sandbox_operations'
import type {Entry} from '../../api/sandbox_operations'
import {ActionButton} from '../../parts/action'
import {FailureNote} from '../../parts/asked'
import {Line} from '../../parts/control'
import type {Field} from '../../parts/fields'
import {useBusy} from '../../parts/form'
import {Heading} from '../../parts/frame'
import {useWords} from '../../parts/language'
import {Filters, Table} from '../../parts/listing'
import type {TableSpec} from '../../parts/listing'
import {Link, useRouter} from '../../parts/router'
import {useSandboxWords} from '../../parts/sandbox_words'
import {saveFile} from '../../parts/secret'
import type {SandboxWords} from '../../words/sandbox/en'
import {useFollowing} from './following'
import {useWorld} from './world'

const names = ['operation', 'method', 'path', 'status', 'challenge'] as const

function filtersOf(words: SandboxWords): Field[] {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({value, label: value}))
  const statuses = Object.entries(words.statusClasses).map(([value, label]) => ({value, label}))
  return [
    {name: 'operation', label: words.operation},
    {name: 'method', label: words.method, kind: 'select', options: methods},
    {name: 'path', label: words.path},
    {name: 'status', label: words.status, kind: 'select', options: statuses},
    {
      name: 'challenge',
      label: words.challenges,
      kind: 'select',
      options: [{value: 'true', label: words.challengesToo}],
    },
  ]
}

export function Status({entry}: {entry: Entry}) {
  const words = useSandboxWords()
  const fine = entry.status >= 200 && entry.status < 400
  return (
    <span className={`tag ${fine ? 'active' : ''}`}>{entry.status || words.noAnswer}</span>
  )
}

export const millisecondsOf = (entry: Entry, language: string) =>
  (entry.tookUs / 1000).toLocaleString(language, {maximumFractionDigits: 1})

function tableOf(words: SandboxWords, world: string, language: string): TableSpec<Entry> {
  return {
    label: words.journal,
    keyOf: (row) => String(row.number),
    nameOf: (row) => String(row.number),
    columns: [
      {
        head: words.request,
        cell: (row) => (
          <>
            <Link to={`worlds/${world}/journal/${row.number}`}>
              <code>
                {row.method} <bdi>{row.path}</bdi>
              </code>
            </Link>
            <small>
              {row.number} {row.operation}
            </small>
          </>
        ),
      },
      {
        head: words.answer,
        cell: (row) => (
          <>
            <Status entry={row} />
            {row.errorCode && <small>{row.errorCode}</small>}
          </>
        ),
      },
      {head: words.caller, cell: (row) => <bdi>{row.caller || '–'}</bdi>},
      {head: words.time, cell: (row) => <code>{row.time}</code>},
      {head: words.took, cell: (row) => words.milliseconds(millisecondsOf(row, language))},
    ],
  }
}

function Requests({query}: {query: Record<string, string>}) {
  const {words, language} = useWords()
  const own = useSandboxWords()
  const world = useWorld()
  const {challenge, ...filters} = query
  const wanted = {world: world.name, ...filters, challenge: challenge ? true : undefined}
  const {entries, dropped, more, failure, again, earlier} = useFollowing(wanted)
  const {busy, failure: refused, run} = useBusy()
  const download = async () => {
    const fitting = {...wanted, status: undefined}
    const archive = await call(exportRequests, {query: fitting})
    saveFile(`${world.name}.har`, [JSON.stringify(archive)], 'application/json')
  }
  const line =
    `curl -X POST -H 'Content-Type: application/json' '${world.baseUrl}/orgd/v1/sessions' ` +
    `--data '{"username": "dana@example.org", "password": "not-the-password", "bearer": true}'`
  const filtered = Object.keys(query).length > 0
  return (
    <>
      <div className="buttons">
        <button type="button" disabled={busy} onClick={() => void run(download)}>
          {own.har}
        </button>
        <ActionButton
          action={{
            label: own.clearJournal,
            done: own.cleared,
            confirm: {
              title: own.clearTitle,
              text: <p>{own.clearText(world.name)}</p>,
              run: () => call(deleteRequests, {query: {world: world.name}}),
            },
          }}
          after={again}
        />
      </div>
      {refused && <FailureNote failure={refused} />}
      {failure && <FailureNote failure={failure} again={again} />}
      {dropped > 0 && <p className="hint">{own.dropped(dropped)}</p>}
      {!entries && !failure && (
        <p className="waiting" role="status">
          {words.loading}
        </p>
      )}
      {entries?.length === 0 && (
        <div className="empty">
          <p>{filtered ? own.nothingFits : own.noRequests}</p>
          {!filtered && <Line lead={own.firstCall} line={line} />}
        </div>
      )}
      {entries && entries.length > 0 && (
        <Table spec={tableOf(own, world.name, language)} rows={entries} again={again} />
      )}
      {more && (
        <div className="pages">
          <button type="button" disabled={busy} onClick={() => void run(earlier)}>
            {own.earlier}
          </button>
        </div>
      )}
    </>
  )
}

export function JournalPage() {
  const own = useSandboxWords()
  const world = useWorld()
  const router = useRouter()
  const heading = useId()
  const query: Record<string, string> = {}
  for (const name of names) {
    const value = router.query.get(name)
    if (value) query[name] = value
  }
  return (
    <>
      <Heading title={own.journal} of={world.name} lead={own.live} />
      <section className="list" aria-labelledby={heading}>
        <h2 id={heading} className="hidden">
          {own.journal}
        </h2>
        <Filters key={router.search} fields={filtersOf(own)} />
        <Requests query={query} />
      </section>
    </>
  )
}
