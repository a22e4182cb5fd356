// Package oktatest is an Okta org in memory, to test code that uses Okta's Users API.
package oktatest
