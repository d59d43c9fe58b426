//! A made-up service in both dialects: a document of OpenAPI 3.0, and a spec that says the same.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Answer;

pub(crate) struct Parcels {
    folder: TempDir,
    document: Value,
}

/// Pointers to parts of the document.
pub(crate) const LIST: &str = "/paths/~1v1~1Parcels/get";
pub(crate) const CREATE: &str = "/paths/~1v1~1Parcels/post";
pub(crate) const FORM: &str =
    "/paths/~1v1~1Parcels/post/requestBody/content/application~1x-www-form-urlencoded/schema";
pub(crate) const PARCEL: &str = "/components/schemas/parcel/properties";

const ROOT: &str = "\
openapi: 3.1.0
servers: [{url: 'https://parcels.example'}]
security: [{basic: []}]
paths:
  /v1/Parcels:
    $ref: 'v1/parcel.yaml#/paths/~1v1~1Parcels'
  /v1/Parcels/{Sid}:
    $ref: 'v1/parcel.yaml#/paths/~1v1~1Parcels~1%7BSid%7D'
";

const RESOURCE: &str = "\
paths:
  /v1/Parcels:
    get:
      operationId: ListParcel
      x-paged: parcels
      parameters:
        - $ref: '../common/paging.yaml#/components/parameters/PageSize'
        - {name: Van, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Van'}}}
        - {name: Trace, in: header, schema: {type: string}, example: a}
      responses:
        '200':
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Page'}
        default: {description: An error.}
    post:
      operationId: CreateParcel
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/CreateParcelRequest'}
            examples: {one: {value: {Name: a}}}
      responses:
        '201':
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Parcel'}
        default: {description: An error.}
  /v1/Parcels/{Sid}:
    parameters:
      - {name: Sid, in: path, required: true, schema: {$ref: '#/components/schemas/Sid'}}
    get:
      operationId: FetchParcel
      parameters:
        - {name: Sid, in: path, required: true, schema: {type: string}}
      responses:
        '204': {description: There.}
        default: {description: An error.}
    delete:
      operationId: DeleteParcel
      responses:
        '204': {description: Gone.}
        default: {description: An error.}
components:
  schemas:
    Sid: {type: string, pattern: '^PA[0-9]{4}$'}
    Van: {type: string, pattern: '^VA[0-9]{4}$'}
    Name: {type: string, minLength: 1, maxLength: 20}
    State: {type: string, enum: [open, closed]}
    CreateParcelRequest:
      allOf: [{$ref: '#/components/schemas/Settings'}]
      required: [Name]
    Settings:
      type: object
      additionalProperties: false
      properties:
        Name: {$ref: '#/components/schemas/Name', description: A name.}
        State: {$ref: '#/components/schemas/State'}
        Weight: {type: number}
        Fragile: {type: boolean}
        Extra: {$ref: '#/components/schemas/Extra'}
      allOf:
        - if: {required: [State], properties: {State: {const: open}}}
          then: {required: [Weight]}
          x-basis: Required when `state` is `open`
      oneOf: [{required: [Fragile]}, {required: [Weight]}]
      x-advice: [{required: [Weight], message: Weigh it}]
    Extra:
      type: object
      additionalProperties: true
      properties:
        colour: {type: string}
        label: {type: [object, array, string, number, boolean, 'null']}
        code: {type: [string, integer]}
    Page:
      type: object
      properties:
        parcels: {type: array, items: {$ref: '#/components/schemas/Parcel'}}
        meta:
          type: object
          properties:
            key: {type: string}
            next_page_url: {type: [string, 'null'], format: uri}
    Parcel:
      type: object
      properties:
        sid:
          anyOf: [{$ref: '#/components/schemas/Sid'}, {type: 'null'}]
          description: A SID.
        state: {$ref: '#/components/schemas/State'}
        sent: {type: [string, 'null'], format: date-time}
        parts: {type: [array, 'null'], items: {$ref: '#/components/schemas/Part'}}
    Part:
      type: object
      properties:
        inner: {type: array, items: {$ref: '#/components/schemas/Part'}}
";

const PAGING: &str = "\
components:
  parameters:
    PageSize: {name: PageSize, in: query, schema: {type: integer, format: int64, minimum: 1, maximum: 1000}}
";

const DIFFERENCES: &str = "\
- because: >-
    The document
    describes no errors.
  covers: ['* response errors: none -> default']
";

impl Parcels {
    /// A spec and a document without a difference that is not deliberate.
    pub(crate) fn new() -> Self {
        let parcels = Self { folder: tempfile::tempdir().unwrap(), document: Self::document() };
        for folder in ["spec/v1", "spec/common"] {
            fs::create_dir_all(parcels.folder().join(folder)).unwrap();
        }
        for (file, text) in [
            ("openapi.yaml", ROOT),
            ("v1/parcel.yaml", RESOURCE),
            ("common/paging.yaml", PAGING),
            ("differences.yaml", DIFFERENCES),
        ] {
            fs::write(parcels.folder().join("spec").join(file), text).unwrap();
        }
        parcels.write(&parcels.document);
        parcels
    }

    pub(crate) fn document() -> Value {
        let answer =
            |schema: Value| json!({"description": "OK", "content": {"application/json": {"schema": schema}}});
        let sid = json!({"name": "Sid", "in": "path", "required": true,
            "schema": {"type": "string", "pattern": "^PA[0-9]{4}$"}});
        let any_sid = json!({"name": "Sid", "in": "path", "required": true, "schema": {"type": "string"}});
        let extra = json!({"type": "object", "properties": {"colour": {"type": "string"}, "label": {},
            "code": {"type": ["integer", "string"]}}});
        let gone = json!({"204": {"description": "Gone", "headers": {"A": {}}}});
        let meta = json!({"type": "object", "properties": {"key": {"type": "string"},
            "next_page_url": {"type": "string", "format": "uri", "nullable": true}}});
        json!({
            "openapi": "3.0.1", "servers": [{"url": "https://parcels.example"}], "security": [{"basic": []}],
            "paths": {
                "/v1/Parcels": {"get": {
                    "operationId": "ListParcel", "tags": ["a"], "x-twilio": {},
                    "parameters": [
                        {"name": "PageSize", "in": "query", "description": "A size.",
                            "schema": {"type": "integer", "format": "int64", "minimum": 1, "maximum": 1000}},
                        {"name": "Van", "in": "query",
                            "schema": {"type": "array", "items": {"type": "string", "pattern": "^VA[0-9]{4}$"}}},
                        {"name": "Trace", "in": "header", "schema": {"type": "string"}}
                    ],
                    "responses": {"200": answer(json!({"type": "object", "title": "Page", "properties": {
                        "parcels": {"type": "array", "items": {"$ref": "#/components/schemas/parcel"}}, "meta": meta}}))}
                }, "post": {
                    "operationId": "CreateParcel",
                    "requestBody": {"required": true, "content": {"application/x-www-form-urlencoded": {"schema": {
                        "type": "object", "required": ["Name"], "properties": {
                            "Name": {"type": "string", "minLength": 1, "maxLength": 20},
                            "State": {"$ref": "#/components/schemas/parcel_state"},
                            "Weight": {"type": "number"}, "Fragile": {"type": "boolean"},
                            "Extra": extra
                        }}}}},
                    "responses": {"201": answer(json!({"$ref": "#/components/schemas/parcel"}))}
                }},
                "/v1/Parcels/{Sid}": {
                    "get": {"operationId": "FetchParcel", "parameters": [any_sid], "responses": gone},
                    "delete": {"operationId": "DeleteParcel", "parameters": [sid], "responses": gone}
                }
            },
            "components": {"schemas": {
                "parcel_state": {"type": "string", "enum": ["closed", "open"]},
                "parcel": {"type": "object", "properties": {
                    "sid": {"type": "string", "nullable": true, "pattern": "^PA[0-9]{4}$"},
                    "state": {"$ref": "#/components/schemas/parcel_state"},
                    "sent": {"type": "string", "format": "date-time", "nullable": true},
                    "parts": {"type": "array", "nullable": true, "items": {"$ref": "#/components/schemas/part"}}
                }},
                "part": {"type": "object", "properties": {
                    "inner": {"type": "array", "items": {"$ref": "#/components/schemas/part"}}}},
                "unused": {"type": "string"}
            }}
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn differences(&self) -> PathBuf {
        self.folder().join("spec/differences.yaml")
    }

    /// Sets a value in the document; null removes it.
    pub(crate) fn set(&mut self, pointer: &str, key: &str, value: Value) {
        let object = self.document.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        if value.is_null() {
            object.remove(key).unwrap();
        } else {
            object.insert(key.to_owned(), value);
        }
        self.write(&self.document);
    }

    pub(crate) fn write(&self, document: &Value) {
        fs::write(self.folder().join("v1.json"), document.to_string()).unwrap();
    }

    /// Replaces a text everywhere in the spec.
    pub(crate) fn edit(&self, from: &str, to: &str) {
        for file in ["spec/openapi.yaml", "spec/v1/parcel.yaml"] {
            let path = self.folder().join(file);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace(from, to)).unwrap();
        }
    }

    pub(crate) fn run(&self, words: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("compare").arg(self.folder().join("v1.json")).args(words);
        Answer::of(command.arg("--spec").arg(self.folder().join("spec")))
    }
}
