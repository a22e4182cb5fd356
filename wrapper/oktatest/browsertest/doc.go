// Package browsertest opens the page of the oktatest program in a real browser.
//
//	go test -tags browser ./...
//
// needs Chromium or Chrome: on Debian `apt-get install chromium`. CHROME names another browser.
package browsertest
