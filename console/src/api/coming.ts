// Operations whose rows this tree does not have yet. Each moves to operations.txt when it does.
import type {Operation} from './call'
import type {InvitationGroupRole, Me, MeUpdate, PersonSession} from './operations'

export type MeWithLanguage = Me & {language?: string}
export type MeUpdateWithLanguage = MeUpdate & {language?: string | null}

export type Factor = {
  confirmedAt?: string
  createdAt: string
  id: string
  lastUsedAt?: string
  name: string
  qrCode?: string
  secret?: string
  type: string
  uri?: string
}
export type InvitationOfMany = {username: string; roles?: string[]; teamIds?: string[]}
export type InvitationOutcome = {
  acceptLink?: string
  detail?: string
  errorCode?: string
  expiresAt?: string
  invitationId?: string
  outcome: 'INVITED' | 'REFUSED'
  username: string
}
export type SentInvitation = {
  createdAt: string
  expiresAt?: string
  groupRoleAssignments: InvitationGroupRole[]
  id: string
  inviterUsername: string
  mailError?: string
  mailState?: 'WAITING' | 'SENT' | 'DEAD'
  roles: string[]
  state: 'PENDING' | 'EXPIRED' | 'REJECTED'
  teamIds: string[]
  username: string
}
type Sending = {sendEmail?: boolean}

const plain = (method: string, path: string) => ({method, path: `/orgd/v1/${path}`, version: ''})

export const verifySession: Operation<
  {},
  {},
  {code?: string; recoveryCode?: string},
  PersonSession
> = plain('POST', 'sessions/current:verify')
export const listFactors: Operation<{}, {}, undefined, Factor[]> = plain('GET', 'me/factors')
export const createFactor: Operation<{}, {}, {type: string; name?: string}, Factor> = plain(
  'POST',
  'me/factors',
)
export const confirmFactor: Operation<{factorId: string}, {}, {code: string}, Factor> = plain(
  'POST',
  'me/factors/{factorId}:confirm',
)
export const deleteFactor: Operation<{factorId: string}, {}, undefined, void> = plain(
  'DELETE',
  'me/factors/{factorId}',
)
export const createRecoveryCodes: Operation<{}, {}, undefined, {codes: string[]}> = plain(
  'POST',
  'me/recoveryCodes',
)
export const resetPassword: Operation<{}, {}, {username: string}, void> = plain(
  'POST',
  'passwords:reset',
)
export const setPassword: Operation<{}, {}, {token: string; password: string}, void> = plain(
  'POST',
  'passwords:set',
)
export const inviteMany: Operation<
  {orgId: string},
  Sending,
  InvitationOfMany[],
  InvitationOutcome[]
> = plain('POST', 'orgs/{orgId}/invitations')
export const trackInvitations: Operation<
  {orgId: string},
  {state?: string; itemsPerPage?: number; pageNum?: number},
  undefined,
  {results: SentInvitation[]; totalCount?: number}
> = plain('GET', 'orgs/{orgId}/invitations')
export const resendInvitation: Operation<
  {orgId: string; invitationId: string},
  Sending,
  undefined,
  InvitationOutcome
> = plain('POST', 'orgs/{orgId}/invitations/{invitationId}:resend')
