package orgdtest

import "testing"

// withoutMain lets a test see what Start does in a package whose tests Main does not run.
func withoutMain(t *testing.T) {
	kept := shared
	shared = nil
	t.Cleanup(func() { shared = kept })
}

func TestStartTakesTheRunningSandbox(t *testing.T) {
	running := shared
	withoutMain(t)
	t.Setenv("ORGD_URL", running.URL)
	t.Setenv("ORGD_CONTROL", running.Control)
	t.Setenv("ATLAS_PUBLIC_KEY", running.PublicKey)
	world := Start(t)
	if world.sandbox.Control != running.Control || world.PublicKey != running.PublicKey {
		t.Errorf("world on %s with the key %s", world.URL, world.PublicKey)
	}
	if err := world.sandbox.Stop(); err != nil {
		t.Error(err)
	}
	world.Reset()
}

func TestStartLaunchesOne(t *testing.T) {
	withoutMain(t)
	t.Setenv("ORGD_CONTROL", "")
	world := Start(t)
	if world.sandbox.process == nil || world.PublicKey == "" {
		t.Errorf("world on %s with the key %s", world.URL, world.PublicKey)
	}
}

func TestValuesAreTakenAsAShellTakesThem(t *testing.T) {
	var s Sandbox
	s.take("export ORGD_URL='http://[::1]:1'\nexport ATLAS_PUBLIC_KEY='~it'\\''s'\n")
	if s.URL != "http://[::1]:1" || s.PublicKey != "~it's" {
		t.Errorf("%s with the key %s", s.URL, s.PublicKey)
	}
}

func TestStartMissesTheAddressOfTheAPI(t *testing.T) {
	t.Setenv("ORGD_URL", "")
	t.Setenv("ORGD_CONTROL", "http://127.0.0.1:1/orgd/sandbox/v1")
	if _, err := running(); err == nil {
		t.Error("no error")
	}
}
