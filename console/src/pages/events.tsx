// What has happened in an organization.
import {call} from '../api/call'
import {listEventTypes, listOrganizationEvents} from '../api/operations'
import {useAsked} from '../parts/asked'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {useOrg} from '../parts/organization'

// What a browser's field has is the person's own time.
function utcOf(moment: string | undefined): string | undefined {
  const date = new Date(moment ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z')
}

export function EventsPage() {
  const {words, when} = useWords()
  const org = useOrg()
  const types = useAsked('event types', async (signal) => {
    const found = await call(listEventTypes, {query: {itemsPerPage: 500}}, signal)
    return new Map(found.results.map((type) => [type.eventType, type.description]))
  })
  const options = [...(types.data ?? [])]
    .map(([value, label]) => ({value, label: `${label} (${value})`}))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <>
      <Heading title={words.events} of={org.organization.name} />
      <Listing
        spec={{
          name: `events ${org.id}`,
          label: words.events,
          main: true,
          ask: (page, {type, since, until}, signal) =>
            call(
              listOrganizationEvents,
              {
                path: {orgId: org.id},
                query: {
                  ...page,
                  eventType: type ? [type] : undefined,
                  minDate: utcOf(since),
                  maxDate: utcOf(until),
                },
              },
              signal,
            ),
          keyOf: (row) => row.id,
          nameOf: (row) => row.eventTypeName,
          columns: [
            {head: words.when, cell: (row) => when(row.created)},
            {
              head: words.event,
              cell: (row) => (
                <>
                  {types.data?.get(row.eventTypeName) ?? row.eventTypeName}
                  <small>{row.eventTypeName}</small>
                </>
              ),
            },
            {head: words.who, cell: (row) => <bdi>{row.username ?? row.publicKey ?? '–'}</bdi>},
            {
              head: words.whom,
              cell: (row) => <bdi>{row.targetUsername ?? row.targetPublicKey ?? '–'}</bdi>,
            },
            {head: words.from, cell: (row) => row.remoteAddress ?? '–'},
          ],
          filters: [
            {name: 'type', label: words.eventType, kind: 'select', options},
            {name: 'since', label: words.since, kind: 'moment'},
            {name: 'until', label: words.until, kind: 'moment'},
          ],
          empty: words.noEvents,
        }}
      />
    </>
  )
}
