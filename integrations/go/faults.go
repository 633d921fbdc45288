package orgdtest

import (
	"net/http"
	"net/url"
)

// Match says which requests are meant: all conditions that are given hold. Without any, all
// requests that are authenticated.
type Match struct {
	Operation    string `json:"operation,omitempty"` // as in "createProject"
	Method       string `json:"method,omitempty"`
	Path         string `json:"path,omitempty"` // "*" is a segment, "**" the rest
	OrgID        string `json:"orgId,omitempty"`
	Caller       string `json:"caller,omitempty"` // as in a public key
	Header       string `json:"header,omitempty"` // "Name" or "Name: value"
	BodyContains string `json:"bodyContains,omitempty"`
	Nth          int    `json:"nth,omitempty"`   // the n-th of them alone
	Every        int    `json:"every,omitempty"` // each k-th of them
	// From and To, on the world's clock, as in "2030-01-01T00:00:00Z". To itself is outside.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Probability is between 0 and 1; Seed makes the choices others.
	Probability float64 `json:"probability,omitempty"`
	Seed        int64   `json:"seed,omitempty"`
	// Challenge means the answers 401 that start calls by Digest, too.
	Challenge bool `json:"challenge,omitempty"`
}

// Do says what becomes of a request. Zero values are left out. A Status stands "before" (the
// default of When) or "after" the change, and so does Disconnect.
type Do struct {
	Status        int               `json:"status,omitempty"`
	ErrorCode     string            `json:"errorCode,omitempty"`
	Headers       map[string]string `json:"headers,omitempty"`
	When          string            `json:"when,omitempty"`
	DelayMs       []int             `json:"delayMs,omitempty"` // the least and the most
	Disconnect    string            `json:"disconnect,omitempty"`
	CutBodyAt     *int              `json:"cutBodyAt,omitempty"`     // bytes
	ContentLength *int              `json:"contentLength,omitempty"` // in place of the true one
	StallMs       int               `json:"stallMs,omitempty"`
	RetryAfter    int               `json:"retryAfter,omitempty"` // seconds; with 429 or 503
	StaleReadsMs  int               `json:"staleReadsMs,omitempty"`
	Shuffle       bool              `json:"shuffle,omitempty"` // a list's order
	PageSize      int               `json:"pageSize,omitempty"`
}

// Fault is a rule. The first one that matches a request acts.
type Fault struct {
	Match Match `json:"match"`
	Do    Do    `json:"do"`
	Times int   `json:"times,omitempty"` // how often at most
}

// ActiveFault is a rule with what it has done.
type ActiveFault struct {
	ID    string
	Hits  int
	Spent bool // it has acted as often as it may
}

// Int is for the members that may be zero: it returns a pointer to n.
func Int(n int) *int { return &n }

// AddFault adds a rule behind all others, and returns its id.
func (w *World) AddFault(fault Fault) string {
	w.t.Helper()
	var added ActiveFault
	w.ask(call{method: http.MethodPost, path: "/faults", body: fault}, &added)
	return added.ID
}

// Faults lists the rules in their order.
func (w *World) Faults() []ActiveFault {
	w.t.Helper()
	var answer struct{ Faults []ActiveFault }
	w.ask(call{method: http.MethodGet, path: "/faults"}, &answer)
	return answer.Faults
}

// ClearFault deletes one rule, and ClearFaults all.
func (w *World) ClearFault(id string) {
	w.t.Helper()
	w.ask(call{method: http.MethodDelete, path: "/faults/" + url.PathEscape(id)}, nil)
}

// ClearFaults deletes all rules.
func (w *World) ClearFaults() {
	w.t.Helper()
	w.ask(call{method: http.MethodDelete, path: "/faults"}, nil)
}
