// One list for all: pages, filters, an empty state that says what the list is for, and what can be
// done with each row. Page and filters are in the address.
import {useId, useState} from 'react'
import type {FormEvent, ReactNode} from 'react'
import {ActionButton} from './action'
import type {Action} from './action'
import {Shown, useAsked} from './asked'
import {emptyOf, FieldView} from './fields'
import type {Field, Values} from './fields'
import {useWords} from './language'
import {useRouter} from './router'

export type Page<Row> = {results: Row[]; totalCount?: number}
export type Column<Row> = {head: string; cell: (row: Row) => ReactNode}
export type ListQuery = {itemsPerPage: number; pageNum: number}

export type ListSpec<Row> = {
  /** Tells this list from others, with the ids that it is of. */
  name: string
  label: string
  /** The page's only list: its heading would say the same. */
  main?: true
  ask(
    query: ListQuery,
    filters: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Page<Row> | Row[]>
  keyOf(row: Row): string
  nameOf(row: Row): string
  columns: Column<Row>[]
  filters?: Field[]
  empty: ReactNode
  actions?: Action[]
  rowActions?(row: Row): Action[]
  changed?(): void
}

const perPage = 25

// What is answered whole is cut into pages here.
function pageOf<Row>(found: Page<Row> | Row[], page: number): Page<Row> {
  if (!Array.isArray(found)) return found
  return {results: found.slice((page - 1) * perPage, page * perPage), totalCount: found.length}
}

export function Filters({fields}: {fields: Field[]}) {
  const {words} = useWords()
  const {ask, query} = useRouter()
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, query.get(field.name) ?? emptyOf(field)])),
  )
  const apply = (event: FormEvent) => {
    event.preventDefault()
    ask({page: '', ...Object.fromEntries(fields.map(({name}) => [name, String(values[name] ?? '')]))})
  }
  const clear = () => {
    setValues(Object.fromEntries(fields.map((field) => [field.name, emptyOf(field)])))
    ask({page: '', ...Object.fromEntries(fields.map(({name}) => [name, '']))})
  }
  const set = fields.some(({name}) => query.get(name))
  return (
    <form className="filters" role="search" onSubmit={apply}>
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={{...field, optional: true, unmarked: true}}
          value={values[field.name] ?? ''}
          busy={false}
          set={(value) => setValues((old) => ({...old, [field.name]: value}))}
        />
      ))}
      <div className="buttons">
        <button type="submit">{words.filter}</button>
        {set && (
          <button type="button" onClick={clear}>
            {words.clearFilter}
          </button>
        )}
      </div>
    </form>
  )
}

function Pages({page, shown, total}: {page: number; shown: number; total: number | undefined}) {
  const {words} = useWords()
  const {ask} = useRouter()
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / perPage))
  if (page === 1 && (last === 1 || (last === undefined && shown < perPage))) return null
  const onward = last === undefined ? shown === perPage : page < last
  return (
    <nav className="pages" aria-label={words.pages}>
      <button type="button" disabled={page <= 1} onClick={() => ask({page: String(page - 1)})}>
        {words.previous}
      </button>
      <span>{words.pageOf(page, last)}</span>
      <button type="button" disabled={!onward} onClick={() => ask({page: String(page + 1)})}>
        {words.next}
      </button>
    </nav>
  )
}

/** Of the whole of a list, what its table needs. */
export type TableSpec<Row> = Pick<
  ListSpec<Row>,
  'label' | 'columns' | 'keyOf' | 'nameOf' | 'rowActions'
>

export function Table<Row>(props: {spec: TableSpec<Row>; rows: Row[]; again: () => void}) {
  const {words} = useWords()
  const {spec, rows, again} = props
  return (
    <table role="table" aria-label={spec.label}>
      <thead role="rowgroup">
        <tr role="row">
          {spec.columns.map((column) => (
            <th key={column.head} role="columnheader" scope="col">
              {column.head}
            </th>
          ))}
          {spec.rowActions && (
            <th role="columnheader" scope="col">
              <span className="hidden">{words.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={spec.keyOf(row)} role="row">
            {spec.columns.map((column) => (
              <td key={column.head} role="cell" data-head={column.head}>
                {column.cell(row)}
              </td>
            ))}
            {spec.rowActions && (
              <td role="cell" className="actions">
                {spec.rowActions(row).map((action) => (
                  <ActionButton
                    key={action.label}
                    action={action}
                    about={spec.nameOf(row)}
                    after={again}
                  />
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Listing<Row>({spec}: {spec: ListSpec<Row>}) {
  const {words} = useWords()
  const {query} = useRouter()
  const heading = useId()
  const page = Math.max(1, Number(query.get('page')) || 1)
  const filters = Object.fromEntries(
    (spec.filters ?? []).map(({name}) => [name, query.get(name) ?? '']),
  )
  const key = JSON.stringify([spec.name, page, filters])
  const asked = useAsked(key, async (signal) =>
    pageOf(await spec.ask({itemsPerPage: perPage, pageNum: page}, filters, signal), page),
  )
  const again = () => {
    asked.again()
    spec.changed?.()
  }
  const filtered = Object.values(filters).some(Boolean)
  return (
    <section className="list" aria-labelledby={heading} aria-busy={asked.busy}>
      <header>
        <h2 id={heading} className={spec.main && 'hidden'}>
          {spec.label}
        </h2>
        <div className="buttons">
          {spec.actions?.map((action) => (
            <ActionButton key={action.label} action={action} after={again} />
          ))}
        </div>
      </header>
      {spec.filters && <Filters key={query.toString()} fields={spec.filters} />}
      <Shown asked={asked}>
        {(found) => (
          <>
            {found.results.length > 0 ? (
              <Table spec={spec} rows={found.results} again={again} />
            ) : (
              <div className="empty">
                {filtered || page > 1 ? words.nothingFound : spec.empty}
              </div>
            )}
            <Pages page={page} shown={found.results.length} total={found.totalCount} />
          </>
        )}
      </Shown>
    </section>
  )
}
