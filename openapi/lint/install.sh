#!/bin/sh
# Installs the tools of package.json into openapi/.cache/lint, which git and Go leave alone; a version that changes is fetched again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=$here/../.cache/lint

mkdir -p "$cache"
if ! cmp -s "$here/package-lock.json" "$cache/package-lock.json"; then
	cp "$here/package.json" "$here/package-lock.json" "$cache/"
	npm ci --prefix "$cache" --ignore-scripts --no-audit --no-fund --loglevel=error ||
		{ rm "$cache/package-lock.json"; exit 1; }
fi
