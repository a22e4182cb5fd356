package wrapper

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ranges"
)

// checkpoint is what is left of a walk over users, and what a program needs to go on with it. Its text is one line of
// JSON.
type checkpoint struct {
	Version      int       `json:"version"`
	Search       string    `json:"search,omitempty"`
	ChangedSince time.Time `json:"changedSince,omitzero"`
	Began        time.Time `json:"began,omitzero"`
	ranges.State
}

const checkpointVersion = 1

// String returns the text.
func (c checkpoint) String() string {
	text, err := json.Marshal(c)
	if err != nil {
		return "" // can't happen: only a time after the year 9999 has no text, and no answer or checkpoint has one
	}
	return string(text)
}

// parseCheckpoint reads the text.
func parseCheckpoint(text string) (checkpoint, error) {
	var c checkpoint
	var version struct{ Version int }
	if err := json.Unmarshal([]byte(text), &version); err != nil {
		return checkpoint{}, errors.New("is not what Checkpoint or SplitUsers gave: pass that unchanged")
	}
	if version.Version != checkpointVersion {
		return checkpoint{}, fmt.Errorf("has version %d, and this program knows version %d: walk anew, or with the program that it is of", version.Version, checkpointVersion)
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil || c.Ranges == nil {
		return checkpoint{}, errors.New("is damaged: pass what Checkpoint or SplitUsers gave, unchanged")
	}
	if err := ranges.Check(c.Ranges); err != nil {
		return checkpoint{}, fmt.Errorf("is damaged: %w", err)
	}
	return c, nil
}
