//! What generating costs: the spec of Flex, and specs grown from its Flex Flows to 100 and 1,000 operations, for which the time
//! per operation has to stay the same.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flex_codegen::{Sources, generate};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/twilio-flex");

/// What five operations of one resource need, without the root.
const FILES: [&str; 4] =
    ["v1/flex_flow.yaml", "common/sids.yaml", "common/paging.yaml", "common/errors.yaml"];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(SPEC).join(path)).unwrap()
}

/// All of Flex.
fn whole() -> Sources {
    let mut sources = Sources::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(Path::new(SPEC).join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if Path::new(SPEC).join(&path).is_dir() {
                folders.push(path);
            } else {
                let path = path.to_str().unwrap().replace('\\', "/");
                if Path::new(&path).extension().is_some_and(|extension| extension == "yaml") {
                    sources.insert(&path, read(&path).into_bytes());
                }
            }
        }
    }
    sources
}

/// The resource of Flex Flows, of five operations, copied under other names. The SIDs are shared.
fn grown(operations: usize) -> Sources {
    let mut sources = Sources::new();
    for path in FILES {
        sources.insert(path, read(path).into_bytes());
    }
    let resource = read("v1/flex_flow.yaml");
    let mut paths = String::new();
    for copy in 0..operations / 5 {
        let name = if copy == 0 { "FlexFlow".to_owned() } else { format!("FlexFlow{copy}x") };
        let file = if copy == 0 { "v1/flex_flow".to_owned() } else { format!("v1/flex_flow{copy}") };
        let renamed = resource.replace("FlexFlow", &name).replace(&format!("{name}Sid"), "FlexFlowSid");
        sources.insert(format!("{file}.yaml"), renamed.into_bytes());
        for path in [format!("/v1/{name}s"), format!("/v1/{name}s/{{Sid}}")] {
            let pointer = path.replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
            paths.push_str(&format!("  '{path}':\n    $ref: '{file}.yaml#/paths/{pointer}'\n"));
        }
    }
    let root = read("openapi.yaml");
    let (head, rest) = root.split_once("\npaths:\n").unwrap();
    let (_, tail) = rest.split_once("\ncomponents:\n").unwrap();
    let root = format!("{head}\npaths:\n{paths}\ncomponents:\n{tail}");
    sources.insert("openapi.yaml", root.into_bytes());
    let config = read("codegen.yaml");
    // The groups of resources that follow name files that are not there.
    let (config, _) = config.split_once("\n# Groups of resources").unwrap();
    sources.insert("codegen.yaml", config.as_bytes().to_vec());
    sources
}

fn spec(c: &mut Criterion) {
    let sources = whole();
    c.bench_function("all of Flex", |b| b.iter(|| generate(&sources).unwrap()));
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("per operation");
    group.sample_size(10);
    for operations in [100, 1_000] {
        let sources = grown(operations);
        let generated =
            generate(&sources).unwrap_or_else(|error| panic!("{}", error.render(&sources, false)));
        assert_eq!(generated.summary.operations, operations);
        group.throughput(Throughput::Elements(operations.try_into().unwrap()));
        group.bench_with_input(BenchmarkId::from_parameter(operations), &sources, |b, sources| {
            b.iter(|| generate(sources).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, spec, growth);
criterion_main!(benches);
