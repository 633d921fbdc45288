// What is so, with what each is called.
import type {ReactNode} from 'react'

export type Fact = {name: string; value: ReactNode}

export function Facts({facts}: {facts: Fact[]}) {
  return (
    <dl>
      {facts.map(({name, value}) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
