// A service account's login, of the newest generation: the SDK fetches the token by itself.
package main

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	newest "go.mongodb.org/atlas-sdk/v20250312006/admin"
	"go.mongodb.org/atlas-sdk/v20250312006/auth/clientcredentials"
)

func (s *story) login(credentials string) error {
	id, secret, _ := strings.Cut(credentials, ":")
	client, err := newest.NewClient(newest.UseBaseURL(s.orgd.url),
		newest.UseOAuthAuth(context.Background(), id, secret))
	s.client = reflect.ValueOf(client)
	return err
}

// revoke fetches a token and revokes it; what is called with it before is answered, and after not.
func (s *story) revoke(credentials string) error {
	id, secret, _ := strings.Cut(credentials, ":")
	config := clientcredentials.NewConfig(id, secret)
	config.TokenURL = s.orgd.url + clientcredentials.TokenAPIPath
	config.RevokeURL = s.orgd.url + clientcredentials.RevokeAPIPath
	ctx := context.Background()
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	for _, want := range []int{http.StatusOK, http.StatusUnauthorized} {
		request, err := http.NewRequest(http.MethodGet, s.orgd.url+"/api/atlas/v2/orgs", nil)
		if err != nil {
			return err
		}
		token.SetAuthHeader(request)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			return fmt.Errorf("status %d, not %d", answer.StatusCode, want)
		}
		if err := config.RevokeToken(ctx, token); err != nil {
			return err
		}
	}
	return nil
}
