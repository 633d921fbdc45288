// One request of a world's journal, with its answer.
import {call, Failure} from '../../api/call'
import {listRequests} from '../../api/sandbox_operations'
import type {Entry, HeaderField} from '../../api/sandbox_operations'
import {Shown, useAsked} from '../../parts/asked'
import {Facts} from '../../parts/facts'
import {Heading} from '../../parts/frame'
import {useWords} from '../../parts/language'
import {Link} from '../../parts/router'
import {useSandboxWords} from '../../parts/sandbox_words'
import {millisecondsOf, Status} from './journal'
import {useWorld} from './world'

// Only where that changes nothing but blanks: numbers may be longer than a script's are.
function spread(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}

function Message(props: {title: string; fields: HeaderField[]; body: string; size: number}) {
  const {language} = useWords()
  const words = useSandboxWords()
  const {title, fields, body, size} = props
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {fields.map(({name, value}, at) => (
          <div key={at}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {body ? (
        <>
          <p className="hint">{words.bytes(size.toLocaleString(language))}</p>
          <pre>{spread(body)}</pre>
        </>
      ) : (
        <p className="hint">{words.noBody}</p>
      )}
    </section>
  )
}

function Whole({entry}: {entry: Entry}) {
  const {language} = useWords()
  const words = useSandboxWords()
  const facts = [
    {name: words.path, value: <code>{entry.path}</code>},
    {name: words.query, value: entry.query && <code>{entry.query}</code>},
    {name: words.status, value: <Status entry={entry} />},
    {name: words.errorCode, value: entry.errorCode},
    {name: words.operation, value: entry.operation},
    {name: words.caller, value: entry.caller},
    {name: words.organization, value: entry.orgId},
    {name: words.time, value: <code>{entry.time}</code>},
    {name: words.took, value: words.milliseconds(millisecondsOf(entry, language))},
    {name: words.delayed, value: entry.delayedMs && words.milliseconds(String(entry.delayedMs))},
    {name: words.byRule, value: entry.rule},
  ]
  return (
    <>
      <section className="card" aria-label={words.overview}>
        <Facts facts={facts.filter(({value}) => value)} />
      </section>
      <Message
        title={words.request}
        fields={entry.requestHeaders}
        body={entry.requestBody}
        size={entry.requestBodySize}
      />
      <Message
        title={words.answer}
        fields={entry.responseHeaders}
        body={entry.responseBody}
        size={entry.responseBodySize}
      />
    </>
  )
}

export function EntryPage({number}: {number: number}) {
  const words = useSandboxWords()
  const world = useWorld()
  const asked = useAsked(`request ${world.name} ${number}`, async (signal) => {
    // The 401s that start Digest calls are only told to who asks for them.
    const query = {world: world.name, after: number - 1, before: number + 1, challenge: true}
    const [found] = (await call(listRequests, {query}, signal)).requests
    if (!found) throw new Failure(404, '', words.noRequest)
    return found
  })
  return (
    <>
      <Heading title={words.requestNumber(String(number))} of={world.name} />
      <p>
        <Link to={`worlds/${world.name}/journal`}>{words.toJournal}</Link>
      </p>
      <Shown asked={asked}>{(entry) => <Whole entry={entry} />}</Shown>
    </>
  )
}
