// Package schema works with an org's schema of users, which client.GetUserSchema reads: [Check] and [CheckChanges] find
// what is wrong with a user before it is sent, and [Value] is what the structs that the program profilegen writes are
// made of.
package schema
