// Which page an address has, and who may see it.
import {useEffect} from 'react'
import {AccountPage, AccountsPage} from './pages/accounts'
import {EventsPage} from './pages/events'
import {FactorsPage} from './pages/factors'
import {InvitationsPage} from './pages/invitations'
import {KeyPage, KeysPage} from './pages/keys'
import {AcceptPage, ResetPage} from './pages/mail_links'
import {MyFrame, PasswordPage, ProfilePage, SessionsPage} from './pages/me'
import {OrganizationsPage} from './pages/organizations'
import {
  HealthPage,
  OperatorFrame,
  OperatorOrganizationsPage,
  OutboxPage,
} from './pages/operator'
import {PeoplePage} from './pages/people'
import {ProjectPage, ProjectsPage} from './pages/projects'
import {SettingsPage} from './pages/settings'
import {SignInPage, VerifyPage} from './pages/sign_in'
import {TeamPage, TeamsPage} from './pages/teams'
import {Account} from './parts/account'
import {FailureNote} from './parts/asked'
import {isOn} from './parts/console_setting'
import {Frame, Heading} from './parts/frame'
import {LanguageProvider, useWords} from './parts/language'
import {NoticeProvider} from './parts/notice'
import {OrganizationFrame} from './parts/organization'
import {found, NoPage} from './parts/pages'
import type {Show} from './parts/pages'
import {RouterProvider, useRouter} from './parts/router'
import {goingOnTo, SessionProvider, useSession} from './parts/session'

const inOrganization =
  (show: Show): Show =>
  (values) =>
    (
      <OrganizationFrame orgId={values.orgId ?? ''} key={values.orgId}>
        {show(values)}
      </OrganizationFrame>
    )
const mine =
  (show: Show): Show =>
  (values) =>
    <MyFrame>{show(values)}</MyFrame>
const ofOperators =
  (show: Show): Show =>
  (values) =>
    <OperatorFrame>{show(values)}</OperatorFrame>

/** Of everybody, signed in or not. */
const open: Record<string, Show> = {
  'accept/:id': ({id}) => <AcceptPage invitationId={id ?? ''} key={id} />,
  reset: () => <ResetPage />,
}
const openWithConsole: Record<string, Show> = {
  signin: () => <SignInPage />,
  verify: () => <VerifyPage />,
}
const own: Record<string, Show> = {
  orgs: () => <OrganizationsPage />,
  'orgs/:orgId/people': inOrganization(() => <PeoplePage />),
  'orgs/:orgId/invitations': inOrganization(() => <InvitationsPage />),
  'orgs/:orgId/teams': inOrganization(() => <TeamsPage />),
  'orgs/:orgId/teams/:id': inOrganization(({id}) => <TeamPage teamId={id ?? ''} key={id} />),
  'orgs/:orgId/projects': inOrganization(() => <ProjectsPage />),
  'orgs/:orgId/projects/:id': inOrganization(({id}) => <ProjectPage groupId={id ?? ''} key={id} />),
  'orgs/:orgId/keys': inOrganization(() => <KeysPage />),
  'orgs/:orgId/keys/:id': inOrganization(({id}) => <KeyPage keyId={id ?? ''} key={id} />),
  'orgs/:orgId/accounts': inOrganization(() => <AccountsPage />),
  'orgs/:orgId/accounts/:id': inOrganization(({id}) => <AccountPage clientId={id ?? ''} key={id} />),
  'orgs/:orgId/events': inOrganization(() => <EventsPage />),
  'orgs/:orgId/settings': inOrganization(() => <SettingsPage />),
  me: mine(() => <ProfilePage />),
  'me/password': mine(() => <PasswordPage />),
  'me/factors': mine(() => <FactorsPage />),
  'me/sessions': mine(() => <SessionsPage />),
  'operator/organizations': ofOperators(() => <OperatorOrganizationsPage />),
  'operator/outbox': ofOperators(() => <OutboxPage />),
  'operator/health': ofOperators(() => <HealthPage />),
}

function Own() {
  const {words} = useWords()
  const {path, search, go} = useRouter()
  const {standing, refresh} = useSession()
  const out = standing.is === 'out' || standing.is === 'half'
  useEffect(() => {
    if (!out) return
    const page = standing.is === 'half' ? 'verify' : 'signin'
    go(path ? goingOnTo(page, path, search) : page, {replace: true, unasked: true})
  }, [out, standing.is, path, search, go])
  useEffect(() => {
    if (standing.is === 'in' && path === '') go('orgs', {replace: true})
  }, [standing.is, path, go])
  if (standing.is === 'unknown')
    return <FailureNote failure={standing.failure} again={() => void refresh()} />
  if (standing.is !== 'in')
    return (
      <p className="waiting" role="status">
        {words.loading}
      </p>
    )
  return <>{path === '' ? null : found(own, path) ?? <NoPage />}</>
}

function Pages() {
  const {words} = useWords()
  const {path} = useRouter()
  const page = found(open, path)
  if (page) return <>{page}</>
  if (!isOn)
    return (
      <div className="narrow">
        <Heading title={words.consoleOff} />
      </div>
    )
  return <>{found(openWithConsole, path) ?? <Own />}</>
}

export function App() {
  return (
    <LanguageProvider>
      <RouterProvider>
        <SessionProvider>
          <NoticeProvider>
            <Frame home="orgs" beside={<Account />}>
              <Pages />
            </Frame>
          </NoticeProvider>
        </SessionProvider>
      </RouterProvider>
    </LanguageProvider>
  )
}
