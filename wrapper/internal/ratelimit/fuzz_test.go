package ratelimit_test

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

func FuzzHeaders(f *testing.F) {
	f.Add(429, "600", "0", "1700000060", now, "")
	f.Add(200, "600", "599", "1700000060", now, "7")
	f.Add(429, "0", "0", "1", "", now)
	f.Add(429, "-1", "+1", "99999999999999999999", "now", "1e9")
	f.Add(429, "600, 1200", "4,0", "1700000060 ,1700000001", now, "")
	f.Add(429, "1", "2", "8589934591", "Mon, 01 Jan 0001 00:00:00 GMT", "-5")
	f.Fuzz(func(t *testing.T, status int, limit, remaining, reset, date, after string) {
		header := limitHeader(limit, remaining, reset)
		header.Set("Date", date)
		header.Set("Retry-After", after)
		if read, ok := ratelimit.Read(header); read.Limit < 0 || read.Remaining < 0 || !ok && read != (ratelimit.Limit{}) {
			t.Fatalf("%+v, %v", read, ok)
		}
		if wait := ratelimit.Wait(&http.Response{StatusCode: status, Header: header}); wait < 0 {
			t.Fatalf("a wait of %s", wait)
		}
	})
}

// Each byte of a script is what happens next at a gate with three callers.
func FuzzGate(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3}, uint16(600), uint16(0), int16(55), 0.5)
	f.Add([]byte{0x81, 0x42, 0xff, 0, 0, 7}, uint16(1), uint16(1), int16(3300), 1.0)
	f.Add([]byte{9, 9, 9, 9, 9}, uint16(0), uint16(0), int16(-1), 0.01)
	f.Fuzz(func(t *testing.T, script []byte, limit, remaining uint16, reset int16, share float64) {
		if len(script) > 60 || !(share > 0 && share <= 1) {
			t.Skip()
		}
		const longest = 70 * time.Second
		synctest.Test(t, func(t *testing.T) {
			gate := ratelimit.New(share, longest)
			for caller := range 3 {
				go func() {
					for i, step := range script {
						if i%3 != caller {
							continue
						}
						start := time.Now()
						pass, err := gate.Enter(t.Context(), "users")
						if held := time.Since(start); held > longest {
							t.Errorf("held for %s", held)
						}
						if err != nil {
							if _, ok := errors.AsType[*ratelimit.HeldError](err); !ok {
								t.Error(err)
							}
							time.Sleep(time.Duration(step) * time.Second)
							continue
						}
						time.Sleep(time.Duration(step) * 10 * time.Millisecond)
						pass.Done(scripted(step, int(limit), int(remaining), int(reset)))
					}
				}()
			}
			synctest.Wait()
			time.Sleep(24 * time.Hour)
			if err := gate.Idle(); err != nil {
				t.Fatal(err)
			}
		})
	})
}

// scripted is an answer that depends on each bit of a step.
func scripted(step byte, limit, remaining, reset int) *http.Response {
	if step&0x0f == 0x0f {
		return nil
	}
	status := 200
	if step&1 != 0 {
		status = 429
	}
	if step&2 != 0 {
		remaining = int(step)
	}
	if step&4 != 0 {
		reset = int(step)
	}
	if step&8 != 0 {
		limit /= 2
	}
	date := time.Now().Add(time.Duration(int(step>>4)-8) * time.Second)
	return reply(status, date, limit, remaining, time.Now().Add(time.Duration(reset)*time.Second))
}
