//! Tests of the pipeline on the real content. One test binary, because each would be linked with the whole pipeline.

mod check;
mod client_data;
mod common;
mod convert;
mod data;
mod dependencies;
mod documents;
mod editions;
mod encrypted;
mod faults;
#[cfg(unix)]
mod hosting;
mod imports;
mod inserted;
mod languages;
mod levels;
mod made_up;
mod methods;
mod notes;
mod parts;
mod published;
mod reading;
mod safe;
mod scenarios;
mod schemas;
mod score;
mod scoring;
mod scripts;
mod sentences;
mod serve;
mod site;
mod standards;
mod tool_words;
mod type_names;
mod weight;
