// What has just been done, said where eyes and screen readers find it.
import {createContext, useCallback, useContext, useEffect, useState} from 'react'
import type {ReactNode} from 'react'
import {useRouter} from './router'

const Context = createContext<(text: string) => void>(() => undefined)
export const useSay = () => useContext(Context)
const lifetime = 8_000

export function NoticeProvider({children}: {children: ReactNode}) {
  const [notice, setNotice] = useState({text: '', at: 0})
  const say = useCallback((text: string) => setNotice({text, at: Date.now()}), [])
  const {path} = useRouter()
  useEffect(() => {
    if (!notice.text) return undefined
    const timer = setTimeout(() => setNotice({text: '', at: 0}), lifetime)
    return () => clearTimeout(timer)
  }, [notice, path])
  return (
    <Context.Provider value={say}>
      {children}
      <div className="notice" role="status" aria-live="polite">
        {notice.text && <p key={notice.at}>{notice.text}</p>}
      </div>
    </Context.Provider>
  )
}
