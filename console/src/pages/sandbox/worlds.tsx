// All worlds of the sandbox.
import {call} from '../../api/call'
import {deleteWorld, listWorlds, makeWorld} from '../../api/sandbox_operations'
import type {WorldRequest, WorldView} from '../../api/sandbox_operations'
import type {Action} from '../../parts/action'
import {controlLine, Line} from '../../parts/control'
import {textOf} from '../../parts/fields'
import type {Values} from '../../parts/fields'
import {Heading} from '../../parts/frame'
import {Listing} from '../../parts/listing'
import {Link} from '../../parts/router'
import {useSandboxWords} from '../../parts/sandbox_words'
import type {SandboxWords} from '../../words/sandbox/en'
import {useWords} from '../../parts/language'
import {ConsoleLink, Mode, momentOf, resetAction} from './world'

const firstWorld = 'default'

function seedOf(values: Values): unknown {
  const begins = textOf(values, 'begins')
  if (begins === 'seed') return textOf(values, 'seed')
  return begins === 'empty' ? {} : undefined
}

function requestOf(values: Values): WorldRequest {
  const idSeed = textOf(values, 'idSeed')
  const at = momentOf(textOf(values, 'frozenAt'))
  return {
    seed: seedOf(values),
    idSeed: idSeed ? Number(idSeed) : undefined,
    clock: at ? {mode: 'frozen', at} : undefined,
  }
}

function makeAction(words: SandboxWords): Action {
  return {
    label: words.makeWorld,
    main: true,
    done: words.worldMade,
    form: {
      title: words.makeWorld,
      lead: <p>{words.makeWorldLead}</p>,
      fields: [
        {name: 'name', label: words.worldName, hint: words.worldNameHint, most: 40},
        {
          name: 'begins',
          label: words.beginsWith,
          kind: 'select',
          options: [
            {value: 'told', label: words.beginsLikeOthers},
            {value: 'empty', label: words.beginsEmpty},
            {value: 'seed', label: words.beginsWithSeed},
          ],
        },
        {name: 'seed', label: words.seed, hint: words.seedHint, kind: 'area', optional: true},
        {name: 'idSeed', label: words.idSeed, kind: 'number', least: 0, optional: true},
        {name: 'frozenAt', label: words.frozenAt, kind: 'moment', optional: true},
      ],
      initial: {begins: 'told'},
      button: words.makeWorld,
      submit: async (values) =>
        void (await call(makeWorld, {
          path: {name: textOf(values, 'name')},
          body: requestOf(values),
        })),
    },
  }
}

export function WorldsPage() {
  const {words} = useWords()
  const own = useSandboxWords()
  const remove = (world: WorldView): Action => ({
    label: words.delete,
    off: world.name === firstWorld,
    done: own.worldDeleted,
    confirm: {
      title: own.deleteWorld,
      text: <p>{own.deleteWorldText(world.name)}</p>,
      run: () => call(deleteWorld, {path: {name: world.name}}),
    },
  })
  return (
    <>
      <Heading title={own.worlds} lead={own.worldsLead} />
      <Listing
        spec={{
          name: 'worlds',
          label: own.worlds,
          main: true,
          ask: async (_, {name}, signal) => {
            const {worlds} = await call(listWorlds, {}, signal)
            return worlds.filter((world) => world.name.includes(name ?? ''))
          },
          keyOf: (row) => row.name,
          nameOf: (row) => row.name,
          columns: [
            {head: words.name, cell: (row) => <Link to={`worlds/${row.name}`}>{row.name}</Link>},
            {
              head: own.clock,
              cell: (row) => (
                <>
                  <code>{row.clock.at}</code> <Mode clock={row.clock} />
                </>
              ),
            },
            {head: own.snapshots, cell: (row) => row.snapshots.length},
            {
              head: own.apiAddress,
              cell: (row) => (
                <>
                  <code>{row.baseUrl}</code>
                  <small>
                    <ConsoleLink world={row} />
                  </small>
                </>
              ),
            },
          ],
          filters: [{name: 'name', label: words.name}],
          empty: own.noWorlds,
          actions: [makeAction(own)],
          rowActions: (row) => [resetAction(own, row.name), remove(row)],
        }}
      />
      <section className="card" aria-label={own.makeWorld}>
        <Line lead={own.orByHand} line={controlLine('PUT', '/worlds/team-a', {idSeed: 7})} />
      </section>
    </>
  )
}
