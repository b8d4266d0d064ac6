//! The machine the figures were measured on, which says what they can be compared with.

use std::{env, fs, thread};

/// Processor, number of cores, system, in one line.
pub fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let processor = field("/proc/cpuinfo", "model name", ':').unwrap_or_else(|| env::consts::ARCH.to_owned());
    let system = field("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_else(|| env::consts::OS.to_owned());
    format!("{processor}, {cores} cores, {system}")
}

/// The value of the first line of a file that begins with `name`.
fn field(path: &str, name: &str, separator: char) -> Option<String> {
    value(&fs::read_to_string(path).ok()?, name, separator)
}

fn value(text: &str, name: &str, separator: char) -> Option<String> {
    let (_, value) = text.lines().find(|line| line.starts_with(name))?.split_once(separator)?;
    Some(value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_the_system_are_read() {
        assert_eq!(value("a\t: 1\nmodel name\t: Fast: 9000\n", "model name", ':').unwrap(), "Fast: 9000");
        assert_eq!(value("NAME=\"D\"\nPRETTY_NAME=\"D 12\"\n", "PRETTY_NAME", '=').unwrap(), "D 12");
        assert_eq!(value("", "model name", ':'), None);
    }
}
