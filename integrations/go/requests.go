package orgdtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Request is a request with its answer, as the journal has it: secrets are struck out.
type Request struct {
	Number                    int
	Time                      time.Time
	Operation, Method         string
	Path, Query               string
	OrgID, Caller             string
	Status                    int
	ErrorCode                 string
	Rule                      string // the id of the fault rule that acted
	RequestBody, ResponseBody string
}

// Expectation says how many requests there should be.
type Expectation struct {
	Match   Match `json:"match"`
	Exactly *int  `json:"exactly,omitempty"`
	AtLeast *int  `json:"atLeast,omitempty"`
	AtMost  *int  `json:"atMost,omitempty"`
	// Body is JSON that the body of each of them contains.
	Body any `json:"body,omitempty"`
}

// filter gives conditions as the parameters of a query.
func filter(match Match) (url.Values, error) {
	text, err := json.Marshal(match)
	if err != nil {
		return nil, err
	}
	members := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&members); err != nil {
		return nil, err
	}
	query := url.Values{}
	for name, value := range members {
		query.Set(name, fmt.Sprint(value))
	}
	return query, nil
}

func (w *World) filtered(match Match) url.Values {
	w.t.Helper()
	query, err := filter(match)
	if err != nil {
		w.t.Fatal("orgdtest: ", err)
	}
	return query
}

// Requests lists the requests that match, oldest first.
func (w *World) Requests(match Match) []Request {
	w.t.Helper()
	var answer struct{ Requests []Request }
	w.ask(call{method: http.MethodGet, path: "/requests", query: w.filtered(match)}, &answer)
	return answer.Requests
}

// WaitForRequests waits until `count` requests match, and fails the test when they do not come in
// time. The time is rounded up to seconds, at most ten minutes.
func (w *World) WaitForRequests(match Match, count int, atMost time.Duration) []Request {
	w.t.Helper()
	seconds := (atMost + time.Second - 1) / time.Second
	query := w.filtered(match)
	query.Set("count", strconv.Itoa(count))
	query.Set("timeout", fmt.Sprintf("%ds", seconds))
	var answer struct {
		Reached bool
		Count   int
	}
	w.ask(call{method: http.MethodGet, path: "/requests:wait", query: query, longer: atMost}, &answer)
	if !answer.Reached {
		w.t.Fatalf("orgdtest: %d requests were waited for, and %d came in %ds: %s", count,
			answer.Count, seconds, w.journal())
	}
	return w.Requests(match)
}

// Verify fails the test, which goes on, unless there are as many requests as there should be.
func (w *World) Verify(expected Expectation) {
	w.t.Helper()
	var verdict struct {
		Verified bool
		Reason   string
	}
	w.ask(call{method: http.MethodPost, path: "/requests:verify", body: expected}, &verdict)
	if !verdict.Verified {
		w.t.Errorf("orgdtest: %s; there were: %s", verdict.Reason, w.journal())
	}
}

// ForgetRequests empties the journal.
func (w *World) ForgetRequests() {
	w.t.Helper()
	w.ask(call{method: http.MethodDelete, path: "/requests"}, nil)
}

// journal tells the requests in few words.
func (w *World) journal() string {
	w.t.Helper()
	var words bytes.Buffer
	for _, r := range w.Requests(Match{}) {
		fmt.Fprintf(&words, "\n  %s %s (%s): %d %s", r.Method, r.Path, r.Operation, r.Status,
			r.ErrorCode)
	}
	if words.Len() == 0 {
		return "none"
	}
	return words.String()
}
