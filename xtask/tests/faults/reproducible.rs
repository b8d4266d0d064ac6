//! The same sources give the same bytes, wherever and under whatever settings they are built.

use std::process::{Command, Stdio};

use super::workspace::{Workspace, XTASK, differences, files};

#[test]
fn place_time_zone_language_rights_and_order_of_files_leave_no_trace() {
    let one = Workspace::new();
    let other = Workspace::at("另一处 with spaces/and more/folders", true);
    let first = one.build(&["--base-url", "https://example.org/", "--out", "site/dist"]);
    let start = |out: &str| {
        let mut command = Command::new("sh");
        let script = "umask 077; exec \"$0\" build --base-url https://example.org/ --out \"$1\"";
        let command = other.prepare(command.args(["-c", script, XTASK, out]));
        let command = command.env("TZ", "Pacific/Kiritimati").env("LANG", "zh_CN.GB18030").env("LC_ALL", "tr_TR.UTF-8");
        let command = command.env("HOME", "/nowhere").env("SOURCE_DATE_EPOCH", "1").env("NO_COLOR", "1");
        command.current_dir(other.path("content/editions/2024-draft/text")).stderr(Stdio::null()).spawn().unwrap()
    };
    let outs = ["one", "two"];
    for mut build in outs.map(start) {
        assert!(build.wait().unwrap().success());
    }
    for out in outs {
        assert_eq!(differences(&first, &files(&other.path(out))), [""; 0], "{out}");
    }
}
