// What is shown once: to be copied or kept as a file before it is gone.
import {useState} from 'react'
import {useWords} from './language'

export function saveFile(name: string, parts: string[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, {type}))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

export type Secret = {label: string; value: string}

export function Secrets(props: {secrets: Secret[]; file: string; lead?: string}) {
  const {words} = useWords()
  const [copied, setCopied] = useState('')
  const copy = async (value: string) => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(words.copied)
    } catch {
      setCopied(words.copyByHand)
    }
  }
  const download = () => {
    const lines = props.secrets.map(({label, value}) => `${label}: ${value}\n`)
    saveFile(props.file, lines, 'text/plain')
  }
  return (
    <div className="secrets">
      <p className="note warn">{props.lead ?? words.shownOnce}</p>
      {props.secrets.map(({label, value}) => (
        <div key={label} className="secret">
          <span>{label}</span>
          <code>{value}</code>
          <button type="button" onClick={() => void copy(value)} aria-label={`${words.copy}: ${label}`}>
            {words.copy}
          </button>
        </div>
      ))}
      <div className="buttons">
        <button type="button" onClick={download}>
          {words.download}
        </button>
        <span role="status" className="hint">
          {copied}
        </span>
      </div>
    </div>
  )
}
