//! What the content becomes, checked as it is published. One program, because each one more would be linked
//! with the whole pipeline again.

mod check;
mod common;
mod convert;
mod data;
mod dependencies;
mod documents;
mod faults;
#[cfg(unix)]
mod hosting;
mod imports;
mod inserted;
mod methods;
mod notes;
mod published;
mod reading;
mod safe;
mod schemas;
mod score;
mod scripts;
mod serve;
mod site;
mod weight;
