// What an organization demands of keys and people; its name, and its end.
import {call} from '../api/call'
import {
  deleteOrganization,
  getOrganizationSettings,
  renameOrganization,
  updateOrganizationSettings,
} from '../api/operations'
import type {OrganizationSettings, OrganizationSettingsRequest} from '../api/operations'
import {ActionButton} from '../parts/action'
import {Shown, useAsked} from '../parts/asked'
import {Facts} from '../parts/facts'
import {isOn, textOf} from '../parts/fields'
import type {Field, Values} from '../parts/fields'
import {Form} from '../parts/form'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {useSay} from '../parts/notice'
import {useOrg} from '../parts/organization'
import {useRouter} from '../parts/router'
import type {Words} from '../words/en'

const number = (name: string, label: string, least: number, most: number): Field => ({
  name,
  label,
  kind: 'number',
  optional: true,
  least,
  most,
})

function fieldsOf(words: Words): Field[] {
  return [
    {name: 'accessList', label: words.settingAccessList, kind: 'check'},
    {
      name: 'secondStep',
      label: words.settingSecondStep,
      hint: words.settingSecondStepHint,
      kind: 'check',
    },
    {name: 'employees', label: words.settingEmployees, kind: 'check'},
    number('secretHours', words.settingSecretHours, 8, 8760),
    number('idle', words.settingIdle, 300, 43200),
    number('absolute', words.settingAbsolute, 3600, 43200),
    {name: 'security', label: words.settingSecurityContact, kind: 'email', optional: true},
    {name: 'operations', label: words.settingOperationsContact, kind: 'email', optional: true},
  ]
}

const shown = (value: string | number | null | undefined) => (value == null ? '' : String(value))

function valuesOf(settings: OrganizationSettings): Values {
  const timeouts = settings.customSessionTimeouts
  return {
    accessList: settings.apiAccessListRequired,
    secondStep: settings.multiFactorAuthRequired,
    employees: settings.restrictEmployeeAccess,
    secretHours: shown(settings.maxServiceAccountSecretValidityInHours),
    idle: shown(timeouts?.idleSessionTimeoutInSeconds),
    absolute: shown(timeouts?.absoluteSessionTimeoutInSeconds),
    security: shown(settings.securityContact),
    operations: shown(settings.operationsContact),
  }
}

function requestOf(values: Values): OrganizationSettingsRequest {
  const numberOf = (name: string) => (textOf(values, name) ? Number(textOf(values, name)) : null)
  return {
    apiAccessListRequired: isOn(values, 'accessList'),
    multiFactorAuthRequired: isOn(values, 'secondStep'),
    restrictEmployeeAccess: isOn(values, 'employees'),
    maxServiceAccountSecretValidityInHours: numberOf('secretHours'),
    customSessionTimeouts: {
      idleSessionTimeoutInSeconds: numberOf('idle'),
      absoluteSessionTimeoutInSeconds: numberOf('absolute'),
    },
    securityContact: textOf(values, 'security') || null,
    operationsContact: textOf(values, 'operations') || null,
  }
}

function SettingsShown({settings}: {settings: OrganizationSettings}) {
  const {words} = useWords()
  const values = valuesOf(settings)
  const textOfField = ({name, kind}: Field) =>
    kind === 'check' ? (isOn(values, name) ? words.yes : words.no) : textOf(values, name) || '–'
  return (
    <>
      <p>{words.settingsOfOwners}</p>
      <Facts
        facts={fieldsOf(words).map((field) => ({name: field.label, value: textOfField(field)}))}
      />
    </>
  )
}

function Ending() {
  const {words} = useWords()
  const org = useOrg()
  const {go} = useRouter()
  const {name} = org.organization
  const path = {orgId: org.id}
  return (
    <section className="card" aria-label={words.danger}>
      <h2>{words.danger}</h2>
      <div className="buttons">
        <ActionButton
          after={org.again}
          action={{
            label: words.rename,
            done: words.saved,
            form: {
              title: words.renameOrganization,
              fields: [{name: 'name', label: words.organizationName, most: 64}],
              initial: {name},
              button: words.save,
              submit: async (values) =>
                void (await call(renameOrganization, {path, body: {name: textOf(values, 'name')}})),
            },
          }}
        />
        <ActionButton
          after={() => go('orgs', {replace: true, unasked: true})}
          action={{
            label: words.deleteOrganization,
            done: words.organizationDeleted,
            confirm: {
              title: words.deleteOrganizationTitle,
              text: <p>{words.deleteOrganizationText(name)}</p>,
              typed: name,
              run: () => call(deleteOrganization, {path}),
            },
          }}
        />
      </div>
    </section>
  )
}

export function SettingsPage() {
  const {words} = useWords()
  const org = useOrg()
  const say = useSay()
  const path = {orgId: org.id}
  const asked = useAsked(`settings ${org.id}`, (signal) =>
    call(getOrganizationSettings, {path}, signal),
  )
  return (
    <>
      <Heading title={words.settings} of={org.organization.name} />
      <Shown asked={asked}>
        {(settings) => (
          <section className="card" aria-label={words.settings}>
            {org.owns ? (
              <Form
                key={JSON.stringify(settings)}
                fields={fieldsOf(words)}
                initial={valuesOf(settings)}
                button={words.save}
                submit={async (values) => {
                  await call(updateOrganizationSettings, {path, body: requestOf(values)})
                  say(words.saved)
                  asked.again()
                }}
              />
            ) : (
              <SettingsShown settings={settings} />
            )}
          </section>
        )}
      </Shown>
      {org.owns && <Ending />}
    </>
  )
}
