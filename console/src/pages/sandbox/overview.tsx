// A world as it is: where it is called, the states kept of it, and who can call it.
import {call} from '../../api/call'
import {deleteSnapshot, listMails, restoreSnapshot, takeSnapshot} from '../../api/sandbox_operations'
import {ActionButton} from '../../parts/action'
import {controlLine, Line} from '../../parts/control'
import {Facts} from '../../parts/facts'
import {textOf} from '../../parts/fields'
import {Heading} from '../../parts/frame'
import {useWords} from '../../parts/language'
import {Listing} from '../../parts/listing'
import {useSandboxWords} from '../../parts/sandbox_words'
import {Callers} from './callers'
import {ConsoleLink, Mode, resetAction, useWorld} from './world'

function Snapshots() {
  const {words} = useWords()
  const own = useSandboxWords()
  const world = useWorld()
  const query = {world: world.name}
  return (
    <Listing
      spec={{
        name: `snapshots ${world.name} ${world.snapshots.join(' ')}`,
        label: own.snapshots,
        ask: async () => world.snapshots,
        keyOf: (row) => row,
        nameOf: (row) => row,
        columns: [{head: words.name, cell: (row) => row}],
        empty: (
          <>
            <p>{own.noSnapshots}</p>
            <Line
              lead={own.orByHand}
              line={controlLine('PUT', `/snapshots/first?world=${world.name}`)}
            />
          </>
        ),
        actions: [
          {
            label: own.takeSnapshot,
            done: own.snapshotTaken,
            form: {
              title: own.takeSnapshot,
              fields: [{name: 'name', label: own.snapshotName, hint: own.worldNameHint, most: 40}],
              button: own.takeSnapshot,
              submit: async (values) =>
                void (await call(takeSnapshot, {path: {name: textOf(values, 'name')}, query})),
            },
          },
        ],
        rowActions: (name) => [
          {
            label: own.restore,
            done: own.restored,
            confirm: {
              title: own.restoreTitle,
              text: <p>{own.restoreText(name)}</p>,
              run: () => call(restoreSnapshot, {path: {name}, query}),
            },
          },
          {
            label: words.delete,
            done: own.snapshotDeleted,
            confirm: {
              title: own.deleteSnapshot,
              text: <p>{own.deleteSnapshotText(name)}</p>,
              run: () => call(deleteSnapshot, {path: {name}, query}),
            },
          },
        ],
        changed: world.again,
      }}
    />
  )
}

function Mails() {
  const {when} = useWords()
  const own = useSandboxWords()
  const world = useWorld()
  return (
    <Listing
      spec={{
        name: `mails ${world.name}`,
        label: own.mails,
        ask: async (_, __, signal) =>
          (await call(listMails, {query: {world: world.name}}, signal)).mails,
        keyOf: (row) => row.id,
        nameOf: (row) => row.recipient,
        columns: [
          {head: own.mailTo, cell: (row) => <bdi>{row.recipient}</bdi>},
          {head: own.mailKind, cell: (row) => row.kind},
          {head: own.written, cell: (row) => when(row.createdAt)},
          {
            head: own.link,
            cell: (row) =>
              row.link ? (
                <a href={row.link} target="_blank" rel="noreferrer">
                  {own.openLink}
                  <span className="hidden"> {row.recipient}</span>
                </a>
              ) : (
                '–'
              ),
          },
        ],
        empty: own.noMails,
      }}
    />
  )
}

export function OverviewPage() {
  const own = useSandboxWords()
  const world = useWorld()
  return (
    <>
      <Heading title={own.world} name={world.name} />
      <section className="card" aria-label={own.overview}>
        <Facts
          facts={[
            {name: own.apiAddress, value: <code>{world.baseUrl}</code>},
            {name: own.openConsole, value: <ConsoleLink world={world} />},
            {
              name: own.clock,
              value: (
                <>
                  <code>{world.clock.at}</code> <Mode clock={world.clock} />
                </>
              ),
            },
            {name: own.idSeed, value: world.idSeed},
          ]}
        />
        <div className="buttons">
          <ActionButton action={resetAction(own, world.name)} after={world.again} />
        </div>
      </section>
      <Callers />
      <Snapshots />
      <Mails />
    </>
  )
}
