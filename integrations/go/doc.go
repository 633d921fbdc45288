// Package orgdtest gives each test an organization's Administration API of its own: a world of an
// "orgd sandbox", with its own state, clock, faults and journal of requests.
//
//	func TestRetries(t *testing.T) {
//		world := orgdtest.Start(t)
//		world.AddFault(orgdtest.Fault{
//			Match: orgdtest.Match{Operation: "createProject"},
//			Do:    orgdtest.Do{Status: 503, RetryAfter: 1},
//			Times: 1,
//		})
//		// Point the code under test at world.URL, world.PublicKey and world.PrivateKey.
//		world.Verify(orgdtest.Expectation{
//			Match:   orgdtest.Match{Operation: "createProject"},
//			Exactly: orgdtest.Int(2),
//		})
//	}
//
// [Start] takes the sandbox that [Main] has launched for the package, or else the running one that
// ORGD_URL and ORGD_CONTROL name, or else launches one for the test alone. Launched is the program
// that [Options] name, or else that of the variable ORGD, or else the orgd on PATH.
//
// What a [World] is asked for and cannot do fails its test at once, so it is used on the goroutine
// of the test that it was made for.
package orgdtest
