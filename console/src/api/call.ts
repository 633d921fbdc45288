// One request to the API, as a page of this server may make it.

/** A row of the API's table. The types stand for what no value does. */
export type Operation<Path, Query, Body, Answer> = {
  method: string
  path: string
  version: string
  types?: {path: Path; query: Query; body: Body; answer: Answer}
}

export type Given<Path, Query, Body> = {query?: Query} & ({} extends Path
  ? {path?: Path}
  : {path: Path}) &
  ([Body] extends [undefined] ? {body?: undefined} : {body: Body})

/** What the API or the way to it refused; status 0 says that nothing answered. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfter = 0,
    /** Words in the place of those that its code has. */
    readonly said = '',
  ) {
    super(detail)
  }
}

/** "/console/" with what a proxy or a world has before it. */
export const base = baseOf(location.pathname)
export const root = base.slice(0, -'/console/'.length)
const patience = 30_000
let token = ''

export function baseOf(path: string): string {
  return path.slice(0, path.indexOf('/console/') + '/console/'.length)
}

/** What calls show from now on, where no cookie says who calls. */
export function showToken(given: string): void {
  token = given
}

function pathOf(template: string, values: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ''))
}

function queryOf(values: Record<string, unknown> = {}): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') pairs.append(name, String(one))
  const text = pairs.toString()
  return text && `?${text}`
}

async function failureOf(answer: Response): Promise<Failure> {
  const retryAfter = Number(answer.headers.get('Retry-After') ?? 0)
  try {
    const error = (await answer.json()) as {errorCode?: string; detail?: string}
    return new Failure(answer.status, error.errorCode ?? '', error.detail ?? '', retryAfter)
  } catch {
    return new Failure(answer.status, '', '', retryAfter)
  }
}

export async function call<Path, Query, Body, Answer>(
  operation: Operation<Path, Query, Body, Answer>,
  given: Given<Path, Query, Body>,
  signal?: AbortSignal,
): Promise<Answer> {
  const {path, query, body} = given as {
    path?: Record<string, string>
    query?: Record<string, unknown>
    body?: unknown
  }
  const type = operation.version
    ? `application/vnd.atlas.${operation.version}+json`
    : 'application/json'
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patience)
  signal?.addEventListener('abort', () => stop.abort())
  const unsafe = operation.method !== 'GET'
  try {
    const answer = await fetch(root + pathOf(operation.path, path) + queryOf(query), {
      method: operation.method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
      headers: {
        Accept: type,
        'X-Orgd': '1',
        ...(unsafe ? {'Content-Type': type} : {}),
        ...(token ? {Authorization: `Bearer ${token}`} : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw await failureOf(answer)
    const text = await answer.text()
    return (text ? JSON.parse(text) : undefined) as Answer
  } catch (error) {
    if (error instanceof Failure || signal?.aborted) throw error
    throw new Failure(0, '', '')
  } finally {
    clearTimeout(timer)
  }
}
