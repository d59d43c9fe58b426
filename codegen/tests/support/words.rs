//! A spec out of the words that generated code is made of: in goes the source of emitters and macros, out comes a
//! description in which each of them is a field, an argument, a value on which rules hang, and a type of every kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use heck::{ToPascalCase, ToSnakeCase};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

use super::{Files, root, sources};

/// Types by their name, in a file for each kind.
type Types = BTreeMap<&'static str, Vec<String>>;

/// The description. What is refused as the name of a type, by a diagnostic about just that, is left out.
pub(crate) fn spec() -> Files {
    let found = found();
    // Of those that become one name, one.
    let names = found.iter().map(|word| (word.to_snake_case(), word.clone()));
    let words: Vec<String> = names.collect::<BTreeMap<_, _>>().into_values().collect();
    // The modules of markers are made of names of enums.
    let all = pascal(words.iter());
    let types = pascal(found.iter().filter(|word| is_type(word)));
    let kinds = ["answer", "count", "sid", "text", "thing"].map(|kind| (kind, types.clone()));
    let mut types: Types = kinds.into_iter().chain([("choice", all)]).collect();
    loop {
        let files = files(&words, &types);
        let sources = sources(&files);
        let Err(found) = flex_codegen::generate(&sources) else { return files };
        for diagnostic in found.iter() {
            let (file, line, _) = diagnostic.position(&sources);
            assert_eq!(diagnostic.code().to_string(), "FG0403", "{file}: {}", diagnostic.message());
            let text = String::from_utf8(files[&file].clone()).unwrap();
            let word = text.lines().nth(line - 1).unwrap().split('"').nth(1).unwrap();
            let of_kind = types.get_mut(file.trim_end_matches(".yaml")).unwrap();
            let before = of_kind.len();
            of_kind.retain(|name| name != word);
            assert!(of_kind.len() < before, "{file}: {}", diagnostic.message());
        }
    }
}

/// Words as names of types. `Self` becomes another one.
fn pascal<'w>(words: impl Iterator<Item = &'w String>) -> Vec<String> {
    let names: BTreeSet<String> = words.map(|word| word.to_pascal_case()).collect();
    names.into_iter().filter(|name| name != "Self").collect()
}

fn is_type(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Every word.
fn found() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(&root().join("codegen/runtime/src"), &mut found);
    // Methods of macros are none of a builder, but what they call by its name stands where the types stand.
    found.retain(|word| is_type(word));
    collect(&root().join("codegen/src/emit"), &mut found);
    // What emitters put together, and what could be taken for it.
    found.extend(["A", "L", "SetA", "Slot", "line1", "line_1", "with_state"].map(str::to_owned));
    found.retain(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    found
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            let tokens: TokenStream = fs::read_to_string(&path).unwrap().parse().unwrap();
            generated(tokens, found);
        }
    }
}

/// The words of `quote!` and of macros.
fn generated(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.to_string() == word);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if at > 1 && is(at - 1, "!") && is(at - 2, "quote") => {
                idents(group.stream(), found);
            }
            TokenTree::Group(group) if at > 2 && is(at - 2, "!") && is(at - 3, "macro_rules") => {
                idents(group.stream(), found);
            }
            TokenTree::Group(group) => generated(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Every word of some code, but for what stands for something else.
fn idents(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut stands_for = false;
    for token in tokens {
        match &token {
            TokenTree::Group(group) => idents(group.stream(), found),
            TokenTree::Ident(word) if !stands_for => _ = found.insert(word.to_string()),
            _ => {}
        }
        stands_for = matches!(&token, TokenTree::Punct(mark) if matches!(mark.as_char(), '#' | '$' | '\''));
    }
}

fn files(words: &[String], types: &Types) -> Files {
    let mut paths = Map::new();
    let mut add = |id: String, operation: Value| {
        let arguments = operation["parameters"].as_array().into_iter().flatten();
        let steps = arguments.filter(|argument| argument["in"] == "path");
        let steps = steps.map(|step| format!("/{{{}}}", step["name"].as_str().unwrap())).collect::<String>();
        let mut operation = operation;
        operation["operationId"] = id.as_str().into();
        paths.insert(format!("/{id}{steps}"), json!({ "post": operation }));
    };
    // The builder of a request, and that of an object inside of one, which takes other members, too.
    let mut inner = Map::new();
    for (at, words) in words.chunks(30).enumerate() {
        let mut fields = object(words, |_| json!({ "type": "string" }), &pairs(words));
        add(format!("MakeForm{at}"), body(FORM, fields.clone()));
        fields["additionalProperties"] = true.into();
        let name = format!("Inner{at}");
        let reference = |_: &str| json!({ "$ref": format!("inner.yaml#/components/schemas/{name}") });
        add(
            format!("MakeJson{at}"),
            body("application/json", object(&["Object".to_owned()], reference, &[])),
        );
        inner.insert(name.clone(), fields);
    }
    for (at, words) in words.chunks(5).enumerate() {
        add(format!("MakePath{at}"), arguments(words));
    }
    add("MakeEverything".to_owned(), chosen(&values(words), &types["sid"]));
    let everything = json!({ "type": "string", "enum": values(words) });
    let everything = Map::from_iter([("Everything".to_owned(), everything)]);
    let mut schemas = BTreeMap::from([("everything", everything), ("inner", inner)]);
    for (kind, words) in types {
        schemas.insert(kind, words.iter().map(|word| (word.clone(), schema(kind))).collect());
        let reference = |word: &str| json!({ "$ref": format!("{kind}.yaml#/components/schemas/{word}") });
        if *kind == "answer" {
            for word in words {
                add(format!("Get{word}Answer"), answer(reference(word)));
            }
            continue;
        }
        for (at, words) in words.chunks(10).enumerate() {
            add(
                format!("Make{}{at}", kind.to_pascal_case()),
                body(FORM, object(words, reference, &rules(kind, words))),
            );
        }
    }
    written(paths, schemas)
}

/// The words that can be the name of a marker: the module of the markers has two names of its own, and an example ends in
/// `Ok(())`.
fn values(words: &[String]) -> Vec<String> {
    let values: BTreeSet<String> = words.iter().map(|word| word.to_pascal_case()).collect();
    values.into_iter().filter(|word| !["Marker", "NotChosen", "Ok"].contains(&word.as_str())).collect()
}

/// A request with a rule that hangs on one of all values, and an example of each.
fn chosen(values: &[String], types: &[String]) -> Value {
    let rule = json!({ "if": { "required": ["Kind"], "properties": { "Kind": { "const": "State" } } },
        "then": { "required": ["Note"] } });
    let kind = json!({ "$ref": "everything.yaml#/components/schemas/Everything" });
    let mut object = json!({ "type": "object", "additionalProperties": false, "allOf": [rule] });
    object["properties"] = json!({ "Kind": kind, "Note": { "type": "string" } });
    let example = |word: &String| (word.clone(), json!({ "value": { "Kind": word, "Note": "a" } }));
    let mut operation = body(FORM, object);
    operation["requestBody"]["content"][FORM]["examples"] =
        values.iter().filter(|word| types.contains(word)).map(example).collect::<Map<_, _>>().into();
    operation
}

const FORM: &str = "application/x-www-form-urlencoded";

/// The files of a description with these operations and components.
fn written(paths: Map<String, Value>, schemas: BTreeMap<&str, Map<String, Value>>) -> Files {
    let references = paths.keys().map(|path| {
        let escaped = path.replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
        (path.clone(), json!({ "$ref": format!("order.yaml#/paths/{escaped}") }))
    });
    let root = json!({
        "openapi": "3.1.0",
        "info": { "title": "Words", "version": "1.0.0" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": references.collect::<Map<_, _>>(),
    });
    let package =
        json!({ "name": "golden-words", "version": "0.1.0", "description": "Words of generated code" });
    let mut files = vec![
        ("openapi".to_owned(), root),
        ("codegen".to_owned(), json!({ "package": package })),
        ("order".to_owned(), json!({ "paths": paths })),
    ];
    let of_types = schemas
        .into_iter()
        .map(|(kind, schemas)| (kind.to_owned(), json!({ "components": { "schemas": schemas } })));
    files.extend(of_types);
    let text = |value: &Value| serde_json::to_vec_pretty(value).unwrap();
    files.iter().map(|(name, value)| (format!("{name}.yaml"), text(value))).collect()
}

/// What a type of some kind is.
fn schema(kind: &str) -> Value {
    let text = json!({ "type": "string" });
    match kind {
        "answer" => {
            json!({ "type": "object", "properties": { "items": { "type": "array", "items": text } } })
        }
        "choice" => json!({ "type": "string", "enum": ["on", "off"] }),
        "count" => json!({ "type": "integer", "minimum": 1, "maximum": 3 }),
        "sid" => json!({ "type": "string", "pattern": "^AB[0-9]{4}$" }),
        "text" => json!({ "type": "string", "pattern": "^[ab]+$" }),
        _ => {
            json!({ "type": "object", "additionalProperties": false, "properties": { "One": text, "Two": text },
            "dependentRequired": { "One": ["Two"] } })
        }
    }
}

fn object(words: &[String], schema: impl Fn(&str) -> Value, rules: &[Value]) -> Value {
    let properties: Map<String, Value> = words.iter().map(|word| (word.clone(), schema(word))).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "allOf": rules })
}

/// Rules by which every field has a slot.
fn pairs(words: &[String]) -> Vec<Value> {
    let pairs = words.chunks(2).filter(|pair| pair.len() == 2);
    pairs.map(|pair| json!({ "dependentRequired": { pair[0].as_str(): [pair[1]] } })).collect()
}

/// Rules by which a builder knows the values of enums, or that fields of other types are there.
fn rules(kind: &str, words: &[String]) -> Vec<Value> {
    if kind != "choice" {
        return pairs(words);
    }
    let on = json!({ "const": "on" });
    let both = |pair: &[String]| json!({ "required": pair, "properties": { pair[0].as_str(): on, pair[1].as_str(): on } });
    words.chunks(2).filter(|pair| pair.len() == 2).map(|pair| json!({ "not": both(pair) })).collect()
}

fn body(media: &str, schema: Value) -> Value {
    json!({ "requestBody": { "content": { media: { "schema": schema } } }, "responses": nothing() })
}

fn nothing() -> Value {
    json!({ "204": { "description": "Made." } })
}

fn answer(reference: Value) -> Value {
    let content = json!({ "application/json": { "schema": reference } });
    json!({ "x-paged": "items", "responses": { "200": { "description": "It.", "content": content } } })
}

/// Arguments beside two fields that a rule is about.
fn arguments(words: &[String]) -> Value {
    let parameter = |place: &str, name: &str| {
        let parameter = json!({ "name": name, "in": place, "schema": { "type": "string" } });
        let mut parameter = parameter;
        if place == "path" {
            parameter["required"] = true.into();
        }
        parameter
    };
    let of_path = words.iter().map(|word| parameter("path", word));
    let parameters: Vec<Value> =
        of_path.chain(["FirstOne", "SecondOne"].map(|name| parameter("query", name))).collect();
    let rules = json!([{ "dependentRequired": { "FirstOne": ["SecondOne"] } }]);
    json!({ "parameters": parameters, "x-rules": rules, "responses": nothing() })
}
