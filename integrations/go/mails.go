package orgdtest

import (
	"net/http"
	"net/url"
	"time"
)

// Mail is a mail that waits to be sent.
type Mail struct {
	ID, OrgID    string
	CreatedAt    time.Time
	Recipient    string
	Kind         string
	InvitationID string
	Link         string // to accept an invitation by
}

// Person is what an invited person tells of themselves, where the server does not know them yet.
type Person struct {
	FirstName string `json:"firstName,omitempty"`
	LastName  string `json:"lastName,omitempty"`
	Country   string `json:"country,omitempty"` // two upper-case letters
	Password  string `json:"password,omitempty"`
}

// Mails lists the mails that wait.
func (w *World) Mails() []Mail {
	w.t.Helper()
	var answer struct{ Mails []Mail }
	w.ask(call{method: http.MethodGet, path: "/mails"}, &answer)
	return answer.Mails
}

// MailTo returns the newest mail to an address, and fails the test when there is none.
func (w *World) MailTo(recipient string) Mail {
	w.t.Helper()
	var newest *Mail
	for _, mail := range w.Mails() {
		if mail.Recipient == recipient && (newest == nil || !mail.CreatedAt.Before(newest.CreatedAt)) {
			newest = &mail
		}
	}
	if newest == nil {
		w.t.Fatalf("orgdtest: no mail to %s waits", recipient)
	}
	return *newest
}

// Accept does what the person does who follows the mail's link and accepts.
func (w *World) Accept(mail Mail, as Person) {
	w.t.Helper()
	path := "/mails/" + url.PathEscape(mail.ID) + ":accept"
	w.ask(call{method: http.MethodPost, path: path, body: as}, nil)
}

// Reject does what the person does who follows the mail's link and rejects.
func (w *World) Reject(mail Mail) {
	w.t.Helper()
	path := "/mails/" + url.PathEscape(mail.ID) + ":reject"
	w.ask(call{method: http.MethodPost, path: path}, nil)
}
