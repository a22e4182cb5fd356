package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRequestsForOtherHostsAreRefused(t *testing.T) {
	t.Parallel()
	handler := forOwnHosts(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), []string{"127.0.0.1", "okta.test"})
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "[::1]": 200, "192.168.1.5:8080": 200, "localhost:8080": 200, "LOCALHOST.:8080": 200,
		"okta.test": 200, "Okta.Test:8080": 200,
		"evil.example:8080": 421, "evil.example": 421, "127.0.0.1.evil.example:8080": 421, "localhost.evil.example": 421, "okta.test.evil.example": 421, "": 421, "2130706433.evil": 421,
	} {
		answer := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		handler.ServeHTTP(answer, r)
		require.Equal(t, want, answer.Code, host)
	}
}
