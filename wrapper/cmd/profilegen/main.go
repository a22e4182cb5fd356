// Profilegen writes a Go struct for the attributes that are an org's own, so that they are typed as the built-in ones
// are.
//
//	go run github.com/okta-userapi/userapi-go/wrapper/cmd/profilegen -schema schema.json -package people -out profile.gen.go
//
// The schema is a file with what getUserSchema answers or, without -schema, that of the org which the environment and
// okta.yaml configure, as package config reads them; -id names another than the default user type's. A go:generate line
// with it keeps the struct up to date. In the struct absent, null and set are told apart, integers are exact, and what
// is of another type than the schema says is kept as it came.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return
	}
	fmt.Fprintln(os.Stderr, "profilegen:", err)
	stop()
	os.Exit(1)
}

func run(ctx context.Context, args []string, out, usage io.Writer) error {
	flags := flag.NewFlagSet("profilegen", flag.ContinueOnError)
	flags.SetOutput(usage)
	file := flags.String("schema", "", "the `file` with the schema; without it, the schema is the org's")
	id := flags.String("id", "default", "the `id` of the org's schema")
	packageName := flags.String("package", "main", "the `name` of the struct's package")
	typeName := flags.String("type", "Profile", "the `name` of the struct")
	target := flags.String("out", "", "the `file` to write; without it, the standard output")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no flag: see -help", flags.Arg(0))
	}
	schema, err := readSchema(ctx, *file, *id)
	if err != nil {
		return err
	}
	code, err := generate(schema, *packageName, *typeName)
	if err != nil {
		return err
	}
	if *target == "" {
		_, err = out.Write(code)
		return err
	}
	return os.WriteFile(*target, code, 0o644) //nolint:gosec // source code, for everyone to read
}

// readSchema reads a schema from a file or, where none is named, from the org.
func readSchema(ctx context.Context, file, id string) (okta.UserSchema, error) {
	if file == "" {
		client, err := config.NewClient(config.Config{})
		if err != nil {
			return okta.UserSchema{}, fmt.Errorf("name a file with -schema, or configure the org: %w", err)
		}
		defer client.Close()
		return client.GetUserSchema(ctx, id)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return okta.UserSchema{}, fmt.Errorf("-schema: %w", err)
	}
	var schema okta.UserSchema
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&schema); err != nil {
		return okta.UserSchema{}, fmt.Errorf("-schema: %s: %w", file, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return okta.UserSchema{}, fmt.Errorf("-schema: %s: something follows the JSON object", file)
	}
	return schema, nil
}
