//! Faults injected into the real command: builds killed, at once, without room, without rights; files
//! malformed in a hundred ways. Whatever happens, the site that stood there stays whole.

mod assessments;
mod chance;
mod content;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod refused;
mod reproducible;
mod together;
mod workspace;
