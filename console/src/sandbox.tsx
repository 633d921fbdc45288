// The pages of a sandbox's control listener, which people have no account for.
import {StrictMode, useEffect} from 'react'
import {createRoot} from 'react-dom/client'
import {ClockPage} from './pages/sandbox/clock'
import {EntryPage} from './pages/sandbox/entry'
import {FaultsPage} from './pages/sandbox/faults'
import {JournalPage} from './pages/sandbox/journal'
import {OverviewPage} from './pages/sandbox/overview'
import {WorldFrame} from './pages/sandbox/world'
import {WorldsPage} from './pages/sandbox/worlds'
import {ControlProvider} from './parts/control'
import {Frame} from './parts/frame'
import {LanguageProvider} from './parts/language'
import {NoticeProvider} from './parts/notice'
import {found, NoPage} from './parts/pages'
import type {Show} from './parts/pages'
import {Link, RouterProvider, useRouter} from './parts/router'
import {useSandboxWords} from './parts/sandbox_words'

const inWorld =
  (show: Show): Show =>
  (values) =>
    (
      <WorldFrame name={values.world ?? ''} key={values.world}>
        {show(values)}
      </WorldFrame>
    )
const pages: Record<string, Show> = {
  worlds: () => <WorldsPage />,
  'worlds/:world': inWorld(() => <OverviewPage />),
  'worlds/:world/clock': inWorld(() => <ClockPage />),
  'worlds/:world/faults': inWorld(() => <FaultsPage />),
  'worlds/:world/journal': inWorld(() => <JournalPage />),
  'worlds/:world/journal/:number': inWorld(({number}) => (
    <EntryPage number={Number(number)} key={number} />
  )),
}

function Pages() {
  const {path, go} = useRouter()
  useEffect(() => {
    if (path === '') go('worlds', {replace: true})
  }, [path, go])
  return <>{path === '' ? null : found(pages, path) ?? <NoPage />}</>
}

function Ways() {
  const words = useSandboxWords()
  const {path} = useRouter()
  return (
    <nav className="account" aria-label={words.pages}>
      <Link to="worlds" current={path === 'worlds'}>
        {words.worlds}
      </Link>
    </nav>
  )
}

const place = document.getElementById('app')
if (place)
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <RouterProvider>
          <NoticeProvider>
            <Frame home="worlds" beside={<Ways />}>
              <ControlProvider>
                <Pages />
              </ControlProvider>
            </Frame>
          </NoticeProvider>
        </RouterProvider>
      </LanguageProvider>
    </StrictMode>,
  )
