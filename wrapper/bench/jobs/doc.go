// Package jobs does the jobs of package examples/jobs with Okta's own Go SDKs: v2, which is the handiest of them, and v5
// where v2 can't. Its tests hold both to the same org, and count the lines.
package jobs
