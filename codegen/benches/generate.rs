//! What generating costs: the spec of Flex Flow, and specs grown from it to 100 and 1,000 operations, for which the time
//! per operation has to stay the same.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flex_codegen::{Sources, generate};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/twilio-flex");
const FILES: [&str; 6] = [
    "openapi.yaml",
    "codegen.yaml",
    "v1/flex_flow.yaml",
    "common/sids.yaml",
    "common/paging.yaml",
    "common/errors.yaml",
];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(SPEC).join(path)).unwrap()
}

fn flex_flow() -> Sources {
    let mut sources = Sources::new();
    for path in FILES {
        sources.insert(path, read(path).into_bytes());
    }
    sources
}

/// The spec with its one resource, of five operations, copied under other names. The SIDs are shared.
fn grown(operations: usize) -> Sources {
    let mut sources = flex_flow();
    let resource = read("v1/flex_flow.yaml");
    let mut paths = String::from("paths:\n");
    for copy in 1..operations / 5 {
        let name = format!("FlexFlow{copy}x");
        let renamed = resource.replace("FlexFlow", &name).replace(&format!("{name}Sid"), "FlexFlowSid");
        sources.insert(format!("v1/flex_flow{copy}.yaml"), renamed.into_bytes());
        for path in [format!("/v1/{name}s"), format!("/v1/{name}s/{{Sid}}")] {
            let pointer = path.replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
            paths.push_str(&format!("  '{path}':\n    $ref: 'v1/flex_flow{copy}.yaml#/paths/{pointer}'\n"));
        }
    }
    sources.insert("openapi.yaml", read("openapi.yaml").replace("paths:\n", &paths).into_bytes());
    sources
}

fn spec(c: &mut Criterion) {
    let sources = flex_flow();
    c.bench_function("the whole Flex Flow spec", |b| b.iter(|| generate(&sources).unwrap()));
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
