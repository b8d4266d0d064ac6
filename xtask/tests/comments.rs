//! `cargo xtask comments`: tables of real forms, in folders, become one.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::common;

fn command(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(common::root())
        .arg("comments")
        .args(arguments)
        .output()
        .unwrap()
}

/// A folder with the table of one company in UTF-8, that of another in GB 18030, and what is no table.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let place = "8.6 表 7 质量管控 三级 b)";
    let first = format!(
        "\u{feff}序号,章条编号,原文,修改意见,理由,提出单位\r\n1,{place} QLT-302,应检测,改为“宜”，并写明范围,小企业难以做到,甲公司\r\n2,2,,补充引用文件,,甲公司\r\n"
    );
    let second =
        format!("标准章条编号,意见内容,单位,处理意见,备注\n{place},改为“宜”,乙公司,,\n{place},改为“宜”,并写明范围,\n");
    let second = second.replace("改为“宜”,并写明范围,", "\"改为“宜”,并写明范围\",乙公司,部分采纳,已改为“宜”");
    fs::create_dir(folder.path().join("second")).unwrap();
    fs::write(folder.path().join("first.csv"), first).unwrap();
    fs::write(folder.path().join("second/second.csv"), encoding_rs::GB18030.encode(&second).0).unwrap();
    fs::write(folder.path().join("letter.txt"), "您好").unwrap();
    folder
}

#[test]
fn tables_in_a_folder_become_one_that_reads_back() {
    let folder = folder();
    let done = command(&[&folder.path().display().to_string()]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    let expected = "\u{feff}序号,章条编号,原文,修改意见,理由,提出单位,处理意见,处理理由\r\n\
        1,2,,补充引用文件,,甲公司,,\r\n\
        2,8.6 表 7 质量管控 三级 b) QLT-302,应检测,\"改为“宜”，并写明范围\",小企业难以做到,甲公司；乙公司,部分采纳,已改为“宜”\r\n\
        3,8.6 表 7 质量管控 三级 b),,改为“宜”,,乙公司,,\r\n";
    assert_eq!(String::from_utf8_lossy(&done.stdout), expected);
    assert!(said.contains("files read: 2, comments: 4, repeats joined: 1, in the new file: 3\n"), "{said}");
    assert!(
        said.contains(
            "accepted: 0, partly accepted: 1, not accepted: 0, other: 0, undecided: 2, decisions differ: 0\n"
        ),
        "{said}"
    );
    assert!(said.contains("read as GB 18030"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("not read: ") && line.contains("letter.txt")), "{said}");
    let out = folder.path().join("all.csv").display().to_string();
    fs::write(&out, &done.stdout).unwrap();
    assert_eq!(command(&[&out]).stdout, done.stdout);
}

#[test]
fn conflicts_are_named_and_what_was_asked_for_and_not_read_is_a_failure() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("third.csv"), "章条编号,修改意见,处理意见\n9,补充引用文件,采纳\n").unwrap();
    fs::write(path("fourth.csv"), "章条编号,修改意见,处理意见\n9,补充引用文件。,采纳\n9,补充引用文件,不采纳\n")
        .unwrap();
    let done = command(&[&path("third.csv"), &path("fourth.csv"), &path("letter.txt"), "--to", "json", "--lang", "en"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("decisions differ: 1 (9): 采纳 / 不采纳\n"), "{said}");
    let json = String::from_utf8_lossy(&done.stdout);
    assert!(
        json.starts_with("{\n  \"format\": \"dtmm-comments/1\"") && json.contains("\"decision\": \"采纳\\n不采纳\""),
        "{json}"
    );
}

#[test]
fn a_folder_without_comments_says_so_and_links_are_followed() {
    let folder = TempDir::new().unwrap();
    let done = command(&[&folder.path().display().to_string()]);
    assert_eq!(
        (done.status.code(), &*String::from_utf8_lossy(&done.stderr)),
        (Some(1), "no comments in these files\n")
    );
    #[cfg(unix)]
    {
        let other = self::folder();
        std::os::unix::fs::symlink(other.path(), folder.path().join("link")).unwrap();
        let done = command(&[&folder.path().display().to_string()]);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("files read: 2, comments: 4"), "{said}");
    }
}
