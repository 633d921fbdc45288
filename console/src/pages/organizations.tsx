// The organizations that the person is in.
import {call} from '../api/call'
import {createOrganization, listOrganizations} from '../api/operations'
import {textOf} from '../parts/fields'
import {Heading} from '../parts/frame'
import {useWords} from '../parts/language'
import {Listing} from '../parts/listing'
import {Link} from '../parts/router'

export function OrganizationsPage() {
  const {words} = useWords()
  return (
    <>
      <Heading title={words.organizations} />
      <Listing
        spec={{
          name: 'organizations',
          label: words.organizations,
          main: true,
          ask: (page, {name}, signal) => call(listOrganizations, {query: {...page, name}}, signal),
          keyOf: (row) => row.id,
          nameOf: (row) => row.name,
          columns: [
            {
              head: words.name,
              cell: (row) => (
                <Link to={`orgs/${row.id}/people`}>
                  <bdi>{row.name}</bdi>
                </Link>
              ),
            },
            {head: words.id, cell: (row) => <code>{row.id}</code>},
          ],
          filters: [{name: 'name', label: words.name}],
          empty: words.noOrganizations,
          actions: [
            {
              label: words.createOrganization,
              main: true,
              done: words.organizationCreated,
              form: {
                title: words.createOrganization,
                lead: <p>{words.createOrganizationLead}</p>,
                fields: [{name: 'name', label: words.organizationName, most: 64}],
                button: words.createOrganization,
                submit: async (values) =>
                  void (await call(createOrganization, {body: {name: textOf(values, 'name')}})),
              },
            },
          ],
        }}
      />
    </>
  )
}
