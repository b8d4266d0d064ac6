//! The command line. Each command is a thin wrapper of the library.
//!
//! Exit status: 0 success; 1 a fault of the content, an input file or a test; 2 wrong usage.

mod bench;
mod build;
mod check;
mod comments;
mod content;
mod convert;
mod edition;
mod format;
mod migrate;
mod new;
mod output;
mod passphrase;
mod publish;
mod report;
mod score;
mod serve;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use dtmm_content::diagnostic::DiagnosticCode;
use dtmm_model::{Lang, Slug};
use dtmm_site::base_url::BaseUrl;
use dtmm_workspace::build::BuildOptions;
use dtmm_workspace::new::Beginning;
use format::DiagnosticFormatArg;
use xtask::convert::CopyKind;
use xtask::{explain, tell};

/// Checks, builds and serves the site of the maturity model, and scores self-assessments.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The folder of the standard.
#[derive(Args)]
struct ContentArg {
    /// The content folder, which holds a standard with its editions; by default content/ of this repository.
    #[arg(long, value_name = "DIR", value_parser = content_folder)]
    content: Option<PathBuf>,
}

/// The content folder of this name.
fn content_folder(name: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(name);
    match (folder.join("model.yaml").is_file(), folder.is_dir()) {
        (true, _) => Ok(folder),
        (false, true) => Err("this folder has no model.yaml, with which the content of a standard begins".to_owned()),
        (false, false) => Err("there is no such folder".to_owned()),
    }
}

/// The permanent name of a standard.
fn permanent_name(name: &str) -> Result<Slug, String> {
    name.parse().map_err(|_| "write small letters, digits and hyphens, as `laboratory-practice`".to_owned())
}

#[derive(Subcommand)]
enum Command {
    /// Build the whole static site.
    Build {
        #[command(flatten)]
        content: ContentArg,
        /// The folder to write the site to.
        #[arg(long, value_name = "DIR", default_value = "site/dist")]
        out: PathBuf,
        /// The address where the site will be published, such as https://example.org/model/; it is needed for the
        /// sitemap.
        #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
        base_url: Option<BaseUrl>,
        /// Stop if there are warnings, not only errors.
        #[arg(long)]
        deny_warnings: bool,
        /// Also write the site as one ZIP file, to copy to a USB stick or send by email.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "site/dist.zip")]
        zip: Option<PathBuf>,
    },
    /// Check the content, and print every problem with its place and how to correct it.
    Check {
        #[command(flatten)]
        content: ContentArg,
        /// Fail if there are warnings, not only errors.
        #[arg(long)]
        deny_warnings: bool,
        /// How to print the problems.
        #[arg(long, value_enum, default_value_t = DiagnosticFormatArg::Human)]
        format: DiagnosticFormatArg,
        /// Explain one kind of problem, with an example; without CODE, list all kinds.
        #[arg(long, value_name = "CODE", num_args = 0..=1, value_parser = explain::code, conflicts_with_all = ["deny_warnings", "format"])]
        explain: Option<Option<&'static DiagnosticCode>>,
    },
    /// Add new addresses and identifiers to published.txt of the content folder. They are permanent once the site is
    /// published.
    Publish {
        #[command(flatten)]
        content: ContentArg,
    },
    /// Score saved self-assessments, with the same engine as the page.
    Score {
        #[command(flatten)]
        content: ContentArg,
        /// The self-assessments: files (JSON, one JSON per line, CSV table, workbook or link), folders with such files,
        /// or - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print the results.
        #[arg(long, value_enum, default_value_t = score::ScoreFormatArg::Table)]
        format: score::ScoreFormatArg,
        /// The weights of the organization’s score by methods C and D.
        #[arg(long, value_enum, default_value_t = score::WeightsArg::Subdomain)]
        weights: score::WeightsArg,
    },
    /// Read an assessment, or comments, in any form, write them in another, and say what was taken, kept
    /// and left out.
    Convert {
        #[command(flatten)]
        content: ContentArg,
        /// The assessment (JSON, one JSON a line, a table, a workbook, the text of a link) or the comments (JSON, a
        /// table); - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The form to write; by default what the name of the output says, else json.
        #[arg(long, value_enum)]
        to: Option<convert::Target>,
        /// The language of a workbook; by default that of the binding text of the standard.
        #[arg(long, value_enum)]
        lang: Option<new::LanguageArg>,
        /// What has a sheet of its own in a workbook.
        #[arg(long, value_enum, default_value_t)]
        by: convert::By,
        /// Write the part of one owner: its entries alone, to be filled in, brought back and merged. As json or xlsx.
        #[arg(long, value_name = "OWNER", conflicts_with_all = ["parts", "anonymous", "hide"])]
        part: Option<String>,
        /// Write the parts of all owners, each into a file of its name in the folder OUT.
        #[arg(long, conflicts_with_all = ["anonymous", "hide"])]
        parts: bool,
        /// The file to write; by default standard output. One that is there already is not overwritten.
        #[arg(short, long, value_name = "OUT")]
        out: Option<PathBuf>,
        /// How to say what became of everything; without an output file, only that is printed.
        #[arg(long, value_enum)]
        report: Option<output::ReportFormat>,
        /// Write a copy that names nobody: edition, answers, targets, what is out of scope, method and weights.
        #[arg(long)]
        anonymous: bool,
        /// Write a copy with … in the place of this word in all texts; can be given several times.
        #[arg(long, value_name = "WORD", conflicts_with = "anonymous")]
        hide: Vec<String>,
        /// Encrypt the output file with a passphrase, as every age program opens it.
        #[arg(long, requires = "out")]
        encrypt: bool,
        /// The file whose first line is the passphrase, for reading and for writing; by default it is asked for.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Overwrite the output file.
        #[arg(long)]
        force: bool,
    },
    /// Write the report of an assessment as a document (DOCX) to edit, with all that the page of the report shows.
    Report {
        #[command(flatten)]
        content: ContentArg,
        /// The assessment, in any form that `convert` reads; - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The language of the report; by default that of the binding text of the standard.
        #[arg(long, value_enum)]
        lang: Option<new::LanguageArg>,
        /// The file to write, such as report.docx. One that is there already is not overwritten.
        #[arg(short, long, value_name = "OUT")]
        out: PathBuf,
        /// The file whose first line is the passphrase of an encrypted assessment; by default it is asked for.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Overwrite the output file.
        #[arg(long)]
        force: bool,
    },
    /// Collate the comments of several organizations: the same comment on the same place stands once in the new table,
    /// with all who made it and with what was decided about it.
    Comments {
        #[command(flatten)]
        content: ContentArg,
        /// The comments (JSON or tables, including what this command wrote), or folders with such files; - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The form to write; by default what the name of the output says, else csv.
        #[arg(long, value_enum)]
        to: Option<comments::CommentsTarget>,
        /// The file to write; by default standard output. One that is there already is not overwritten.
        #[arg(short, long, value_name = "OUT")]
        out: Option<PathBuf>,
        /// The language of the column headings; by default that of the binding text of the standard.
        #[arg(long, value_enum)]
        lang: Option<new::LanguageArg>,
        /// Overwrite the output file.
        #[arg(long)]
        force: bool,
    },
    /// Carry an assessment over to the newest edition, and say what was carried, what waits to be reviewed, and what is
    /// kept apart.
    Migrate {
        #[command(flatten)]
        content: ContentArg,
        /// The assessments (JSON, one JSON a line, a table, a workbook, the text of a link); - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The edition to carry them over to; by default the newest.
        #[arg(long, value_name = "EDITION")]
        to: Option<String>,
        /// The edition of the assessments; needed for a table that does not name it.
        #[arg(long, value_name = "EDITION")]
        from: Option<String>,
        /// The file to write, or for several files the folder; by default standard output. A file that is there already
        /// is not overwritten.
        #[arg(short, long, value_name = "OUT")]
        out: Option<PathBuf>,
        /// How to say what became of everything; without an output file, only that is printed.
        #[arg(long, value_enum)]
        report: Option<output::ReportFormat>,
        /// Overwrite the output file.
        #[arg(long)]
        force: bool,
    },
    /// Begin a standard: a small one that passes all checks, explained file by file.
    New {
        /// The folder to write it to: a new one, or an empty one.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Its permanent name, under which files and browsers keep answers; by default made from the name of the folder.
        #[arg(long, value_name = "ID", value_parser = permanent_name)]
        id: Option<Slug>,
        /// How many levels it has, 2 to 9.
        #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(2..=9))]
        levels: u8,
        /// Its languages: en, zh, or both with a comma; the first one binds, and the files are explained in it.
        #[arg(long, value_enum, value_delimiter = ',', default_value = "en")]
        languages: Vec<new::LanguageArg>,
    },
    /// Start the next edition: a copy of the newest one, with a list of changes to fill in.
    Edition {
        #[command(flatten)]
        content: ContentArg,
        /// The name of the new edition, for example 2030. It appears in addresses, citations and saved files.
        #[arg(value_name = "NEW")]
        name: String,
    },
    /// Build the site, serve it to this computer only, and reload it when the content, a template or an asset changes.
    Serve {
        #[command(flatten)]
        content: ContentArg,
        /// The port to use. The default is 8000, or the next free port.
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// Open the site in the browser.
        #[arg(long)]
        open: bool,
    },
    /// Run everything that continuous integration runs: format, lints, tests and real browsers.
    Test {
        /// Run only the browser tests in files whose names begin with NAME, on a newly built site.
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
        /// Run only what needs no browser: format, content, lints and the tests in Rust.
        #[arg(long, conflicts_with = "only")]
        quick: bool,
    },
    /// Measure the cost of builds and scoring, the size of what a reader downloads, and the time to a result
    /// in the browser, and print them beside their limits and goals.
    Bench {
        /// Fail if a figure is over its limit.
        #[arg(long)]
        check: bool,
    },
}

/// Parses the command line and runs the command.
pub(crate) fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build { content, out, base_url, deny_warnings, zip } => {
            let options = BuildOptions { content: content.content, base_url, deny_warnings, ..BuildOptions::default() };
            build::run(&out, zip.as_deref(), &options)
        }
        Command::Check { explain: Some(code), .. } => check::explain(code),
        Command::Check { content, deny_warnings, format, .. } => {
            check::run(content.content.as_deref(), deny_warnings, format)
        }
        Command::Publish { content } => publish::run(content.content.as_deref()),
        Command::Score { content, files, format, weights } => {
            score::run(content.content.as_deref(), &files, format, weights)
        }
        Command::Convert {
            content,
            file,
            to,
            lang,
            by,
            part,
            parts,
            out,
            report,
            anonymous,
            hide,
            encrypt,
            passphrase_file,
            force,
        } => {
            let (content, out, passphrase_file) =
                (content.content.as_deref(), out.as_deref(), passphrase_file.as_deref());
            let copy = match anonymous {
                true => CopyKind::Anonymous,
                false if !hide.is_empty() => CopyKind::WithoutWords(hide),
                false => CopyKind::Whole,
            };
            let options = convert::ConvertOptions {
                content,
                file: &file,
                to,
                lang,
                by,
                part: part.as_deref(),
                parts,
                out,
                report,
                copy,
                encrypt,
                passphrase_file,
                force,
            };
            convert::run(&options)
        }
        Command::Report { content, file, lang, out, passphrase_file, force } => {
            let (content, passphrase_file) = (content.content.as_deref(), passphrase_file.as_deref());
            report::run(&report::ReportOptions { content, file: &file, lang, out: &out, passphrase_file, force })
        }
        Command::Comments { content, files, to, out, lang, force } => {
            let (content, files, out) = (content.content.as_deref(), &files[..], out.as_deref());
            comments::run(&comments::CommentsOptions { content, files, to, out, lang, force })
        }
        Command::New { folder, id, levels, languages } => {
            let mut languages: Vec<Lang> = languages.into_iter().map(Lang::from).collect();
            languages.dedup();
            new::run(&folder, &Beginning { id, levels: levels.into(), languages })
        }
        Command::Migrate { content, files, to, from, out, report, force } => {
            let (content, to, from) = (content.content.as_deref(), to.as_deref(), from.as_deref());
            let out = out.as_deref();
            migrate::run(&migrate::MigrateOptions { content, files: &files, to, from, out, report, force })
        }
        Command::Edition { content, name } => edition::run(content.content.as_deref(), &name),
        Command::Serve { content, port, open } => serve::run(content.content, port, open),
        Command::Test { quick: true, .. } => test::run(&test::TestScope::Quick),
        Command::Test { only: Some(prefix), .. } => test::run(&test::TestScope::Only(&prefix)),
        Command::Test { .. } => test::run(&test::TestScope::Whole),
        Command::Bench { check } => bench::run(check),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            tell!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
