//! The command line. Each command is a thin shell over the library.
//!
//! Exit status: 0 done; 1 the content, an input file or a test is at fault; 2 the command line is
//! wrong.

mod bench;
mod build;
mod check;
mod convert;
mod publish;
mod score;
mod serve;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use xtask::base_url::BaseUrl;
use xtask::{diagnostic, tell};

/// Checks, builds, serves and scores the maturity model.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the whole static site.
    Build {
        /// Where to write it.
        #[arg(long, value_name = "DIR", default_value = "site/dist")]
        out: PathBuf,
        /// Where it will be published, for the sitemap: https://example.org/model/
        #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
        base_url: Option<BaseUrl>,
        /// Let a warning stop the build.
        #[arg(long)]
        deny_warnings: bool,
        /// Write it as one file as well, for a USB stick or a mail.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "site/dist.zip")]
        zip: Option<PathBuf>,
    },
    /// Validate the content and print every problem with its place and the way out.
    Check {
        /// Let a warning fail the check.
        #[arg(long)]
        deny_warnings: bool,
        /// How to print the problems.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Enter the addresses and identifiers that are new into content/published.txt: they stay for good.
    Publish,
    /// Score saved assessments with the engine that the page uses.
    Score {
        /// Assessments: a file of any form (JSON, one JSON a line, a table, a link), a folder (all files
        /// in it and in its folders), or - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print the results.
        #[arg(long, value_enum, default_value_t = score::Format::Table)]
        format: score::Format,
        /// What weighs the same in the company's scores by methods C and D; custom: what each assessment says.
        #[arg(long, value_enum, default_value_t = score::Weights::Subdomain)]
        weights: score::Weights,
    },
    /// Read an assessment, or comments, in any form, write them in another, and say what was taken, kept
    /// and left out.
    Convert {
        /// The assessment (JSON, one JSON a line, a table, the text of a link) or the comments (JSON, a
        /// table); - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The form to write; by default what the name of the output says, else json.
        #[arg(long, value_enum)]
        to: Option<convert::Target>,
        /// The file to write; by default standard output. One that is there already is not overwritten.
        #[arg(short, long, value_name = "OUT")]
        out: Option<PathBuf>,
        /// How to say what became of everything; without an output file, only that is printed.
        #[arg(long, value_enum)]
        report: Option<convert::Report>,
        /// Overwrite the output file.
        #[arg(long)]
        force: bool,
    },
    /// Serve the site on this machine, and reload it whenever the content, a template or an asset changes.
    Serve {
        /// The port, by default 8000 or the next free one.
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// Open it in the browser.
        #[arg(long)]
        open: bool,
    },
    /// Run everything continuous integration runs: format, lints, tests, the real browsers.
    Test {
        /// Only the browser tests of the files whose names begin so, on a fresh site.
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
    },
    /// Measure what a build and scoring cost, what a reader transfers, and how long a result takes in
    /// the browser, against the limits.
    Bench,
}

/// How problems are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the line at fault and the way out.
    Human,
    /// One line a problem: `file:line:column: error[code]: message`.
    Short,
    /// Annotations of GitHub Actions.
    Github,
}

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build { out, base_url, deny_warnings, zip } => {
            build::run(&out, zip.as_deref(), base_url, deny_warnings)
        }
        Command::Check { deny_warnings, format } => check::run(deny_warnings, format),
        Command::Publish => publish::run(),
        Command::Score { files, format, weights } => score::run(&files, format, weights),
        Command::Convert { file, to, out, report, force } => {
            convert::run(&convert::Options { file: &file, to, out: out.as_deref(), report, force })
        }
        Command::Serve { port, open } => serve::run(port, open),
        Command::Test { only } => test::run(only.as_deref()),
        Command::Bench => bench::run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            tell!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl From<Format> for diagnostic::Format {
    fn from(format: Format) -> diagnostic::Format {
        match format {
            Format::Human => diagnostic::Format::Human,
            Format::Short => diagnostic::Format::Short,
            Format::Github => diagnostic::Format::Github,
        }
    }
}
