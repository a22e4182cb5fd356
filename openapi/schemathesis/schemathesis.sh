#!/usr/bin/env bash
# Sends an org in memory, which is the program of `make serve`, what schemathesis makes of the contract, and holds the answers
# against it: statuses, headers, bodies, methods, and that nothing is left of a user that was deleted. Needs Go and Python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=$root/openapi/.cache/schemathesis

for tool in go python3; do
	command -v "$tool" >/dev/null || { echo "schemathesis: $tool is missing" >&2; exit 1; }
done

# Installed once; a version that changes is installed again.
if ! cmp -s "$here/requirements.txt" "$cache/requirements.txt"; then
	python3 -m venv --clear "$cache"
	"$cache/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
	cp "$here/requirements.txt" "$cache/"
fi

cd "$root"
go build -o "$cache/oktatest" ./wrapper/oktatest/cmd/oktatest
export OKTA_CLIENT_TOKEN=schemathesis PYTHONDONTWRITEBYTECODE=1
exec 3< <(exec "$cache/oktatest" -addr 127.0.0.1:0 -token "$OKTA_CLIENT_TOKEN")
trap 'kill $!' EXIT
while read -r label OKTA_CLIENT_ORGURL <&3 && [ "$label" != URL: ]; do :; done
export OKTA_CLIENT_ORGURL

cd "$cache"
PYTHONPATH=$here bin/schemathesis --config-file "$here/schemathesis.toml" run "$root/openapi/okta-users.yaml" "$@"
