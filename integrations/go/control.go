package orgdtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A call of the control plane. What it has no value for is left out.
type call struct {
	method, path string
	query        url.Values
	body         any           // a string is sent as it is
	longer       time.Duration // than any answer takes that nobody waits for on purpose
}

func (c call) request(ctx context.Context, s *Sandbox) (*http.Request, error) {
	var content io.Reader
	switch body := c.body.(type) {
	case nil:
	case string:
		content = strings.NewReader(body)
	default:
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(text)
	}
	target := s.Control + c.path
	if len(c.query) > 0 {
		target += "?" + c.query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, c.method, target, content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if s.Token != "" {
		request.Header.Set("Authorization", "Bearer "+s.Token)
	}
	return request, nil
}

// ask makes a call and returns the answer's body.
func (s *Sandbox) ask(c call) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience+c.longer)
	defer cancel()
	request, err := c.request(ctx, s)
	if err != nil {
		return nil, err
	}
	// A connection of its own, so that none is left behind for those who look for leaks.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		return nil, refusal(c, answer.StatusCode, text)
	}
	return text, nil
}

func refusal(c call, status int, text []byte) error {
	var said struct{ Detail string }
	if json.Unmarshal(text, &said) == nil && said.Detail != "" {
		text = []byte(said.Detail)
	}
	return fmt.Errorf("%s %s answers %d: %s", c.method, c.path, status, text)
}
