// A server on a store of its own, and the links in the mails that it would send.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

type server struct {
	program, place, url string
	process             *exec.Cmd
	made                struct{ OrgId, OwnerId, PublicKey, PrivateKey string }
}

func (s *server) command(answer any, name string, arguments ...string) error {
	all := append([]string{name, "--data", filepath.Join(s.place, "store"), "--json"}, arguments...)
	out, err := exec.Command(s.program, all...).Output()
	if err != nil {
		return fmt.Errorf("orgd %s: %w", name, err)
	}
	return json.Unmarshal(out, answer)
}

func start(program string) (*server, error) {
	place, err := os.MkdirTemp("", "go_sdk")
	if err != nil {
		return nil, err
	}
	s := &server{program: program, place: place}
	err = s.command(&s.made, "init", "--org", "Parent", "--owner", "owner@example.org")
	if err == nil {
		err = s.serve()
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

func (s *server) serve() error {
	s.process = exec.Command(s.program, "serve", "--data", filepath.Join(s.place, "store"),
		"--listen", "127.0.0.1:0", "--log-level", "warning")
	s.process.Stderr = os.Stderr
	out, err := s.process.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "listening on ") {
		return fmt.Errorf("the server says %q", line)
	}
	s.url = strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
	return nil
}

func (s *server) stop() {
	if s.process != nil && s.process.Process != nil {
		s.process.Process.Signal(syscall.SIGTERM)
		s.process.Wait()
	}
	os.RemoveAll(s.place)
}

// accept does what the page behind the mail's link does. The SDK has no such method.
func (s *server) accept(invitation string) error {
	var mails []struct{ InvitationId, Link string }
	if err := s.command(&mails, "outbox"); err != nil {
		return err
	}
	for _, mail := range mails {
		if mail.InvitationId == invitation {
			return s.follow(invitation, mail.Link)
		}
	}
	return fmt.Errorf("no mail for the invitation %s", invitation)
}

func (s *server) follow(invitation, link string) error {
	_, token, _ := strings.Cut(link, "#token=")
	target := s.url + "/orgd/v1/invitations/" + invitation + ":accept"
	body, err := json.Marshal(map[string]string{"token": token, "firstName": "Dana",
		"lastName": "Diaz", "country": "US", "password": "correct horse"})
	if err != nil {
		return err
	}
	answer, err := http.Post(target, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if text, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the link answers %d: %s", answer.StatusCode, text)
	}
	return nil
}
