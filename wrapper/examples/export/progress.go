package main

import (
	"fmt"
	"os"
	"time"

	"github.com/cheggaaa/pb/v3"
	"github.com/mattn/go-isatty"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// progressLine is a line on a terminal that shows how far a walk is. Elsewhere, such as in a log, there is none.
type progressLine struct{ bar *pb.ProgressBar }

func newProgressLine(out *os.File) progressLine {
	if !isatty.IsTerminal(out.Fd()) {
		return progressLine{}
	}
	const whole = 1000
	bar := pb.ProgressBarTemplate(`{{bar .}} {{percent .}} {{etime .}} {{string . "walk"}}`).New(whole)
	return progressLine{bar.SetWriter(out).Start()}
}

func (l progressLine) show(p okta.WalkProgress) {
	if l.bar == nil {
		return
	}
	l.bar.SetCurrent(int64(p.Share*float64(l.bar.Total()))).Set("walk", summary(p))
}

func (l progressLine) finish() {
	if l.bar != nil {
		l.bar.Finish()
	}
}

// summary says in a few words what a walk has done, how fast it is, and what the org's rate limit has left for it.
func summary(p okta.WalkProgress) string {
	text := fmt.Sprintf("%d users, %.0f a second, %d of %d ranges done", p.Users, p.UsersPerSecond, p.RangesDone, p.RangesDone+p.RangesOpen)
	if limit := p.RateLimit; limit.Limit > 0 {
		text += fmt.Sprintf(", %d of %d requests left until %s", limit.Remaining, limit.Limit, limit.Reset.Format(time.TimeOnly))
	}
	return text
}
