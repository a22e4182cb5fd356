# Every target needs Go; those that need more say so. CI calls these targets and has no logic of its own.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# Modules of their own, so that what they require reaches nobody who imports the library.
MODULES := wrapper/bench wrapper/examples/export wrapper/examples/otel wrapper/examples/workers wrapper/internal/faulttest wrapper/oktatest/browsertest

# The race detector needs a C compiler.
RACE := $(shell command -v "$$(go env CC)" >/dev/null 2>&1 && echo -race)

# A number of inputs, not a time: Go 1.26 may report the end of a time as a failure (go.dev/issue/75804).
FUZZTIME ?= 50000x

# What mutate changes: the library, not the org in memory.
MUTATED := ./gen ./gen/internal/runtime ./wrapper ./wrapper/config ./wrapper/oauth ./wrapper/internal/orgurl ./wrapper/internal/printable \
	./wrapper/internal/ratelimit ./wrapper/internal/sendonce ./wrapper/internal/token ./wrapper/internal/transport

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## walk a user through a whole life, on the embedded org or on the one in OKTA_CLIENT_ORGURL
	@go run ./wrapper/examples/quickstart

.PHONY: serve
serve: ## serve an org in memory, for any language: make serve ARGS="-addr 127.0.0.1:8080 -users 450"
	@go build -o bin/oktatest ./wrapper/oktatest/cmd/oktatest
	@exec bin/oktatest $(ARGS) # go run would end with status 1 at Ctrl-C

.PHONY: test
test: ## run all tests, with the race detector
	@test -n "$(RACE)" || test -z "$$CI" || { echo "make test: in CI the race detector has to run: install a C compiler" >&2; exit 1; }
	@test -n "$(RACE)" || echo "make test: there is no C compiler, so the race detector is off"
	go test $(RACE) $(TESTFLAGS) ./...

.PHONY: test-modules
test-modules: ## test the modules beside the main one: the fault proxy, the benchmarks' contestants, and the examples that need other libraries; needs PostgreSQL's server
	@for module in $(filter-out %/browsertest,$(MODULES)); do echo "$$module" && (cd "$$module" && go generate ./... && go vet ./... && go test $(TESTFLAGS) ./...) || exit 1; done

.PHONY: test-toolchains
test-toolchains: ## test decoding and the client with the JSON of Go 1.27, and with that of Go 1.26's experiment
	GOEXPERIMENT=jsonv2 go test $(TESTFLAGS) ./gen/... ./wrapper ./wrapper/config ./wrapper/oauth ./wrapper/oktatest
	GOTOOLCHAIN=go1.27.3 go test $(TESTFLAGS) ./gen/... ./wrapper ./wrapper/config ./wrapper/oauth ./wrapper/oktatest

.PHONY: test-platforms
test-platforms: ## test with an int of 32 bits, vet for other systems, build the library for WebAssembly; needs Linux on amd64
	GOOS=linux GOARCH=386 go test $(TESTFLAGS) ./gen/... ./wrapper/...
	@for platform in windows/amd64 darwin/arm64 freebsd/amd64 linux/arm linux/arm64; do \
		echo "go vet for $$platform" && GOOS=$${platform%/*} GOARCH=$${platform#*/} go vet ./gen/... ./wrapper/... || exit 1; done
	@for system in js wasip1; do \
		echo "go build for $$system/wasm" && GOOS=$$system GOARCH=wasm go build ./gen ./wrapper ./wrapper/oauth ./wrapper/config || exit 1; done

.PHONY: fuzz
fuzz: ## fuzz each parser for FUZZTIME: 50000x inputs, or a time such as 1m
	@grep -rHoE --include='*_test.go' '^func Fuzz[A-Za-z]+' gen wrapper | sed 's|/[^/]*:func | |' | while read -r folder name; do \
		out=$$(go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1000x "./$$folder" 2>&1) || { echo "$$out"; exit 1; }; \
		echo "$$folder $$name: $$(echo "$$out" | grep execs: | tail -n 1)"; done

.PHONY: browser-test
browser-test: ## send an operation from the org's reference page in a real browser; needs Chromium
	cd wrapper/oktatest/browsertest && go test -tags browser -count=1 $(TESTFLAGS) ./...

.PHONY: mutate
mutate: ## change the code in 200 small ways and list those that no test notices, in about 20 minutes: make mutate MUTATED=./wrapper/oauth MUTATEFLAGS="-n 50 -seed 2"
	@go run ./wrapper/internal/mutate $(MUTATEFLAGS) $(MUTATED)

.PHONY: lint
lint: ## check the code's style and its usual mistakes
	go vet ./...
	go run $(GOLANGCI_LINT) run ./...

.PHONY: vuln
vuln: ## look for known vulnerabilities in what the code calls; without their database (vuln.go.dev) it says so, and fails in CI
	@out=$$(go run $(GOVULNCHECK) ./... 2>&1) && echo "$$out" && exit; echo "$$out" >&2; \
	case "$$out" in *"fetching vulnerabilities: "*) ;; *) exit 1 ;; esac; \
	echo "make vuln: nothing was checked: the database of vulnerabilities can't be reached" >&2; test -z "$$CI"

.PHONY: lint-contract
lint-contract: ## check the contract with four readers; needs Node.js with npm, and Java with Maven
	@openapi/lint/lint.sh

.PHONY: test-contract
test-contract: ## prove that mistakes in the contract are caught, each by name, and that README's install works; needs what lint-contract needs, and git
	go test -tags contract -timeout 30m $(TESTFLAGS) -run 'TestMistakes|TestAnnounced|TestRegeneration|TestInstall' ./openapi

.PHONY: schemathesis
schemathesis: ## send an org in memory some thousand requests made of the contract, and check its answers; needs Python
	@openapi/schemathesis/schemathesis.sh

.PHONY: contract
contract: ## generate a client in each other language and run a scenario with it; needs Node.js, Python, Java with Maven, PHP with Guzzle, and Rust
	@go run ./openapi/internal/consumers

.PHONY: sdks
sdks: ## run the tests of Okta's own SDKs against an org in memory; needs Python, and Node.js with npm
	@go run ./openapi/internal/sdks

.PHONY: package
package: ## write dist/: the contract in YAML, JSON, 3.1, as a page, and for npm and Python; needs Node.js with npm, and Python
	@go run ./openapi/internal/packaging $(PACKAGEFLAGS)

.PHONY: package-binaries
package-binaries: ## write dist/ with the org's program for Linux, macOS and Windows, too
	@go run ./openapi/internal/packaging -binaries $(PACKAGEFLAGS)

.PHONY: test-package
test-package: ## install what package makes in empty projects and generate clients from it; needs what package and lint-contract need, and Chromium
	go test -tags packaging -count=1 -timeout 20m $(TESTFLAGS) ./openapi/internal/packaging

.PHONY: generate
generate: ## rebuild what is made from the contract
	go generate ./...
	go run ./openapi/internal/docs .

.PHONY: docs
docs: ## rebuild the reference in api/ and the table in README.md from the contract
	go run ./openapi/internal/docs .

.PHONY: check-generated
check-generated: ## fail where what is committed is not what the contract gives
	@committed=$$(mktemp -d) && trap 'rm -rf "$$committed"' EXIT && cp -R gen api wrapper/models.gen.go README.md "$$committed" && $(MAKE) -s generate && \
	diff -r "$$committed/gen" gen && diff -r "$$committed/api" api && diff "$$committed/models.gen.go" wrapper/models.gen.go && \
	diff "$$committed/README.md" README.md || { \
		echo "make check-generated: gen/, api/, wrapper/models.gen.go and README.md were not what openapi/, oapi-codegen.yaml and gen/templates/ give; they are now: commit them" >&2; exit 1; }

.PHONY: check-breaking
check-breaking: ## fail where contract or Go API break their users without saying so
	@go run ./openapi/internal/breaking

.PHONY: bench
bench: ## measure the library beside the floor and other clients, in about half an hour; writes wrapper/bench/RESULTS.md
	cd wrapper/bench && go test -count=1 . && go run . $(BENCHFLAGS)

.PHONY: bench-micro
bench-micro: ## measure the pieces, for benchstat
	go test -run '^$$' -bench . -benchmem -count 6 ./gen ./wrapper ./wrapper/oktatest

.PHONY: cover
cover: ## measure what the tests cover, generated code left out
	go test -coverprofile=coverage.out -coverpkg=./wrapper/...,./gen/...,./openapi/... ./...
	@grep -v '\.gen\.go:' coverage.out > coverage.tmp && mv coverage.tmp coverage.out
	@go tool cover -func=coverage.out | tail -n 1
