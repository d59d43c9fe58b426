//! The files of a spec as one input: paths and texts come in, one text goes out, which `spec::run` takes apart.

/// Stands before the path of a file, on a line of its own.
pub const MARK: &str = "==> ";

/// The files, one behind the other. Each ends in a line break, if need be an additional one.
pub fn join<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut bundle = Vec::new();
    for (path, text) in files {
        bundle.extend_from_slice(MARK.as_bytes());
        bundle.extend_from_slice(path.as_bytes());
        bundle.push(b'\n');
        bundle.extend_from_slice(text);
        if !text.ends_with(b"\n") {
            bundle.push(b'\n');
        }
    }
    bundle
}
