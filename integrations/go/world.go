package orgdtest

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// World is an isolated service: its calls see nothing of other worlds.
type World struct {
	// Name is the value of X-Orgd-World for clients that have the sandbox's own URL.
	Name string
	// URL is the base URL of the API, for clients that take one.
	URL string
	// PublicKey and PrivateKey are an API key. After [Seed] they are those of [Key].
	PublicKey, PrivateKey string

	t       testing.TB
	sandbox *Sandbox
}

type beginning struct {
	Seed   any    `json:"seed,omitempty"`
	IDSeed *int64 `json:"idSeed,omitempty"`
	Clock  *clock `json:"clock,omitempty"`
	key    *[2]string
}

// WorldOption says what a world begins with.
type WorldOption func(*beginning)

// Seed makes a world begin with this seed file, in place of the sandbox's: JSON text, or what
// becomes it by json.Marshal.
func Seed(file any) WorldOption {
	if text, ok := file.(string); ok {
		file = json.RawMessage(text)
	}
	return func(b *beginning) { b.Seed = file }
}

// Key says which API key of a seed the world's PublicKey and PrivateKey are.
func Key(public, private string) WorldOption {
	return func(b *beginning) { b.key = &[2]string{public, private} }
}

// IDSeed makes ids, keys and tokens follow from another number.
func IDSeed(n int64) WorldOption { return func(b *beginning) { b.IDSeed = &n } }

// FrozenAt makes a world's clock stand at a time.
func FrozenAt(at time.Time) WorldOption {
	return func(b *beginning) { b.Clock = &clock{Mode: "frozen", At: stamp(at)} }
}

// World gives a test a world of its own, and deletes it when the test has ended.
func (s *Sandbox) World(t testing.TB, options ...WorldOption) *World {
	t.Helper()
	var begins beginning
	for _, option := range options {
		option(&begins)
	}
	name := nameFor(t.Name())
	w := &World{Name: name, URL: s.URL + "/w/" + name, t: t, sandbox: s}
	switch {
	case begins.key != nil:
		w.PublicKey, w.PrivateKey = begins.key[0], begins.key[1]
	case begins.Seed == nil:
		w.PublicKey, w.PrivateKey = s.PublicKey, s.PrivateKey
	}
	path := "/worlds/" + name
	if _, err := s.ask(call{method: http.MethodPut, path: path, body: begins}); err != nil {
		t.Fatal("orgdtest: ", err)
	}
	t.Cleanup(func() {
		if _, err := s.ask(call{method: http.MethodDelete, path: path}); err != nil {
			t.Error("orgdtest: ", err)
		}
	})
	return w
}

// nameFor makes a name that tells the test to whoever lists worlds, and that no other run has.
func nameFor(test string) string {
	const most = 24
	fitting := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}
	name := strings.Map(fitting, strings.ToLower(test))
	var chance [6]byte
	rand.Read(chance[:])
	return name[:min(len(name), most)] + "-" + hex.EncodeToString(chance[:])
}

// ask makes a call for this world, and reads its JSON answer into `answer` unless that is nil.
func (w *World) ask(c call, answer any) {
	w.t.Helper()
	text := w.text(c)
	if answer == nil {
		return
	}
	if err := json.Unmarshal(text, answer); err != nil {
		w.t.Fatalf("orgdtest: %s %s answers %q: %v", c.method, c.path, text, err)
	}
}

func (w *World) text(c call) []byte {
	w.t.Helper()
	if c.query == nil {
		c.query = url.Values{}
	}
	c.query.Set("world", w.Name)
	text, err := w.sandbox.ask(c)
	if err != nil {
		w.t.Fatal("orgdtest: ", err)
	}
	return text
}

// Seed adds all of a seed file, YAML or JSON, to what is there.
func (w *World) Seed(file string) {
	w.t.Helper()
	w.ask(call{method: http.MethodPost, path: ":seed", body: file}, nil)
}

// Export returns the state as a seed file that gives the same state. Its format is "yaml" or
// "json".
func (w *World) Export(format string) string {
	w.t.Helper()
	query := url.Values{"format": {format}}
	return string(w.text(call{method: http.MethodGet, path: ":export", query: query}))
}

// Reset goes back to what the world began with. The ids and secrets to come are the same again.
func (w *World) Reset() {
	w.t.Helper()
	w.ask(call{method: http.MethodPost, path: ":reset"}, nil)
}

// Snapshot keeps the state of now under a name of a-z, 0-9 and "-".
func (w *World) Snapshot(name string) {
	w.t.Helper()
	w.ask(call{method: http.MethodPut, path: "/snapshots/" + url.PathEscape(name)}, nil)
}

// Restore goes back to a snapshot.
func (w *World) Restore(name string) {
	w.t.Helper()
	path := "/snapshots/" + url.PathEscape(name) + ":restore"
	w.ask(call{method: http.MethodPost, path: path}, nil)
}

type clock struct {
	Mode    string `json:"mode,omitempty"`
	At      string `json:"at,omitempty"`
	Advance string `json:"advance,omitempty"`
}

func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

func (w *World) move(to clock) {
	w.t.Helper()
	w.ask(call{method: http.MethodPatch, path: "/clock", body: to}, nil)
}

// Now is the world's time.
func (w *World) Now() time.Time {
	w.t.Helper()
	var answer struct{ At time.Time }
	w.ask(call{method: http.MethodGet, path: "/clock"}, &answer)
	return answer.At
}

// Freeze makes the world's time stand, and Run lets it go on.
func (w *World) Freeze() { w.t.Helper(); w.move(clock{Mode: "frozen"}) }

// Run lets the world's time go on.
func (w *World) Run() { w.t.Helper(); w.move(clock{Mode: "real"}) }

// SetTime says what time it is from now on.
func (w *World) SetTime(at time.Time) { w.t.Helper(); w.move(clock{At: stamp(at)}) }

// Advance lets whole seconds pass at once: all that expires in them has expired.
func (w *World) Advance(by time.Duration) {
	w.t.Helper()
	if by%time.Second != 0 {
		w.t.Fatalf("orgdtest: a world's clock moves by whole seconds, not by %v", by)
	}
	w.move(clock{Advance: fmt.Sprintf("%ds", by/time.Second)})
}
