package oktatest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// otherMoves are those that no rule of an operation makes: how a user comes into being, and what people do.
var otherMoves = map[string][]string{
	"[*] --> STAGED":         {"createUser with activate=false"},
	"[*] --> PROVISIONED":    {"createUser"},
	"[*] --> ACTIVE":         {"createUser with a password"},
	"PROVISIONED --> ACTIVE": {"the link that was mailed"},
	"RECOVERY --> ACTIVE":    {"the link that was mailed"},
	"ACTIVE --> LOCKED_OUT":  {"failed sign-ins"},
}

// LifecycleDiagram is a user's life as a state diagram in Mermaid, drawn from the rules that an Org follows. An
// operation that every status but its outcome allows starts at "any other status".
func LifecycleDiagram() string {
	ends := maps.Clone(otherMoves) // what leads from one status to another
	for _, operation := range slices.Sorted(maps.Keys(lifecycle)) {
		moves := lifecycle[operation].moves
		sources := make(map[gen.UserStatus][]string)
		for from, to := range moves {
			if to == deleted {
				ends["DEPROVISIONED --> [*]"] = []string{operation}
			} else if to != same {
				sources[to] = append(sources[to], string(from))
			}
		}
		for to, from := range sources {
			if len(from) == len(everyStatus(to))-1 && !slices.Contains(from, string(to)) {
				from = []string{"other"}
			}
			outcomes := []gen.UserStatus{to}
			if to == activated {
				outcomes = []gen.UserStatus{active, provisioned}
			}
			for _, to := range outcomes {
				for _, from := range from {
					if from != string(to) {
						edge := fmt.Sprintf("%s --> %s", from, to)
						ends[edge] = append(ends[edge], operation)
					}
				}
			}
		}
	}
	var lines []string
	for _, edge := range slices.Sorted(maps.Keys(ends)) {
		lines = append(lines, edge+": "+strings.Join(ends[edge], ", "))
	}
	return "stateDiagram-v2\n    state \"any other status\" as other\n    " + strings.Join(lines, "\n    ") + "\n"
}
