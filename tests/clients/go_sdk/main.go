// The official Go SDK, two generations of it, against a started orgd: the life of an organization
// through every method that orgd serves.
//
//	go_sdk PATH_OF_ORGD
//
// Exits with 1 at the first answer that is not what the table says. At the end it calls each method
// that the table leaves out: orgd must not know where that leads.
package main

import (
	"fmt"
	"os"

	oldest "go.mongodb.org/atlas-sdk/v20231115014/admin"
	newest "go.mongodb.org/atlas-sdk/v20250312006/admin"
)

// sdk is one generation: its name in the table, and what has types of its own in each.
type sdk struct {
	name    string
	connect func(url, public, private string) (any, error)
	refusal func(err error) (any, bool)
}

var generations = []sdk{
	{
		name: "newest",
		connect: func(url, public, private string) (any, error) {
			return newest.NewClient(newest.UseBaseURL(url), newest.UseDigestAuth(public, private))
		},
		refusal: func(err error) (any, bool) { return newest.AsError(err) },
	},
	{
		name: "oldest",
		connect: func(url, public, private string) (any, error) {
			return oldest.NewClient(oldest.UseBaseURL(url), oldest.UseDigestAuth(public, private))
		},
		refusal: func(err error) (any, bool) { return oldest.AsError(err) },
	},
}

func run(program string, generation sdk) error {
	orgd, err := start(program)
	if err != nil {
		return err
	}
	defer orgd.stop()
	story := newStory(generation, orgd)
	if err := story.use(orgd.made.PublicKey, orgd.made.PrivateKey); err != nil {
		return err
	}
	for _, row := range life {
		if row.in != "" && row.in != generation.name {
			continue
		}
		if err := story.tell(row); err != nil {
			return fmt.Errorf("%s %s: %w", row.method, row.params, err)
		}
	}
	if err := story.use(orgd.made.PublicKey, orgd.made.PrivateKey); err != nil {
		return err
	}
	return story.probe()
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go_sdk PATH_OF_ORGD")
		os.Exit(2)
	}
	for _, generation := range generations {
		if err := run(os.Args[1], generation); err != nil {
			fmt.Fprintf(os.Stderr, "FAILED: Go SDK, %s: %v\n", generation.name, err)
			os.Exit(1)
		}
	}
}
