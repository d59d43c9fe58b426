//! Inputs come from libFuzzer and go into [`flex_fuzz::form::run`], which panics where something does not hold.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| flex_fuzz::form::run(data));
