//! Inputs come from libFuzzer and go into [`flex_fuzz::event::run`], which panics where something does not hold.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| flex_fuzz::event::run(data));
