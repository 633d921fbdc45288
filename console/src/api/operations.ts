// Derived from docs/openapi.json by tools/console_client.py.
/* eslint-disable */
import type {Operation} from './call'

export type AcceptInvitationRequest = {
  country?: string
  firstName?: string
  lastName?: string
  password?: string
  token: string
}

export type AccessListEntry = {
  cidrBlock: string
  count: number
  created: string
  ipAddress?: string
  lastUsed?: string
  lastUsedAddress?: string
}

export type AccessListEntryRequest = {
  cidrBlock?: string
  ipAddress?: string
}

export type AddUserToTeam = {
  id: string
}

export type ApiKey = {
  desc: string
  id: string
  privateKey: string
  publicKey: string
  roles: RoleAssignment[]
}

export type ChangePasswordRequest = {
  currentPassword: string
  newPassword: string
}

export type ConfirmFactor = {
  code?: string
  credential?: NewPasskey
}

export type CreateApiKey = {
  desc: string
  roles: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
}

export type CreateFactor = {
  name?: string
  type: 'totp' | 'passkey'
}

export type CreateOrganizationRequest = {
  apiKey?: CreateApiKey
  federationSettingsId?: string
  name: string
  orgOwnerId?: string
  serviceAccount?: OrgServiceAccountRequest
  skipDefaultAlertsSettings?: boolean
}

export type CreateOrganizationResponse = {
  apiKey?: ApiKey
  federationSettingsId?: string
  orgOwnerId: string
  organization: Organization
  serviceAccount?: ServiceAccount
  skipDefaultAlertsSettings?: boolean
}

export type Event = {
  apiKeyId?: string
  created: string
  eventTypeName: string
  groupId?: string
  id: string
  isGlobalAdmin: boolean
  orgId: string
  publicKey?: string
  raw?: RawEvent
  remoteAddress?: string
  targetPublicKey?: string
  targetUsername?: string
  teamId?: string
  userId?: string
  username?: string
  whitelistEntry?: string
}

export type EventTypeDetails = {
  alertable: boolean
  description: string
  eventType: string
}

export type Factor = {
  confirmedAt?: string
  createdAt: string
  creationOptions?: PasskeyCreation
  id: string
  lastUsedAt?: string
  name: string
  qrCode?: string
  secret?: string
  type: 'totp' | 'passkey'
  uri?: string
}

export type Group = {
  clusterCount: number
  created: string
  id: string
  name: string
  orgId: string
  tags?: Tag[]
  withDefaultAlertsSettings: boolean
}

export type GroupRequest = {
  clusterCount?: number
  created?: string
  id?: string
  name: string
  orgId: string
  tags?: TagRequest[]
  withDefaultAlertsSettings?: boolean
}

export type GroupRoleAssignment = {
  groupId: string
  groupRoles: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
}

export type GroupRoleAssignmentRequest = {
  groupId: string
  groupRoles: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
}

export type GroupUpdate = {
  name?: string
  tags?: TagRequest[]
  withDefaultAlertsSettings?: boolean
}

export type GroupUserRequest = {
  roles: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
  username: string
}

export type GroupUserResponse = {
  country?: string
  createdAt?: string
  firstName?: string
  id: string
  invitationCreatedAt?: string
  invitationExpiresAt?: string | null
  inviterUsername?: string
  lastAuth?: string
  lastName?: string
  mobileNumber?: string | null
  orgMembershipStatus: string
  roles: string[]
  username: string
}

export type InvitationGroupRole = {
  groupId: string
  groupRole: string
}

export type InvitationGroupRoles = {
  groupId: string
  roles: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
}

export type InvitationOfMany = {
  groupRoleAssignments?: InvitationOfManyGroupRoles[]
  roles?: string[]
  teamIds?: string[]
  username: string
}

export type InvitationOfManyGroupRoles = {
  groupId: string
  roles: string[]
}

export type InvitationOutcome = {
  acceptLink?: string
  detail?: string
  errorCode?: string
  expiresAt?: string
  invitationId?: string
  outcome: 'INVITED' | 'REFUSED'
  username: string
}

export type Me = {
  country: string
  createdAt: string
  firstName: string
  hasPassword: boolean
  hasSecondFactor: boolean
  id: string
  isOperator: boolean
  language?: 'en' | 'de' | 'fr' | 'es'
  lastAuth?: string
  lastName: string
  mobileNumber?: string
  recoveryCodesLeft: number
  username: string
}

export type MeUpdate = {
  country?: string
  firstName?: string
  language?: 'en' | 'de' | 'fr' | 'es' | null
  lastName?: string
  mobileNumber?: string | null
}

export type NewPasskey = {
  attestationObject: string
  clientData: string
}

export type OperatorMail = {
  attempts: number
  createdAt: string
  id: string
  kind: string
  lastError?: string
  nextTryAt?: string
  orgId: string
  recipient?: string
  state: 'WAITING' | 'SENT' | 'DEAD'
}

export type OperatorOrganization = {
  apiKeyCount: number
  id: string
  name: string
  peopleCount: number
  projectCount: number
  serviceAccountCount: number
}

export type OrgServiceAccountRequest = {
  description: string
  name: string
  roles: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
  secretExpiresAfterHours: number
}

export type OrgServiceAccountUpdateRequest = {
  description?: string
  name?: string
  roles?: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
}

export type OrgUserResponse = {
  country?: string
  createdAt?: string
  firstName?: string
  id: string
  invitationCreatedAt?: string
  invitationExpiresAt?: string | null
  inviterUsername?: string
  lastAuth?: string
  lastName?: string
  mobileNumber?: string | null
  orgMembershipStatus: string
  roles: OrgUserRoles
  teamIds: string[]
  username: string
}

export type OrgUserRoles = {
  groupRoleAssignments: GroupRoleAssignment[]
  orgRoles: string[]
}

export type OrgUserRolesRequest = {
  groupRoleAssignments?: GroupRoleAssignmentRequest[]
  orgRoles: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
}

export type OrgUserUpdateRequest = {
  roles?: OrgUserRolesRequest
  teamIds?: string[]
}

export type Organization = {
  id: string
  isDeleted: boolean
  name: string
  skipDefaultAlertsSettings: boolean
}

export type OrganizationInvitation = {
  createdAt: string
  expiresAt: string
  groupRoleAssignments: InvitationGroupRole[]
  id: string
  inviterUsername: string
  orgId: string
  orgName: string
  roles: string[]
  teamIds: string[]
  username: string
}

export type OrganizationInvitationRequest = {
  groupRoleAssignments?: InvitationGroupRoles[]
  roles?: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
  teamIds?: string[]
  username: string
}

export type OrganizationInvitationUpdateRequest = {
  groupRoleAssignments?: InvitationGroupRoles[]
  roles?: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
  teamIds?: string[]
}

export type OrganizationRequest = {
  id?: string
  isDeleted?: boolean
  name: string
  skipDefaultAlertsSettings?: boolean
}

export type OrganizationSettings = {
  apiAccessListRequired: boolean
  customSessionTimeouts: {
    absoluteSessionTimeoutInSeconds?: number | null
    idleSessionTimeoutInSeconds?: number | null
  } | null
  genAIFeaturesEnabled: boolean
  maxServiceAccountSecretValidityInHours: number | null
  multiFactorAuthRequired: boolean
  operationsContact: string | null
  restrictEmployeeAccess: boolean
  securityContact: string | null
  streamsCrossGroupEnabled: boolean
}

export type OrganizationSettingsRequest = {
  apiAccessListRequired?: boolean
  customSessionTimeouts?: {
    absoluteSessionTimeoutInSeconds?: number | null
    idleSessionTimeoutInSeconds?: number | null
  } | null
  genAIFeaturesEnabled?: boolean
  maxServiceAccountSecretValidityInHours?: number | null
  multiFactorAuthRequired?: boolean
  operationsContact?: string | null
  restrictEmployeeAccess?: boolean
  securityContact?: string | null
  streamsCrossGroupEnabled?: boolean
}

export type PaginatedAccessListEntryView = {
  results: AccessListEntry[]
  totalCount?: number
  status?: number
}

export type PaginatedApiKeyView = {
  results: ApiKey[]
  totalCount?: number
  status?: number
}

export type PaginatedEventTypeDetailsView = {
  results: EventTypeDetails[]
  totalCount?: number
  status?: number
}

export type PaginatedEventView = {
  results: Event[]
  totalCount?: number
  status?: number
}

export type PaginatedGroupUserResponseView = {
  results: GroupUserResponse[]
  totalCount?: number
  status?: number
}

export type PaginatedGroupView = {
  results: Group[]
  totalCount?: number
  status?: number
}

export type PaginatedOperatorMailView = {
  results: OperatorMail[]
  totalCount?: number
  status?: number
}

export type PaginatedOperatorOrganizationView = {
  results: OperatorOrganization[]
  totalCount?: number
  status?: number
}

export type PaginatedOrgUserResponseView = {
  results: OrgUserResponse[]
  totalCount?: number
  status?: number
}

export type PaginatedOrganizationView = {
  results: Organization[]
  totalCount?: number
  status?: number
}

export type PaginatedSentInvitationView = {
  results: SentInvitation[]
  totalCount?: number
  status?: number
}

export type PaginatedServiceAccountAccessListEntryView = {
  results: ServiceAccountAccessListEntry[]
  totalCount?: number
  status?: number
}

export type PaginatedServiceAccountView = {
  results: ServiceAccount[]
  totalCount?: number
  status?: number
}

export type PaginatedTeamResponseView = {
  results: TeamResponse[]
  totalCount?: number
  status?: number
}

export type PaginatedTeamRoleView = {
  results: TeamRole[]
  totalCount?: number
  status?: number
}

export type PasskeyAssertion = {
  authenticatorData: string
  clientData: string
  credentialId: string
  signature: string
  userHandle?: string
}

export type PasskeyCreation = {
  attestation: string
  authenticatorSelection: PasskeySelection
  challenge: string
  excludeCredentials: PasskeyDescriptor[]
  pubKeyCredParams: PasskeyParameter[]
  rp: PasskeyParty
  timeout: number
  user: PasskeyUser
}

export type PasskeyDescriptor = {
  id: string
  type: string
}

export type PasskeyParameter = {
  alg: number
  type: string
}

export type PasskeyParty = {
  id: string
  name: string
}

export type PasskeyRequest = {
  allowCredentials: PasskeyDescriptor[]
  challenge: string
  rpId: string
  timeout: number
  userVerification: string
}

export type PasskeySelection = {
  requireResidentKey: boolean
  residentKey: string
  userVerification: string
}

export type PasskeyUser = {
  displayName: string
  id: string
  name: string
}

export type PasswordResetRequest = {
  username: string
}

export type PersonSession = {
  address?: string
  createdAt: string
  current: boolean
  expiresAt: string
  factors: string[]
  id: string
  idleExpiresAt: string
  lastUsedAt: string
  method: 'PASSWORD' | 'PASSKEY'
  state: 'ACTIVE' | 'SECOND_FACTOR_REQUIRED'
  token?: string
  userAgent?: string
}

export type RawEvent = {
  cid?: string
  cre: string
  description: string
  id: string
  orgId: string
  orgName: string
}

export type RecoveryCodes = {
  codes: string[]
}

export type RejectInvitationRequest = {
  token: string
}

export type RoleAssignment = {
  groupId?: string
  orgId?: string
  roleName: string
}

export type SecondStep = {
  assertion?: PasskeyAssertion
  code?: string
  recoveryCode?: string
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

export type ServerHealth = {
  build: string
  deadMails: number
  oldestWaitingMailAt?: string
  problems: ('MAILS_GIVEN_UP' | 'MAILS_WAIT_LONG')[]
  sendsMails: boolean
  time: string
  waitingMails: number
}

export type ServiceAccount = {
  clientId: string
  createdAt: string
  description: string
  name: string
  roles: string[]
  secrets: ServiceAccountSecret[]
  systemManaged: boolean
}

export type ServiceAccountAccessListEntry = {
  cidrBlock: string
  createdAt: string
  ipAddress?: string
  lastUsedAddress?: string
  lastUsedAt?: string
  requestCount: number
}

export type ServiceAccountSecret = {
  createdAt: string
  expiresAt: string
  id: string
  lastUsedAt?: string | null
  maskedSecretValue?: string
  secret?: string
}

export type ServiceAccountSecretRequest = {
  secretExpiresAfterHours: number
}

export type SetPasswordRequest = {
  password: string
  token: string
}

export type SignInRequest = {
  assertion?: PasskeyAssertion
  bearer?: boolean
  password?: string
  username?: string
}

export type Tag = {
  key: string
  value: string
}

export type TagRequest = {
  key: string
  value: string
}

export type Team = {
  id: string
  name: string
  usernames: string[]
}

export type TeamRequest = {
  id?: string
  name: string
  usernames: string[]
}

export type TeamResponse = {
  id: string
  name: string
}

export type TeamRole = {
  roleNames: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
  teamId: string
}

export type TeamRoleRequest = {
  roleNames: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
  teamId: string
}

export type TeamRoleUpdate = {
  roleNames?: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
  teamId?: string
}

export type TeamUpdate = {
  id?: string
  name: string
  usernames?: string[]
}

export type UpdateApiKey = {
  desc?: string
  roles?: ('ORG_OWNER' | 'ORG_GROUP_CREATOR' | 'ORG_BILLING_ADMIN' | 'ORG_BILLING_READ_ONLY' | 'ORG_READ_ONLY' | 'ORG_MEMBER' | 'ORG_STREAM_PROCESSING_ADMIN' | 'ORG_TEAM_MEMBERS_ADMIN')[]
}

export type UpdateGroupRolesForUser = {
  groupRoles: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
}

export type UpdateGroupRolesForUserRequest = {
  groupRoles?: ('GROUP_OWNER' | 'GROUP_ACCESS_MANAGER' | 'GROUP_READ_ONLY' | 'GROUP_CLUSTER_MANAGER' | 'GROUP_DATA_ACCESS_ADMIN' | 'GROUP_DATA_ACCESS_READ_WRITE' | 'GROUP_DATA_ACCESS_READ_ONLY' | 'GROUP_SEARCH_INDEX_EDITOR' | 'GROUP_STREAM_PROCESSING_OWNER' | 'GROUP_BACKUP_MANAGER' | 'GROUP_OBSERVABILITY_VIEWER' | 'GROUP_DATABASE_ACCESS_ADMIN')[]
}

export const acceptInvitation: Operation<
  {invitationId: string},
  {},
  AcceptInvitationRequest,
  OrgUserResponse
> = {method: 'POST', path: '/orgd/v1/invitations/{invitationId}:accept', version: ''}

export const addAllTeamsToProject: Operation<
  {groupId: string},
  {},
  TeamRoleRequest[],
  PaginatedTeamRoleView
> = {method: 'POST', path: '/api/atlas/v2/groups/{groupId}/teams', version: '2023-01-01'}

export const addGroupUsers: Operation<
  {groupId: string},
  {},
  GroupUserRequest,
  GroupUserResponse
> = {method: 'POST', path: '/api/atlas/v2/groups/{groupId}/users', version: '2025-02-19'}

export const addOrgTeamUser: Operation<
  {orgId: string; teamId: string},
  {},
  AddUserToTeam,
  OrgUserResponse
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}:addUser', version: '2025-02-19'}

export const challengeSession: Operation<
  {},
  {},
  undefined,
  PasskeyRequest
> = {method: 'POST', path: '/orgd/v1/sessions/current:challenge', version: ''}

export const challengeSignIn: Operation<
  {},
  {},
  undefined,
  PasskeyRequest
> = {method: 'POST', path: '/orgd/v1/sessions:challenge', version: ''}

export const changePassword: Operation<
  {},
  {},
  ChangePasswordRequest,
  void
> = {method: 'POST', path: '/orgd/v1/me:changePassword', version: ''}

export const confirmFactor: Operation<
  {factorId: string},
  {},
  ConfirmFactor,
  Factor
> = {method: 'POST', path: '/orgd/v1/me/factors/{factorId}:confirm', version: ''}

export const createApiKey: Operation<
  {orgId: string},
  {},
  CreateApiKey,
  ApiKey
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/apiKeys', version: '2023-01-01'}

export const createApiKeyAccessList: Operation<
  {orgId: string; apiUserId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  AccessListEntryRequest[],
  PaginatedAccessListEntryView
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList', version: '2023-01-01'}

export const createFactor: Operation<
  {},
  {},
  CreateFactor,
  Factor
> = {method: 'POST', path: '/orgd/v1/me/factors', version: ''}

export const createOrgServiceAccount: Operation<
  {orgId: string},
  {},
  OrgServiceAccountRequest,
  ServiceAccount
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts', version: '2024-08-05'}

export const createOrgServiceAccountAccessList: Operation<
  {orgId: string; clientId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  AccessListEntryRequest[],
  PaginatedServiceAccountAccessListEntryView
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList', version: '2024-08-05'}

export const createOrgServiceAccountSecret: Operation<
  {orgId: string; clientId: string},
  {},
  ServiceAccountSecretRequest,
  ServiceAccountSecret
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/secrets', version: '2024-08-05'}

export const createOrganization: Operation<
  {},
  {},
  CreateOrganizationRequest,
  CreateOrganizationResponse
> = {method: 'POST', path: '/api/atlas/v2/orgs', version: '2023-01-01'}

export const createOrganizationInvitation: Operation<
  {orgId: string},
  {},
  OrganizationInvitationRequest,
  OrganizationInvitation
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/invites', version: '2023-01-01'}

export const createProject: Operation<
  {},
  {projectOwnerId?: string},
  GroupRequest,
  Group
> = {method: 'POST', path: '/api/atlas/v2/groups', version: '2023-01-01'}

export const createRecoveryCodes: Operation<
  {},
  {},
  undefined,
  RecoveryCodes
> = {method: 'POST', path: '/orgd/v1/me/recoveryCodes', version: ''}

export const createSession: Operation<
  {},
  {},
  SignInRequest,
  PersonSession
> = {method: 'POST', path: '/orgd/v1/sessions', version: ''}

export const createTeam: Operation<
  {orgId: string},
  {},
  TeamRequest,
  Team
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/teams', version: '2023-01-01'}

export const deleteApiKey: Operation<
  {orgId: string; apiUserId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}', version: '2023-01-01'}

export const deleteApiKeyAcessList: Operation<
  {orgId: string; apiUserId: string; ipAddress: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList/{ipAddress}', version: '2023-01-01'}

export const deleteCurrentSession: Operation<
  {},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/v1/sessions/current', version: ''}

export const deleteFactor: Operation<
  {factorId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/v1/me/factors/{factorId}', version: ''}

export const deleteOrgServiceAccount: Operation<
  {orgId: string; clientId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}', version: '2024-08-05'}

export const deleteOrgServiceAccountAccessListEntry: Operation<
  {orgId: string; clientId: string; ipAddress: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList/{ipAddress}', version: '2024-08-05'}

export const deleteOrgServiceAccountSecret: Operation<
  {orgId: string; clientId: string; secretId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/secrets/{secretId}', version: '2024-08-05'}

export const deleteOrganization: Operation<
  {orgId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}', version: '2023-01-01'}

export const deleteOrganizationInvitation: Operation<
  {orgId: string; invitationId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/invites/{invitationId}', version: '2023-01-01'}

export const deleteProject: Operation<
  {groupId: string},
  {},
  undefined,
  object
> = {method: 'DELETE', path: '/api/atlas/v2/groups/{groupId}', version: '2023-01-01'}

export const deleteSession: Operation<
  {sessionId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/orgd/v1/sessions/{sessionId}', version: ''}

export const deleteTeam: Operation<
  {orgId: string; teamId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}', version: '2023-01-01'}

export const getApiKey: Operation<
  {orgId: string; apiUserId: string},
  {},
  undefined,
  ApiKey
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}', version: '2023-01-01'}

export const getCurrentSession: Operation<
  {},
  {},
  undefined,
  PersonSession
> = {method: 'GET', path: '/orgd/v1/sessions/current', version: ''}

export const getMe: Operation<
  {},
  {},
  undefined,
  Me
> = {method: 'GET', path: '/orgd/v1/me', version: ''}

export const getOperatorHealth: Operation<
  {},
  {},
  undefined,
  ServerHealth
> = {method: 'GET', path: '/orgd/v1/operator/health', version: ''}

export const getOrgServiceAccount: Operation<
  {orgId: string; clientId: string},
  {},
  undefined,
  ServiceAccount
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}', version: '2024-08-05'}

export const getOrgUser: Operation<
  {orgId: string; userId: string},
  {orgMembershipStatuses?: ('ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED')[]},
  undefined,
  OrgUserResponse
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/users/{userId}', version: '2025-02-19'}

export const getOrganization: Operation<
  {orgId: string},
  {},
  undefined,
  Organization
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}', version: '2023-01-01'}

export const getOrganizationSettings: Operation<
  {orgId: string},
  {},
  undefined,
  OrganizationSettings
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/settings', version: '2023-01-01'}

export const getProject: Operation<
  {groupId: string},
  {},
  undefined,
  Group
> = {method: 'GET', path: '/api/atlas/v2/groups/{groupId}', version: '2023-01-01'}

export const getTeamById: Operation<
  {orgId: string; teamId: string},
  {},
  undefined,
  TeamResponse
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}', version: '2023-01-01'}

export const inviteMany: Operation<
  {orgId: string},
  {sendEmail?: boolean},
  InvitationOfMany[],
  InvitationOutcome[]
> = {method: 'POST', path: '/orgd/v1/orgs/{orgId}/invitations', version: ''}

export const listApiKeyAccessListsEntries: Operation<
  {orgId: string; apiUserId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedAccessListEntryView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList', version: '2023-01-01'}

export const listApiKeys: Operation<
  {orgId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedApiKeyView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/apiKeys', version: '2023-01-01'}

export const listEventTypes: Operation<
  {},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedEventTypeDetailsView
> = {method: 'GET', path: '/api/atlas/v2/eventTypes', version: '2023-01-01'}

export const listFactors: Operation<
  {},
  {},
  undefined,
  Factor[]
> = {method: 'GET', path: '/orgd/v1/me/factors', version: ''}

export const listOperatorOrganizations: Operation<
  {},
  {name?: string; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedOperatorOrganizationView
> = {method: 'GET', path: '/orgd/v1/operator/organizations', version: ''}

export const listOperatorOutbox: Operation<
  {},
  {state?: 'WAITING' | 'SENT' | 'DEAD'; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedOperatorMailView
> = {method: 'GET', path: '/orgd/v1/operator/outbox', version: ''}

export const listOrgServiceAccountAccessList: Operation<
  {orgId: string; clientId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedServiceAccountAccessListEntryView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList', version: '2024-08-05'}

export const listOrgServiceAccounts: Operation<
  {orgId: string},
  {includeSystemManaged?: boolean; itemsPerPage?: number; pageNum?: number},
  undefined,
  PaginatedServiceAccountView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts', version: '2024-08-05'}

export const listOrganizationEvents: Operation<
  {orgId: string},
  {eventType?: string[]; minDate?: string; maxDate?: string; includeRaw?: boolean; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedEventView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/events', version: '2023-01-01'}

export const listOrganizationInvitations: Operation<
  {orgId: string},
  {username?: string},
  undefined,
  OrganizationInvitation[]
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/invites', version: '2023-01-01'}

export const listOrganizationProjects: Operation<
  {orgId: string},
  {name?: string; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedGroupView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/groups', version: '2023-01-01'}

export const listOrganizationTeams: Operation<
  {orgId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedTeamResponseView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/teams', version: '2023-01-01'}

export const listOrganizationUsers: Operation<
  {orgId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean; username?: string; orgMembershipStatus?: 'ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED'; orgMembershipStatuses?: ('ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED')[]},
  undefined,
  PaginatedOrgUserResponseView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/users', version: '2025-02-19'}

export const listOrganizations: Operation<
  {},
  {name?: string; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedOrganizationView
> = {method: 'GET', path: '/api/atlas/v2/orgs', version: '2023-01-01'}

export const listProjectTeams: Operation<
  {groupId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedTeamRoleView
> = {method: 'GET', path: '/api/atlas/v2/groups/{groupId}/teams', version: '2023-01-01'}

export const listProjectUsers: Operation<
  {groupId: string},
  {flattenTeams?: boolean; includeOrgUsers?: boolean; itemsPerPage?: number; pageNum?: number; includeCount?: boolean; username?: string; orgMembershipStatus?: 'ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED'; orgMembershipStatuses?: ('ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED')[]},
  undefined,
  PaginatedGroupUserResponseView
> = {method: 'GET', path: '/api/atlas/v2/groups/{groupId}/users', version: '2025-02-19'}

export const listSessions: Operation<
  {},
  {},
  undefined,
  PersonSession[]
> = {method: 'GET', path: '/orgd/v1/sessions', version: ''}

export const listTeamUsers: Operation<
  {orgId: string; teamId: string},
  {itemsPerPage?: number; pageNum?: number; includeCount?: boolean; username?: string; orgMembershipStatus?: 'ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED'; orgMembershipStatuses?: ('ACTIVE' | 'PENDING' | 'INVITATION_EXPIRED' | 'INVITATION_REJECTED')[]; userId?: string},
  undefined,
  PaginatedOrgUserResponseView
> = {method: 'GET', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}/users', version: '2025-02-19'}

export const rejectInvitation: Operation<
  {invitationId: string},
  {},
  RejectInvitationRequest,
  void
> = {method: 'POST', path: '/orgd/v1/invitations/{invitationId}:reject', version: ''}

export const removeOrgTeamUser: Operation<
  {orgId: string; teamId: string},
  {},
  AddUserToTeam,
  OrgUserResponse
> = {method: 'POST', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}:removeUser', version: '2025-02-19'}

export const removeOrgUser: Operation<
  {orgId: string; userId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/orgs/{orgId}/users/{userId}', version: '2025-02-19'}

export const removeProjectTeam: Operation<
  {groupId: string; teamId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/groups/{groupId}/teams/{teamId}', version: '2023-01-01'}

export const removeProjectUser: Operation<
  {groupId: string; userId: string},
  {},
  undefined,
  void
> = {method: 'DELETE', path: '/api/atlas/v2/groups/{groupId}/users/{userId}', version: '2025-02-19'}

export const renameOrganization: Operation<
  {orgId: string},
  {},
  OrganizationRequest,
  Organization
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}', version: '2023-01-01'}

export const renameTeam: Operation<
  {orgId: string; teamId: string},
  {},
  TeamUpdate,
  TeamResponse
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/teams/{teamId}', version: '2023-01-01'}

export const resendInvitation: Operation<
  {orgId: string; invitationId: string},
  {sendEmail?: boolean},
  undefined,
  InvitationOutcome
> = {method: 'POST', path: '/orgd/v1/orgs/{orgId}/invitations/{invitationId}:resend', version: ''}

export const resetPassword: Operation<
  {},
  {},
  PasswordResetRequest,
  object
> = {method: 'POST', path: '/orgd/v1/passwords:reset', version: ''}

export const setPassword: Operation<
  {},
  {},
  SetPasswordRequest,
  void
> = {method: 'POST', path: '/orgd/v1/passwords:set', version: ''}

export const trackInvitations: Operation<
  {orgId: string},
  {state?: 'PENDING' | 'EXPIRED' | 'REJECTED'; itemsPerPage?: number; pageNum?: number; includeCount?: boolean},
  undefined,
  PaginatedSentInvitationView
> = {method: 'GET', path: '/orgd/v1/orgs/{orgId}/invitations', version: ''}

export const updateApiKey: Operation<
  {orgId: string; apiUserId: string},
  {},
  UpdateApiKey,
  ApiKey
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}', version: '2023-01-01'}

export const updateGroupUserRoles: Operation<
  {groupId: string; userId: string},
  {},
  UpdateGroupRolesForUserRequest,
  UpdateGroupRolesForUser
> = {method: 'PUT', path: '/api/atlas/v2/groups/{groupId}/users/{userId}/roles', version: '2023-01-01'}

export const updateMe: Operation<
  {},
  {},
  MeUpdate,
  Me
> = {method: 'PATCH', path: '/orgd/v1/me', version: ''}

export const updateOrgServiceAccount: Operation<
  {orgId: string; clientId: string},
  {},
  OrgServiceAccountUpdateRequest,
  ServiceAccount
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}', version: '2024-08-05'}

export const updateOrgUser: Operation<
  {orgId: string; userId: string},
  {},
  OrgUserUpdateRequest,
  OrgUserResponse
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/users/{userId}', version: '2025-02-19'}

export const updateOrganizationInvitationById: Operation<
  {orgId: string; invitationId: string},
  {},
  OrganizationInvitationUpdateRequest,
  OrganizationInvitation
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/invites/{invitationId}', version: '2023-01-01'}

export const updateOrganizationSettings: Operation<
  {orgId: string},
  {},
  OrganizationSettingsRequest,
  OrganizationSettings
> = {method: 'PATCH', path: '/api/atlas/v2/orgs/{orgId}/settings', version: '2023-01-01'}

export const updateProject: Operation<
  {groupId: string},
  {},
  GroupUpdate,
  Group
> = {method: 'PATCH', path: '/api/atlas/v2/groups/{groupId}', version: '2023-01-01'}

export const updateTeamRoles: Operation<
  {groupId: string; teamId: string},
  {},
  TeamRoleUpdate,
  PaginatedTeamRoleView
> = {method: 'PATCH', path: '/api/atlas/v2/groups/{groupId}/teams/{teamId}', version: '2023-01-01'}

export const verifySession: Operation<
  {},
  {},
  SecondStep,
  PersonSession
> = {method: 'POST', path: '/orgd/v1/sessions/current:verify', version: ''}
