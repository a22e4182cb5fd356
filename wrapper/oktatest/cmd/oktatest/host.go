package main

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// forOwnHosts answers requests only that are for this server by one of its names. A page of another site whose name was
// made to point here (DNS rebinding) asks for that name.
func forOwnHosts(next http.Handler, names []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOwnHost(r.Host, names) {
			http.Error(w, "This server is not "+r.Host+". Start it with -host if that is a name of it.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isOwnHost reports whether a request's Host is an IP address, localhost, or one of the names.
func isOwnHost(host string, names []string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" {
		return true
	}
	return host != "" && slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, host) })
}
