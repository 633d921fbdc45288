package orgdtest_test

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"orgdtest"
)

func TestMain(m *testing.M) { os.Exit(orgdtest.Main(m, orgdtest.Options{})) }

func start(t *testing.T, options ...orgdtest.WorldOption) (*orgdtest.World, *caller) {
	t.Helper()
	options = append(options, orgdtest.Seed(seed),
		orgdtest.Key("abcdefgh", "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"))
	world := orgdtest.Start(t, options...)
	return world, login(t, world)
}

func TestWorldsNeverMeet(t *testing.T) {
	for _, name := range []string{"One", "Two", "Three"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world, api := start(t)
			if status := api.makeProject(name); status >= 300 {
				t.Fatalf("status %d", status)
			}
			if found := api.projects(); len(found) != 1 {
				t.Errorf("projects %v", found)
			}
			world.Verify(orgdtest.Expectation{Match: orgdtest.Match{Operation: "createProject"},
				Exactly: orgdtest.Int(1), Body: map[string]string{"name": name}})
		})
	}
}

func TestResetGivesTheSameIds(t *testing.T) {
	world, api := start(t, orgdtest.FrozenAt(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)))
	if world.PublicKey != "abcdefgh" {
		t.Errorf("key %q", world.PublicKey)
	}
	api.makeProject("One")
	first := api.projects()
	world.Reset()
	again := login(t, world)
	if found := again.projects(); len(first) != 1 || len(found) != 0 {
		t.Errorf("projects %v, and after the reset %v", first, found)
	}
	again.makeProject("One")
	if found := again.projects(); !slices.Equal(found, first) {
		t.Errorf("%v, and %v before", found, first)
	}
}

func TestSnapshots(t *testing.T) {
	world, api := start(t)
	api.makeProject("Kept")
	kept := api.projects()
	world.Snapshot("one")
	api.makeProject("Lost")
	world.Restore("one")
	if found := api.projects(); !slices.Equal(found, kept) {
		t.Errorf("%v, not %v", found, kept)
	}
}

func TestSeedAndExport(t *testing.T) {
	world, _ := start(t)
	world.Seed("organizations: [{name: Second, id: 600000000000000000000e02, people: [" +
		"{email: kim@example.org, id: 600000000000000000000e03, roles: [ORG_OWNER]}]}]")
	export := world.Export("yaml")
	if !strings.Contains(export, "Second") || !strings.Contains(export, "Example") {
		t.Error(export)
	}
	copied := orgdtest.Start(t, orgdtest.Seed(world.Export("json")))
	if again := copied.Export("yaml"); again != export {
		t.Errorf("%s\nand not\n%s", again, export)
	}
}

func TestClock(t *testing.T) {
	newYear := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	world, api := start(t, orgdtest.FrozenAt(newYear))
	if now := world.Now(); !now.Equal(newYear) {
		t.Errorf("it is %v", now)
	}
	world.Advance(31 * 24 * time.Hour)
	if now := world.Now(); !now.Equal(newYear.AddDate(0, 1, 0)) {
		t.Errorf("it is %v", now)
	}
	if status := api.status(http.MethodGet, organization, ""); status != http.StatusUnauthorized {
		t.Errorf("a token of last month: status %d", status)
	}
	world.SetTime(newYear)
	world.Run()
	world.Freeze()
	if past := world.Now().Sub(newYear); past < 0 || past > time.Minute {
		t.Errorf("%v have passed", past)
	}
}

func TestFaults(t *testing.T) {
	world, api := start(t)
	match := orgdtest.Match{Operation: "createProject"}
	id := world.AddFault(orgdtest.Fault{Match: match,
		Do: orgdtest.Do{Status: 503, RetryAfter: 1}, Times: 1})
	if status := api.makeProject("One"); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
	if rules := world.Faults(); len(rules) != 1 || rules[0].ID != id || !rules[0].Spent {
		t.Errorf("rules %+v", rules)
	}
	world.ClearFault(id)
	world.AddFault(orgdtest.Fault{Match: match, Do: orgdtest.Do{Disconnect: "after"}})
	if _, _, err := api.try(http.MethodPost, "/api/atlas/v2/groups",
		`{"name": "Two", "orgId": "600000000000000000000e01"}`); err == nil {
		t.Error("the answer arrived")
	}
	world.ClearFaults()
	if status := api.makeProject("Two"); status != http.StatusConflict {
		t.Errorf("a name that the lost answer took: status %d", status)
	}
}

func TestRequests(t *testing.T) {
	world, api := start(t)
	match := orgdtest.Match{Operation: "getOrganization", Caller: clientID}
	done := make(chan struct{})
	go func() {
		defer close(done)
		api.status(http.MethodGet, organization, "")
		api.status(http.MethodGet, organization, "")
	}()
	found := world.WaitForRequests(match, 2, 10*time.Second)
	<-done
	if len(found) != 2 || found[0].Number >= found[1].Number || found[0].Path != organization {
		t.Errorf("requests %+v", found)
	}
	world.Verify(orgdtest.Expectation{Match: match, AtLeast: orgdtest.Int(2),
		AtMost: orgdtest.Int(2)})
	world.ForgetRequests()
	world.Verify(orgdtest.Expectation{Exactly: orgdtest.Int(0)})
}

func TestMails(t *testing.T) {
	world, api := start(t)
	invite := func(name string) orgdtest.Mail {
		t.Helper()
		status := api.status(http.MethodPost, organization+"/users",
			`{"username": "`+name+`", "roles": {"orgRoles": ["ORG_MEMBER"]}}`)
		if status != http.StatusCreated {
			t.Fatalf("invitation of %s: status %d", name, status)
		}
		return world.MailTo(name)
	}
	world.Accept(invite("kim@example.org"), orgdtest.Person{FirstName: "Kim", LastName: "Lee",
		Country: "US", Password: "correct horse battery"})
	no := invite("lou@example.org")
	if !strings.HasPrefix(no.Link, world.URL) {
		t.Errorf("link %s", no.Link)
	}
	world.Reject(no)
	members := api.ids(organization + "/users?orgMembershipStatus=ACTIVE")
	if len(members) != 2 {
		t.Errorf("members %v", members)
	}
}
