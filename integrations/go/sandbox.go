package orgdtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Sandbox is a running "orgd sandbox". One that something else has started is a Sandbox with its
// addresses filled in.
type Sandbox struct {
	// URL is the address of the API, as in "http://127.0.0.1:8080".
	URL string
	// Control is the address of the control plane, as in
	// "http://127.0.0.1:8081/orgd/sandbox/v1".
	Control string
	// Token opens a control plane that is not on the loopback.
	Token string
	// PublicKey and PrivateKey are the first API key of what each world begins with.
	PublicKey, PrivateKey string

	process *exec.Cmd
	said    bytes.Buffer
}

// Options say how a sandbox is launched.
type Options struct {
	// Binary is the path of orgd. Without it: the variable ORGD, then PATH.
	Binary string
	// SeedFile is what each world begins with, YAML or JSON. Without it: one organization with
	// the API key of an owner.
	SeedFile string
}

const (
	patience   = 30 * time.Second // a program built with sanitizers starts slowly
	howToGetIt = "in a checkout of orgd, tools/build release orgd makes build/release/orgd; put it " +
		"on PATH, or its path into the variable ORGD or Options.Binary"
)

// Launch starts a sandbox on free ports of the loopback. Whoever launches it stops it.
func Launch(options Options) (*Sandbox, error) {
	program, err := find(options.Binary)
	if err != nil {
		return nil, err
	}
	arguments := []string{"sandbox", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--env"}
	if options.SeedFile != "" {
		arguments = append(arguments, "--seed", options.SeedFile)
	}
	s := &Sandbox{process: exec.Command(program, arguments...)}
	s.process.Stderr = &s.said
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, fmt.Errorf("%w; %s", err, howToGetIt)
	}
	late := time.AfterFunc(patience, func() { s.process.Process.Kill() })
	lines, _ := io.ReadAll(out)
	late.Stop()
	s.take(string(lines))
	if s.URL == "" || s.Control == "" {
		s.process.Process.Kill()
		s.process.Wait()
		return nil, fmt.Errorf("%s does not start: %s", s.process, s.said.String())
	}
	return s, nil
}

func find(named string) (string, error) {
	if named == "" {
		named = os.Getenv("ORGD")
	}
	if named == "" {
		named = "orgd"
	}
	program, err := exec.LookPath(named)
	if err != nil {
		return "", fmt.Errorf("no program to launch (%w): %s", err, howToGetIt)
	}
	return program, nil
}

// take reads the lines that are meant for a shell.
func (s *Sandbox) take(lines string) {
	fields := map[string]*string{
		"ORGD_URL": &s.URL, "ORGD_CONTROL": &s.Control,
		"ATLAS_PUBLIC_KEY": &s.PublicKey, "ATLAS_PRIVATE_KEY": &s.PrivateKey,
	}
	for _, line := range strings.Split(lines, "\n") {
		name, value, _ := strings.Cut(strings.TrimPrefix(line, "export "), "=")
		if field := fields[name]; field != nil {
			*field = unquoted(value)
		}
	}
}

// unquoted is what a shell makes of a value: one that is not safe there stands between single quotes
// as a whole.
func unquoted(value string) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(value, "'"), "'")
	return strings.ReplaceAll(inner, `'\''`, "'")
}

// Stop ends a sandbox that was launched, with all its worlds. Others go on.
func (s *Sandbox) Stop() error {
	if s.process == nil {
		return nil
	}
	process := s.process
	s.process = nil
	process.Process.Signal(syscall.SIGTERM)
	late := time.AfterFunc(patience, func() { process.Process.Kill() })
	defer late.Stop()
	if err := process.Wait(); err != nil {
		return fmt.Errorf("the sandbox ended by %w: %s", err, s.said.String())
	}
	return nil
}

// The sandbox of the package's tests, while Main runs them.
var shared *Sandbox

// Main runs the tests of a package beside one sandbox for all of them. It is what TestMain calls:
//
//	func TestMain(m *testing.M) { os.Exit(orgdtest.Main(m, orgdtest.Options{})) }
func Main(m *testing.M, options Options) int {
	var err error
	if shared, err = Launch(options); err != nil {
		fmt.Fprintln(os.Stderr, "orgdtest:", err)
		return 1
	}
	code := m.Run()
	if err := shared.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "orgdtest:", err)
		code = max(code, 1)
	}
	return code
}

// running is the sandbox that the environment names; nil when it names none.
func running() (*Sandbox, error) {
	s := &Sandbox{
		URL: os.Getenv("ORGD_URL"), Control: os.Getenv("ORGD_CONTROL"),
		Token:     os.Getenv("ORGD_CONTROL_TOKEN"),
		PublicKey: os.Getenv("ATLAS_PUBLIC_KEY"), PrivateKey: os.Getenv("ATLAS_PRIVATE_KEY"),
	}
	switch {
	case s.Control == "":
		return nil, nil
	case s.URL == "":
		return nil, errors.New("ORGD_CONTROL names a running sandbox, and ORGD_URL must name its " +
			"API; orgd sandbox --env prints both")
	}
	return s, nil
}

// Start gives the test a world of its own, and deletes it when the test has ended.
func Start(t testing.TB, options ...WorldOption) *World {
	t.Helper()
	if shared != nil {
		return shared.World(t, options...)
	}
	s, err := running()
	if s == nil && err == nil {
		s, err = Launch(Options{})
	}
	if err != nil {
		t.Fatal("orgdtest: ", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error("orgdtest: ", err)
		}
	})
	return s.World(t, options...)
}
