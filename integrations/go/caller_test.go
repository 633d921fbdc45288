package orgdtest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"orgdtest"
)

const (
	clientID = "mdb_sa_id_600000000000000000000e10"
	secret   = "mdb_sa_sk_a-secret-for-trials-alone"
	seed     = `{"organizations": [{
		"name": "Example", "id": "600000000000000000000e01",
		"people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"]}],
		"serviceAccounts": [{"name": "CI", "clientId": "` + clientID + `",
			"roles": ["ORG_OWNER"], "secrets": [{"secret": "` + secret + `"}]}],
		"apiKeys": [{"desc": "key", "roles": ["ORG_OWNER"], "publicKey": "abcdefgh",
			"privateKey": "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}]}]}`
	organization = "/api/atlas/v2/orgs/600000000000000000000e01"
)

// A caller of the API by the token of a service account, for which the standard library is enough.
type caller struct {
	t     testing.TB
	url   string
	token string
}

func login(t testing.TB, world *orgdtest.World) *caller {
	t.Helper()
	form := url.Values{"grant_type": {"client_credentials"}}
	request, err := http.NewRequest(http.MethodPost, world.URL+"/api/oauth/token",
		strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(clientID, secret)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var token struct {
		Text string `json:"access_token"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&token); err != nil || token.Text == "" {
		t.Fatalf("no token: status %d, %v", answer.StatusCode, err)
	}
	return &caller{t, world.URL, token.Text}
}

// try makes a call whose answer may never arrive.
func (c *caller) try(method, path, body string) (int, []byte, error) {
	c.t.Helper()
	request, err := http.NewRequest(method, c.url+path, bytes.NewBufferString(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Accept", "application/vnd.atlas.2025-03-12+json")
	request.Header.Set("Content-Type", "application/vnd.atlas.2025-03-12+json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}

func (c *caller) status(method, path, body string) int {
	c.t.Helper()
	status, _, err := c.try(method, path, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return status
}

// ids lists the objects of a list by their ids.
func (c *caller) ids(path string) []string {
	c.t.Helper()
	status, text, err := c.try(http.MethodGet, path, "")
	var list struct{ Results []struct{ ID string } }
	if err == nil && status == http.StatusOK {
		err = json.Unmarshal(text, &list)
	}
	if err != nil || status != http.StatusOK {
		c.t.Fatalf("GET %s: status %d, %v", path, status, err)
	}
	ids := []string{}
	for _, result := range list.Results {
		ids = append(ids, result.ID)
	}
	return ids
}

func (c *caller) makeProject(name string) int {
	c.t.Helper()
	return c.status(http.MethodPost, "/api/atlas/v2/groups",
		`{"name": "`+name+`", "orgId": "600000000000000000000e01"}`)
}

func (c *caller) projects() []string { c.t.Helper(); return c.ids("/api/atlas/v2/groups") }
