// The pages of a sandbox's control listener, which people have no account for.
import {StrictMode, useEffect} from 'react'
import type {ReactNode} from 'react'
import {createRoot} from 'react-dom/client'
import {ClockPage} from './pages/sandbox/clock'
import {EntryPage} from './pages/sandbox/entry'
import {FaultsPage} from './pages/sandbox/faults'
import {JournalPage} from './pages/sandbox/journal'
import {OverviewPage} from './pages/sandbox/overview'
import {WorldFrame} from './pages/sandbox/world'
import {WorldsPage} from './pages/sandbox/worlds'
import {ControlProvider} from './parts/control'
import {Frame, Heading} from './parts/frame'
import {LanguageProvider, useWords} from './parts/language'
import {NoticeProvider} from './parts/notice'
import {Link, matched, RouterProvider, useRouter} from './parts/router'
import {useSandboxWords} from './parts/sandbox_words'

type Show = (values: Record<string, string>) => ReactNode

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
  const {words} = useWords()
  const {path, go} = useRouter()
  useEffect(() => {
    if (path === '') go('worlds', {replace: true})
  }, [path, go])
  if (path === '') return null
  for (const [pattern, show] of Object.entries(pages)) {
    const values = matched(pattern, path)
    if (values) return <>{show(values)}</>
  }
  return (
    <div className="narrow">
      <Heading title={words.pageNotFound} lead={words.pageNotFoundLead} />
    </div>
  )
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
