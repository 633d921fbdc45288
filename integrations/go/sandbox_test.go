package orgdtest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"orgdtest"
)

// What a test says that is expected to fail.
type failing struct {
	testing.TB
	said string
}

func (f *failing) Helper() {}
func (f *failing) Errorf(format string, arguments ...any) {
	f.said += fmt.Sprintf(format, arguments...)
}

func TestVerifyTellsWhatThereWas(t *testing.T) {
	recorder := &failing{TB: t}
	world := launch(t, orgdtest.Options{}).World(recorder, orgdtest.Seed(seed))
	login(t, world).makeProject("One")
	world.Verify(orgdtest.Expectation{Match: orgdtest.Match{Operation: "createProject"},
		Exactly: orgdtest.Int(2)})
	if !strings.Contains(recorder.said, "POST /api/atlas/v2/groups (createGroup): 201") &&
		!strings.Contains(recorder.said, "POST /api/atlas/v2/groups (createProject): 201") {
		t.Errorf("said %q", recorder.said)
	}
}

func launch(t *testing.T, options orgdtest.Options) *orgdtest.Sandbox {
	t.Helper()
	sandbox, err := orgdtest.Launch(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sandbox.Stop(); err != nil {
			t.Error(err)
		}
	})
	return sandbox
}

func TestSeedFileGivesTheKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(file, []byte(seed), 0o600); err != nil {
		t.Fatal(err)
	}
	sandbox := launch(t, orgdtest.Options{SeedFile: file})
	world := sandbox.World(t)
	if world.PublicKey != "abcdefgh" || len(login(t, world).projects()) != 0 {
		t.Errorf("key %q", world.PublicKey)
	}
}

func TestTokenIsShown(t *testing.T) {
	var shown []string
	control := httptest.NewServer(http.HandlerFunc(
		func(answer http.ResponseWriter, request *http.Request) {
			shown = append(shown, request.Header.Get("Authorization"))
			answer.WriteHeader(http.StatusNoContent)
		}))
	t.Cleanup(control.Close)
	sandbox := orgdtest.Sandbox{Control: control.URL + "/orgd/sandbox/v1", Token: "token"}
	sandbox.World(t).Reset()
	if len(shown) != 2 || shown[0] != "Bearer token" || shown[1] != "Bearer token" {
		t.Errorf("shown %q", shown)
	}
}

func TestLaunchSaysWhatIsWrong(t *testing.T) {
	_, err := orgdtest.Launch(orgdtest.Options{Binary: "/nowhere/orgd"})
	if err == nil || !strings.Contains(err.Error(), "tools/build release orgd") {
		t.Errorf("no program: %v", err)
	}
	file := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(file, []byte("organisations: []"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = orgdtest.Launch(orgdtest.Options{SeedFile: file})
	if err == nil || !strings.Contains(err.Error(), "organisations") {
		t.Errorf("a seed with a fault: %v", err)
	}
}
