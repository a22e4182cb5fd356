# Every target needs Go; those that need more say so. CI calls these targets and has no logic of its own.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# The race detector needs a C compiler.
RACE := $(shell command -v "$$(go env CC)" >/dev/null 2>&1 && echo -race)

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## walk a user through a whole life, on the embedded org or on the one in OKTA_CLIENT_ORGURL
	@go run ./wrapper/examples/quickstart

.PHONY: test
test: ## run all tests, with the race detector
	@test -n "$(RACE)" || test -z "$$CI" || { echo "make test: in CI the race detector has to run: install a C compiler" >&2; exit 1; }
	@test -n "$(RACE)" || echo "make test: there is no C compiler, so the race detector is off"
	go test $(RACE) $(TESTFLAGS) ./...

.PHONY: lint
lint: ## check the code's style and its usual mistakes
	go vet ./...
	go run $(GOLANGCI_LINT) run ./...

.PHONY: generate
generate: ## rebuild what is made from the contract
	go generate ./...

.PHONY: check-generated
check-generated: ## fail where what is committed is not what the contract gives
	@committed=$$(mktemp -d) && trap 'rm -rf "$$committed"' EXIT && cp -R gen "$$committed" && go generate ./... && \
	diff -r "$$committed/gen" gen || { \
		echo "make check-generated: gen/ was not what openapi/, oapi-codegen.yaml and gen/templates/ give; it is now: commit it" >&2; exit 1; }

.PHONY: cover
cover: ## measure what the tests cover, generated code left out
	go test -coverprofile=coverage.out -coverpkg=./wrapper/...,./gen/...,./openapi/... ./...
	@grep -v '\.gen\.go:' coverage.out > coverage.tmp && mv coverage.tmp coverage.out
	@go tool cover -func=coverage.out | tail -n 1
