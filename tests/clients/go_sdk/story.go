// Calls the SDK's methods by name, so that one table serves generations whose types differ: the
// arguments are decoded into the SDK's own types, and what is checked is what its models hold.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

// row is one call. In its texts $NAME stands for a value that an earlier call gave.
type row struct {
	in     string // the generation that has it; empty: all
	method string // of one of the SDK's interfaces; "=..." are steps of the program itself
	params string // JSON: members of the method's Params; "body" is the one with the request's body
	status int
	want   string // "path=value; ...": "a.0.b" goes into the answer, "a.#" is a length
	keep   string // "name=path; ...": values for later calls
}

type story struct {
	sdk    sdk
	orgd   *server
	client reflect.Value
	known  map[string]string
	called map[string]bool
}

func newStory(generation sdk, orgd *server) *story {
	return &story{sdk: generation, orgd: orgd, called: map[string]bool{}, known: map[string]string{
		"parent": orgd.made.OrgId, "owner": orgd.made.OwnerId, "url": orgd.url,
		"parent_public": orgd.made.PublicKey, "parent_private": orgd.made.PrivateKey,
		"nobody": strings.Repeat("0", 24),
	}}
}

func (s *story) use(public, private string) error {
	client, err := s.sdk.connect(s.orgd.url, public, private)
	s.client = reflect.ValueOf(client)
	return err
}

func (s *story) expand(text string) string {
	return os.Expand(text, func(name string) string {
		value, ok := s.known[name]
		if !ok {
			panic("no value for $" + name)
		}
		return value
	})
}

func (s *story) tell(r row) error {
	params := s.expand(r.params)
	switch r.method {
	case "=use":
		public, private, _ := strings.Cut(params, ":")
		return s.use(public, private)
	case "=login":
		return s.login(params)
	case "=revoke":
		return s.revoke(params)
	case "=accept":
		return s.orgd.accept(params)
	}
	method, ok := s.methods()[r.method]
	if !ok {
		return fmt.Errorf("%s has no such method", s.sdk.name)
	}
	s.called[r.method] = true
	arguments := newArguments(method)
	if err := fill(arguments, params); err != nil {
		return err
	}
	answer, response, err := s.execute(method, arguments)
	if response == nil {
		return fmt.Errorf("nothing was answered: %w", err)
	}
	if response.StatusCode != r.status {
		return fmt.Errorf("status %d, not %d: %s", response.StatusCode, r.status, show(answer))
	}
	if err != nil && r.status < 400 {
		return fmt.Errorf("not decoded: %w", err)
	}
	return s.check(r, answer)
}

func (s *story) check(r row, answer any) error {
	for _, pair := range pairs(s.expand(r.want)) {
		if found := at(answer, pair[0]); found != pair[1] {
			return fmt.Errorf("%s is %s, not %s, in %s", pair[0], found, pair[1], show(answer))
		}
	}
	for _, pair := range pairs(r.keep) {
		found := at(answer, pair[1])
		if found == "" || found == "absent" {
			return fmt.Errorf("no %s in %s", pair[1], show(answer))
		}
		s.known[pair[0]] = found
	}
	return nil
}

// methods has the SDK's methods that take Params, by name, of all its interfaces.
func (s *story) methods() map[string]reflect.Value {
	found := map[string]reflect.Value{}
	for i := 0; i < s.client.Elem().NumField(); i++ {
		field := s.client.Elem().Field(i)
		if !strings.HasSuffix(s.client.Elem().Type().Field(i).Name, "Api") {
			continue
		}
		for j := 0; j < field.NumMethod(); j++ {
			name, ok := strings.CutSuffix(field.Type().Method(j).Name, "WithParams")
			if ok {
				found[name] = field.Method(j)
			}
		}
	}
	return found
}

func newArguments(method reflect.Value) reflect.Value {
	return reflect.New(method.Type().In(1).Elem())
}

// execute gives the decoded answer, as JSON has it, or the decoded refusal.
func (s *story) execute(method, arguments reflect.Value) (any, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	request := method.Call([]reflect.Value{reflect.ValueOf(ctx), arguments})[0]
	results := request.MethodByName("Execute").Call(nil)
	last := len(results) - 1
	response, _ := results[last-1].Interface().(*http.Response)
	err, _ := results[last].Interface().(error)
	if err != nil {
		refusal, _ := s.sdk.refusal(err)
		return plain(refusal), response, err
	}
	if last < 2 {
		return nil, response, nil
	}
	return plain(results[0].Interface()), response, nil
}

// fill decodes strictly: a member that the SDK does not know is an error of the table.
func fill(arguments reflect.Value, text string) error {
	if text == "" {
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &members); err != nil {
		return err
	}
	for name, value := range members {
		if name == "body" {
			name = bodyOf(arguments.Elem().Type())
		}
		field := arguments.Elem().FieldByName(name)
		if !field.IsValid() {
			return fmt.Errorf("no argument %s in %s", name, arguments.Elem().Type())
		}
		decoder := json.NewDecoder(strings.NewReader(string(value)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(field.Addr().Interface()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// bodyOf names the member that has the request's body: the one that is a struct, or several.
func bodyOf(params reflect.Type) string {
	for i := 0; i < params.NumField(); i++ {
		inner := params.Field(i).Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeOf(time.Time{}) {
			return params.Field(i).Name
		}
	}
	return "body"
}

func plain(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	var result any
	if err := json.Unmarshal(text, &result); err != nil {
		panic(err)
	}
	return result
}

func show(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

func pairs(text string) (found [][2]string) {
	for _, part := range strings.Split(text, "; ") {
		if name, value, ok := strings.Cut(part, "="); ok {
			found = append(found, [2]string{name, value})
		}
	}
	return found
}

// at is the value at a path, without quotes when it is a string.
func at(value any, path string) string {
	for _, step := range strings.Split(path, ".") {
		list, isList := value.([]any)
		index, notNumber := strconv.Atoi(step)
		switch {
		case step == "" && path == "":
		case step == "#":
			value = len(list)
		case isList && notNumber == nil && index < len(list):
			value = list[index]
		default:
			members, _ := value.(map[string]any)
			inner, ok := members[step]
			if !ok {
				return "absent"
			}
			value = inner
		}
	}
	if text, ok := value.(string); ok {
		return text
	}
	return show(value)
}

// probe calls what the table leaves out. A method whose path orgd knows must be in the table.
func (s *story) probe() error {
	unknown, unsent, rows := 0, []string{}, []string{}
	for name, method := range s.methods() {
		if s.called[name] {
			continue
		}
		arguments := newArguments(method)
		for i := 0; i < arguments.Elem().NumField(); i++ {
			placeholder(arguments.Elem().Field(i))
		}
		answer, response, err := s.execute(method, arguments)
		switch {
		case response == nil:
			unsent = append(unsent, fmt.Sprintf("%s (%v)", name, err))
		case response.StatusCode == 405, at(answer, "errorCode") == "RESOURCE_NOT_FOUND":
			unknown++
		default:
			rows = append(rows, fmt.Sprintf("%s (%d %s)", name, response.StatusCode, show(answer)))
		}
	}
	sort.Strings(rows)
	if len(rows) > 0 || len(unsent) > 0 {
		return fmt.Errorf("served, but not in the table: %s; could not be sent: %s",
			strings.Join(rows, ", "), strings.Join(unsent, ", "))
	}
	fmt.Printf("Go SDK, %s: %d methods as documented, %d that orgd does not have\n", s.sdk.name,
		len(s.called), unknown)
	return nil
}

// placeholder gives each argument some value: the SDK sends nothing while a required one lacks.
func placeholder(field reflect.Value) {
	switch field.Kind() {
	case reflect.String:
		field.SetString(strings.Repeat("0", 24))
	case reflect.Int, reflect.Int64:
		field.SetInt(1)
	case reflect.Pointer:
		value := reflect.New(field.Type().Elem())
		if field.Type().Elem().Kind() == reflect.Interface {
			value.Elem().Set(reflect.ValueOf(map[string]string{}))
		}
		field.Set(value)
	}
}
