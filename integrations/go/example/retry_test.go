// The code on the page docs/integrations/go.md, run with the official SDK.
package example

// [doc retry]
import (
	"context"
	"os"
	"testing"
	"time"

	"go.mongodb.org/atlas-sdk/v20250312006/admin"
	"orgdtest"
)

// One sandbox for all tests of the package.
func TestMain(m *testing.M) { os.Exit(orgdtest.Main(m, orgdtest.Options{})) }

func TestProjectIsMadeWhenTheAnswerIsLost(t *testing.T) {
	world := orgdtest.Start(t) // a world for this test alone
	client, err := admin.NewClient(admin.UseBaseURL(world.URL),
		admin.UseDigestAuth(world.PublicKey, world.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	lost := orgdtest.Match{Operation: "createProject"}
	world.AddFault(orgdtest.Fault{Match: lost, Do: orgdtest.Do{Disconnect: "after"}, Times: 1})

	if err := ensureProject(client, "Payments"); err != nil { // the code under test
		t.Fatal(err)
	}

	world.Verify(orgdtest.Expectation{Match: lost, AtMost: orgdtest.Int(2)})
}

// [/doc]

func firstOrganization(ctx context.Context, client *admin.APIClient) (string, error) {
	organizations, _, err := client.OrganizationsApi.ListOrganizations(ctx).Execute()
	if err != nil {
		return "", err
	}
	return organizations.GetResults()[0].GetId(), nil
}

// ensureProject makes a project unless there is one of that name.
func ensureProject(client *admin.APIClient, name string) error {
	ctx := context.Background()
	organization, err := firstOrganization(ctx, client)
	if err != nil {
		return err
	}
	group := admin.Group{Name: name, OrgId: organization}
	for {
		_, _, err = client.ProjectsApi.CreateProject(ctx, &group).Execute()
		if admin.IsErrorCode(err, "GROUP_ALREADY_EXISTS") {
			return nil
		}
		if _, answered := admin.AsError(err); err == nil || answered {
			return err
		}
	}
}

// [doc verbs]
func TestVerbs(t *testing.T) {
	newYear := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	world := orgdtest.Start(t, orgdtest.FrozenAt(newYear)) // or Seed with Key, or IDSeed
	world.Seed("generate: {organizations: 2, membersEach: 10, projectsEach: 3, idSeed: 7}")
	world.Snapshot("seeded")

	invite(t, world, "kim@example.org")
	world.Advance(31 * 24 * time.Hour) // the invitation has expired
	world.Restore("seeded")            // the clock is back, too

	invite(t, world, "kim@example.org")
	mail := world.MailTo("kim@example.org")
	world.Accept(mail, orgdtest.Person{FirstName: "Kim", LastName: "Lee", Country: "US",
		Password: "correct horse battery"})

	invitations := world.Requests(orgdtest.Match{Operation: "createOrgUser"})
	t.Logf("%d invitations; the state as a seed:\n%s", len(invitations), world.Export("yaml"))
	world.Reset()
}

// [/doc]

func invite(t *testing.T, world *orgdtest.World, address string) {
	t.Helper()
	ctx := context.Background()
	client, err := admin.NewClient(admin.UseBaseURL(world.URL),
		admin.UseDigestAuth(world.PublicKey, world.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	organization, err := firstOrganization(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	person := admin.OrgUserRequest{Username: address,
		Roles: admin.OrgUserRolesRequest{OrgRoles: []string{"ORG_MEMBER"}}}
	_, _, err = client.MongoDBCloudUsersApi.CreateOrganizationUser(ctx, organization,
		&person).Execute()
	if err != nil {
		t.Fatal(err)
	}
}
