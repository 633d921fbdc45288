// Derived from docs/sandbox-openapi.json by tools/console_client.py.
/* eslint-disable */
import type {Operation} from './call'

export type ClockRequest = {
  advance?: string
  at?: string
  mode?: 'real' | 'frozen'
}

export type ClockView = {
  at: string
  mode: string
}

export type Effect = {
  contentLength?: number
  cutBodyAt?: number
  delayMs?: number | number[]
  disconnect?: 'before' | 'after'
  errorCode?: string
  headers?: Record<string, string>
  pageSize?: number
  retryAfter?: number
  shuffle?: boolean
  staleReadsMs?: number
  stallMs?: number
  status?: number
  when?: 'before' | 'after'
}

export type EffectRequest = {
  contentLength?: number
  cutBodyAt?: number
  delayMs?: number | number[]
  disconnect?: 'before' | 'after'
  errorCode?: string
  headers?: Record<string, string>
  pageSize?: number
  retryAfter?: number
  shuffle?: boolean
  staleReadsMs?: number
  stallMs?: number
  status?: number
  when?: 'before' | 'after'
}

export type Entry = {
  caller: string
  challenge: boolean
  delayedMs: number
  errorCode?: string
  method: string
  number: number
  operation: string
  orgId: string
  path: string
  query: string
  requestBody: string
  requestBodySize: number
  requestHeaders: HeaderField[]
  responseBody: string
  responseBodySize: number
  responseHeaders: HeaderField[]
  rule?: string
  status: number
  time: string
  tookUs: number
}

export type FaultList = {
  faults: RuleView[]
}

export type HeaderField = {
  name: string
  value: string
}

export type MailList = {
  mails: MailView[]
}

export type MailView = {
  createdAt: string
  id: string
  invitationId?: string
  kind: string
  link?: string
  orgId?: string
  recipient: string
  userId?: string
}

export type Match = {
  bodyContains?: string
  caller?: string
  challenge?: boolean
  every?: number
  from?: string
  header?: string
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  nth?: number
  operation?: string
  orgId?: string
  path?: string
  probability?: number
  seed?: number
  to?: string
}

export type MatchRequest = {
  bodyContains?: string
  caller?: string
  challenge?: boolean
  every?: number
  from?: string
  header?: string
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  nth?: number
  operation?: string
  orgId?: string
  path?: string
  probability?: number
  seed?: number
  to?: string
}

export type RequestList = {
  dropped: number
  requests: Entry[]
}

export type RuleRequest = {
  do: EffectRequest
  match?: MatchRequest
  times?: number
}

export type RuleView = {
  counted: number
  do: Effect
  hits: number
  id: string
  match: Match
  spent: boolean
  times?: number
}

export type WaitView = {
  count: number
  dropped: number
  reached: boolean
}

export type WorldList = {
  worlds: WorldView[]
}

export type WorldRequest = {
  clock?: ClockRequest
  idSeed?: number
  seed?: unknown
}

export type WorldView = {
  baseUrl: string
  clock: ClockView
  idSeed: number
  name: string
  snapshots: string[]
}

export const addFault: Operation<
  {},
  {world?: string},
  RuleRequest,
  RuleView
> = {method: 'POST', path: '/orgd/sandbox/v1/faults', version: ''}

export const addSeed: Operation<
  {},
  {world?: string},
  object,
  void
> = {method: 'POST', path: '/orgd/sandbox/v1:seed', version: ''}

export const deleteFault: Operation<
  {id: string},
  {world?: string},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/sandbox/v1/faults/{id}', version: ''}

export const deleteFaults: Operation<
  {},
  {world?: string},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/sandbox/v1/faults', version: ''}

export const deleteRequests: Operation<
  {},
  {world?: string},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/sandbox/v1/requests', version: ''}

export const deleteSnapshot: Operation<
  {name: string},
  {world?: string},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/sandbox/v1/snapshots/{name}', version: ''}

export const deleteWorld: Operation<
  {name: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/sandbox/v1/worlds/{name}', version: ''}

export const exportRequests: Operation<
  {},
  {world?: string},
  undefined,
  object
> = {method: 'GET', path: '/orgd/sandbox/v1/requests:har', version: ''}

export const exportSeed: Operation<
  {},
  {world?: string; format?: 'json' | 'yaml'},
  undefined,
  object
> = {method: 'GET', path: '/orgd/sandbox/v1:export', version: ''}

export const getClock: Operation<
  {},
  {world?: string},
  undefined,
  ClockView
> = {method: 'GET', path: '/orgd/sandbox/v1/clock', version: ''}

export const listFaults: Operation<
  {},
  {world?: string},
  undefined,
  FaultList
> = {method: 'GET', path: '/orgd/sandbox/v1/faults', version: ''}

export const listMails: Operation<
  {},
  {world?: string},
  undefined,
  MailList
> = {method: 'GET', path: '/orgd/sandbox/v1/mails', version: ''}

export const listRequests: Operation<
  {},
  {world?: string; after?: number; before?: number; status?: string; limit?: number},
  undefined,
  RequestList
> = {method: 'GET', path: '/orgd/sandbox/v1/requests', version: ''}

export const listWorlds: Operation<
  {},
  {},
  undefined,
  WorldList
> = {method: 'GET', path: '/orgd/sandbox/v1/worlds', version: ''}

export const makeWorld: Operation<
  {name: string},
  {},
  WorldRequest,
  WorldView
> = {method: 'PUT', path: '/orgd/sandbox/v1/worlds/{name}', version: ''}

export const resetWorld: Operation<
  {},
  {world?: string},
  undefined,
  void
> = {method: 'POST', path: '/orgd/sandbox/v1:reset', version: ''}

export const restoreSnapshot: Operation<
  {name: string},
  {world?: string},
  undefined,
  void
> = {method: 'POST', path: '/orgd/sandbox/v1/snapshots/{name}:restore', version: ''}

export const setClock: Operation<
  {},
  {world?: string},
  ClockRequest,
  ClockView
> = {method: 'PATCH', path: '/orgd/sandbox/v1/clock', version: ''}

export const takeSnapshot: Operation<
  {name: string},
  {world?: string},
  undefined,
  void
> = {method: 'PUT', path: '/orgd/sandbox/v1/snapshots/{name}', version: ''}

export const waitForRequests: Operation<
  {},
  {world?: string; after?: number; count?: number; timeout?: string},
  undefined,
  WaitView
> = {method: 'GET', path: '/orgd/sandbox/v1/requests:wait', version: ''}
