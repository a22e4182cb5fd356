package oktatest

// HOTP is the code of a counter, as an authenticator app computes it.
func HOTP(secret []byte, counter int64) string { return hotp(secret, counter) }
