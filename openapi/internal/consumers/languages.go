package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A language is a folder of openapi/consumers, and what to do in it.
type language struct {
	name   string
	folder string
	tools  []string
	pins   []pin
	build  [][]string // installs what it needs, generates the client, compiles or type-checks it with the scenario
	run    []string
}

// A pin is a generator, and the file of the folder that says its version, which the pattern finds.
type pin struct{ generator, file, pattern string }

var languages = []language{
	{
		name:   "TypeScript",
		folder: "typescript",
		tools:  []string{"node", "npm"},
		pins: []pin{
			{"openapi-typescript", "package.json", `"openapi-typescript": "(.+)"`},
			{"openapi-fetch", "package.json", `"openapi-fetch": "(.+)"`},
		},
		build: [][]string{
			{"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"},
			{"npm", "run", "generate"},
			{"npm", "run", "build"},
		},
		run: []string{"npm", "start"},
	},
	{
		name:   "Python",
		folder: "python",
		tools:  []string{"python3"},
		pins:   []pin{{"openapi-python-client", "requirements.txt", `openapi-python-client==(.+)`}},
		build: [][]string{
			{"python3", "-m", "venv", ".venv"},
			{".venv/bin/pip", "install", "--quiet", "--requirement", "requirements.txt"},
			{".venv/bin/openapi-python-client", "generate", "--path", "../../okta-users.yaml", "--output-path", "okta_users",
				"--meta", "none", "--config", "generator.yaml", "--overwrite", "--fail-on-warning"},
			{".venv/bin/mypy", "--strict", "scenario.py"},
		},
		run: []string{".venv/bin/python", "scenario.py"},
	},
	{
		name:   "Java",
		folder: "java",
		tools:  []string{"java", "mvn"},
		pins:   []pin{{"openapi-generator (java, native)", "pom.xml", `<openapi-generator.version>(.+)</`}},
		build:  [][]string{{"mvn", "--batch-mode", "--quiet", "compile"}},
		run:    []string{"java", "-cp", "target/classes" + string(filepath.ListSeparator) + "target/lib/*", "org.example.Scenario"},
	},
	{
		name:   "Kotlin",
		folder: "kotlin",
		tools:  []string{"java", "mvn"},
		pins: []pin{
			{"openapi-generator (kotlin, jvm-okhttp4)", "pom.xml", `<openapi-generator.version>(.+)</`},
			{"kotlin", "pom.xml", `<kotlin.version>(.+)</`},
		},
		build: [][]string{{"mvn", "--batch-mode", "--quiet", "compile"}},
		run:   []string{"java", "-cp", "target/classes" + string(filepath.ListSeparator) + "target/lib/*", "org.example.ScenarioKt"},
	},
	{
		name:   "PHP",
		folder: "php",
		tools:  []string{"java", "mvn", "php"},
		pins:   []pin{{"openapi-generator (php)", "pom.xml", `<openapi-generator.version>(.+)</`}},
		build: [][]string{
			{"mvn", "--batch-mode", "--quiet", "generate-sources"},
			// php checks one file a run.
			{"sh", "-c", "find scenario.php generated/lib -name '*.php' -print0 | xargs -0 -n 1 php -l"},
		},
		run: []string{"php", "scenario.php"},
	},
	{
		name:   "Rust",
		folder: "rust",
		tools:  []string{"cargo"},
		pins:   []pin{{"progenitor", "Cargo.toml", `progenitor = "=(.+)"`}},
		build:  [][]string{{"cargo", "build", "--quiet", "--locked"}},
		run:    []string{"cargo", "run", "--quiet", "--locked"},
	},
}

// generators are the language's generators and their versions.
func (l language) generators(folder string) (string, error) {
	var found []string
	for _, p := range l.pins {
		source, err := os.ReadFile(filepath.Join(folder, p.file))
		if err != nil {
			return "", err
		}
		match := regexp.MustCompile(p.pattern).FindSubmatch(source)
		if match == nil {
			return "", fmt.Errorf("%s does not pin %s", p.file, p.generator)
		}
		found = append(found, p.generator+" "+string(match[1]))
	}
	return strings.Join(found, ", "), nil
}
