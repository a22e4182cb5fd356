package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// mutant is a file in which one stretch of the source is replaced.
type mutant struct {
	pkg        *goPackage
	file       string // from the top of the module
	path       string
	line       int
	source     []byte
	start, end int // of what is replaced
	by         string
}

func (m mutant) position() string { return fmt.Sprintf("%s:%d", m.file, m.line) }

// at reports whether m is at a position: a file, or a file and a line.
func (m mutant) at(position string) bool { return position == m.file || position == m.position() }

// String is the change on one line.
func (m mutant) String() string {
	by := oneLine(m.by)
	if by == "" {
		by = "nothing"
	}
	return oneLine(string(m.source[m.start:m.end])) + "  →  " + by
}

func oneLine(code string) string {
	const most = 90
	line := []rune(strings.Join(strings.Fields(code), " "))
	if len(line) > most {
		return string(line[:most]) + "…"
	}
	return string(line)
}

func (m mutant) mutated() []byte {
	return slices.Concat(m.source[:m.start], []byte(m.by), m.source[m.end:])
}

// shuffle puts mutants in an order that depends on the seed and, for each, on its own change and lines only.
func shuffle(mutants []mutant, seed uint64) {
	type ranked struct {
		mutant
		rank [sha256.Size]byte
	}
	all := make([]ranked, len(mutants))
	for i, m := range mutants {
		first := bytes.LastIndexByte(m.source[:m.start], '\n') + 1
		text := fmt.Sprintf("%s\n%d\n%s\n%s", m.file, m.start-first, m.source[first:m.end], m.by)
		all[i] = ranked{m, sha256.Sum256(binary.BigEndian.AppendUint64([]byte(text), seed))}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return bytes.Compare(a.rank[:], b.rank[:]) })
	for i := range all {
		mutants[i] = all[i].mutant
	}
}

// swapped are the operators that stand for one another. The boundaries are moved, conditions are negated elsewhere.
var swapped = map[token.Token]string{
	token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">",
	token.EQL: "!=", token.NEQ: "==",
	token.LAND: "||", token.LOR: "&&",
	token.ADD: "-", token.SUB: "+", token.MUL: "/", token.QUO: "*",
}

// find returns the mutants of a file.
func find(name string, source []byte) ([]mutant, error) {
	f := finder{source: source, files: token.NewFileSet()}
	file, err := parser.ParseFile(f.files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.PreorderStack(file, nil, func(node ast.Node, above []ast.Node) bool {
		f.visit(node, above)
		return true
	})
	return f.found, nil
}

type finder struct {
	source []byte
	files  *token.FileSet
	found  []mutant
}

func (f *finder) visit(node ast.Node, above []ast.Node) {
	switch n := node.(type) {
	case *ast.IfStmt:
		if equality, ok := n.Cond.(*ast.BinaryExpr); !ok || equality.Op != token.EQL && equality.Op != token.NEQ {
			f.replace(n.Cond.Pos(), n.Cond.End(), "!("+f.text(n.Cond)+")")
		}
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.BasicLit:
		if number, err := strconv.ParseInt(n.Value, 0, 64); n.Kind == token.INT && err == nil {
			f.replace(n.Pos(), n.End(), strconv.FormatInt(number+1, 10))
		}
	case *ast.CompositeLit:
		for i, element := range n.Elts {
			if _, keyed := element.(*ast.KeyValueExpr); keyed {
				f.dropElement(n.Elts, i, n.Rbrace)
			}
		}
	case *ast.ReturnStmt:
		f.zeroResults(n, above)
		f.dropStatement(n, above)
	case *ast.AssignStmt:
		f.dropAssignment(n)
	case *ast.ExprStmt, *ast.DeferStmt, *ast.GoStmt, *ast.SendStmt, *ast.BranchStmt, *ast.IncDecStmt:
		f.dropStatement(n, above)
	case *ast.CaseClause:
		f.replace(n.Pos(), n.End(), "")
		if len(n.List) > 1 {
			for i := range n.List {
				f.dropElement(n.List, i, n.Colon)
			}
		}
	case *ast.CommClause:
		f.replace(n.Pos(), n.End(), "")
	}
}

// binary changes an operator, and drops each operand of a logical one.
func (f *finder) binary(n *ast.BinaryExpr) {
	operator, ok := swapped[n.Op]
	if !ok || isText(n.X) || isText(n.Y) {
		return
	}
	f.replace(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), operator)
	if n.Op == token.LAND || n.Op == token.LOR {
		f.replace(n.Pos(), n.Y.Pos(), "")
		f.replace(n.X.End(), n.End(), "")
	}
}

// isText reports whether an operand of + is a string for certain, which has no other operator.
func isText(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BasicLit:
		return x.Kind == token.STRING
	case *ast.BinaryExpr:
		return x.Op == token.ADD && (isText(x.X) || isText(x.Y))
	}
	return false
}

// zeroResults returns the zero value in place of each result; in place of a truth value that is written out, the other.
func (f *finder) zeroResults(n *ast.ReturnStmt, above []ast.Node) {
	types := resultTypes(above)
	if len(types) != len(n.Results) {
		return
	}
	for i, result := range n.Results {
		zero := "*new(" + f.text(types[i]) + ")"
		switch f.text(result) {
		case "false":
			zero = "true"
		case "nil", "0", `""`:
			continue
		}
		f.replace(result.Pos(), result.End(), zero)
	}
}

// resultTypes has the type of each result of the innermost function.
func resultTypes(above []ast.Node) []ast.Expr {
	var results *ast.FieldList
search:
	for _, node := range slices.Backward(above) {
		switch function := node.(type) {
		case *ast.FuncDecl:
			results = function.Type.Results
			break search
		case *ast.FuncLit:
			results = function.Type.Results
			break search
		}
	}
	if results == nil {
		return nil
	}
	var types []ast.Expr
	for _, field := range results.List {
		types = append(types, slices.Repeat([]ast.Expr{field.Type}, max(1, len(field.Names)))...)
	}
	return types
}

// dropAssignment keeps the right side, so that what it names is still used.
func (f *finder) dropAssignment(n *ast.AssignStmt) {
	if n.Tok == token.DEFINE {
		return
	}
	blank := strings.Repeat("_, ", len(n.Lhs)-1) + "_"
	left := string(f.source[f.offset(n.Pos()):f.offset(n.Lhs[len(n.Lhs)-1].End())])
	switch {
	case left == blank:
		return
	case len(n.Rhs) == 1 && f.text(n.Rhs[0]) == "nil":
		f.replace(n.Pos(), n.End(), "")
	default:
		f.replace(n.Pos(), n.Rhs[0].Pos(), blank+" = ")
	}
}

// dropStatement removes a statement of a block. The last return of a function has to stay.
func (f *finder) dropStatement(n ast.Node, above []ast.Node) {
	switch parent := above[len(above)-1].(type) {
	case *ast.BlockStmt, *ast.CaseClause:
	case *ast.CommClause:
		if n == parent.Comm {
			return
		}
	default:
		return
	}
	if _, returns := n.(*ast.ReturnStmt); returns {
		switch above[len(above)-2].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return
		}
	}
	f.replace(n.Pos(), n.End(), "")
}

// dropElement removes an element of a list that ends at end.
func (f *finder) dropElement(list []ast.Expr, i int, end token.Pos) {
	switch {
	case i+1 < len(list):
		f.replace(list[i].Pos(), list[i+1].Pos(), "")
	case i > 0:
		f.replace(list[i-1].End(), list[i].End(), "")
	default:
		f.replace(list[i].Pos(), end, "")
	}
}

func (f *finder) replace(start, end token.Pos, by string) {
	f.found = append(f.found, mutant{
		line: f.files.Position(start).Line, source: f.source, start: f.offset(start), end: f.offset(end), by: by,
	})
}

func (f *finder) text(n ast.Node) string {
	return string(f.source[f.offset(n.Pos()):f.offset(n.End())])
}

func (f *finder) offset(p token.Pos) int { return f.files.Position(p).Offset }
