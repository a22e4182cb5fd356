// Package jobs has the jobs that programs are written for, each in a file of its own, to copy from: the client is the
// caller's. Its tests run them on an org in memory.
//
// An export that goes on after a crash with nothing written twice, and a sync of a group's members, are the examples
// export and groupsync.
package jobs
