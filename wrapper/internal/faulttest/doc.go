// Package faulttest runs the client through a proxy that breaks real connections. It is a module of its own, so that
// what the proxy needs is in nobody else's go.sum.
package faulttest
