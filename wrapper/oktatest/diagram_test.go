package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestTheDiagramShowsALife(t *testing.T) {
	t.Parallel()
	diagram := oktatest.LifecycleDiagram()
	for _, line := range []string{
		"stateDiagram-v2\n",
		"\n    [*] --> STAGED: createUser with activate=false\n",
		"\n    STAGED --> ACTIVE: activateUser\n",
		"\n    STAGED --> PROVISIONED: activateUser\n",
		"\n    RECOVERY --> ACTIVE: the link that was mailed, changePassword\n",
		"\n    other --> DEPROVISIONED: deactivateOrDeleteUser, deactivateUser\n",
		"\n    DEPROVISIONED --> [*]: deactivateOrDeleteUser\n",
	} {
		assert.Contains(t, diagram, line)
	}
	assert.NotContains(t, diagram, "DEPROVISIONED --> DEPROVISIONED")
	assert.Equal(t, diagram, oktatest.LifecycleDiagram(), "drawn twice")
}
