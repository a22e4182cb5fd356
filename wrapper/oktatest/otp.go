package oktatest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 4226 has no other
	"encoding/binary"
	"fmt"
	"time"
)

// timeStep is how long an authenticator app shows a code.
const timeStep = 30 * time.Second

// hotp is the code of a counter, by RFC 4226, of six digits.
func hotp(secret []byte, counter int64) string {
	hash := hmac.New(sha1.New, secret)
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(counter))) //nolint:gosec // RFC 4226 takes its bits
	sum := hash.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[offset:])&0x7fff_ffff%1_000_000)
}

// totpCounter is the counter of a time, by RFC 6238.
func totpCounter(now time.Time) int64 { return now.Unix() / int64(timeStep/time.Second) }

// counterOf is the counter within reach of at whose code this is.
func counterOf(secret []byte, code string, at, reach int64) (counter int64, found bool) {
	for distance := range reach + 1 { // the nearest first
		for _, counter := range []int64{at + distance, at - distance} {
			if counter >= 0 && hotp(secret, counter) == code {
				return counter, true
			}
		}
	}
	return 0, false
}
