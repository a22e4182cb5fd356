#!/bin/sh
# Checks the contract, or a copy that is named, with four readers: kin-openapi, Redocly CLI, Spectral by its rules of style and by those of
# OWASP, and openapi-generator. A warning is a failure. Needs Go, Node.js with npm, and Java with Maven.
#
#   openapi/lint/lint.sh [document]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
document=$(realpath "${1:-$root/openapi/okta-users.yaml}")
cache=$root/openapi/.cache
generator=7.25.0

for tool in go node npm java mvn; do
	command -v "$tool" >/dev/null || { echo "lint-contract: $tool is missing" >&2; exit 1; }
done

"$here/install.sh"
jar=$cache/openapi-generator-cli-$generator.jar
if [ ! -f "$jar" ]; then
	mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
		-Dartifact=org.openapitools:openapi-generator-cli:$generator -DoutputDirectory="$cache"
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
names=

# run NAME COMMAND... starts a reader beside the others.
run() {
	name=$1
	shift
	names="$names $name"
	{ "$@" >"$out/$name" 2>&1 && echo ok >"$out/$name.status"; } &
}

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
cd "$root"
run kin-openapi go run ./openapi/internal/tool validate "$document"
run redocly "$cache/lint/node_modules/.bin/redocly" lint --config "$here/redocly.yaml" "$document"
run spectral "$cache/lint/node_modules/.bin/spectral" lint --ruleset "$here/spectral.yaml" --fail-severity hint "$document"
run owasp "$cache/lint/node_modules/.bin/spectral" lint --ruleset "$here/owasp.yaml" --fail-severity hint "$document"
run openapi-generator java -jar "$jar" validate --recommend --input-spec "$document"

wait

# What a reader says is shown where it fails; a word of warning is a failure too.
failed=
for name in $names; do
	if [ -f "$out/$name.status" ] && ! grep -qiE '^ *warnings?:|[1-9][0-9]* warning' "$out/$name"; then
		echo "ok    $name"
	else
		cat "$out/$name"
		echo "FAIL  $name"
		failed="$failed $name"
	fi
done

[ -z "$failed" ] || { echo "lint-contract: failed:$failed" >&2; exit 1; }
