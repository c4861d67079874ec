//! What the language costs: the same small programs in emsh and in CPython, in one run.
//!
//! `cargo bench --profile dist --bench language -- [TIMES]`, by default 5. The binary measured is the one of the same
//! profile, or that of the environment variable EMSH; python3 comes from the path. Times include the start of both.
//! Each pair prints the same result, which is checked.

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::node::program;
use support::process;

struct Work {
    name: &'static str,
    emsh: &'static str,
    python: &'static str,
}

const WORK: [Work; 4] = [
    Work {
        name: "a million rounds of for, with arithmetic and an if",
        emsh: "$sum = 0\nfor ($i = 0; $i -lt 1000000; $i++) { if ($i % 3 -eq 0) { $sum += $i * 2 } }\n$sum",
        python: "s = 0\ni = 0\nwhile i < 1000000:\n    if i % 3 == 0:\n        s += i * 2\n    i += 1\nprint(s)",
    },
    Work {
        name: "a million integers through Where-Object and Measure-Object",
        emsh: "1..1000000 | Where-Object { $_ % 2 -eq 0 } | Measure-Object -Sum | Select-Object -ExpandProperty Sum",
        python: "def even(items):\n    for item in items:\n        if item % 2 == 0:\n            yield item\n\
                 n = 0\ns = 0\nfor item in even(range(1, 1000001)):\n    n += 1\n    s += item\nprint(s)",
    },
    Work {
        name: "100,000 objects made, sorted, grouped and formatted",
        emsh: "$made = 1..100000 | ForEach-Object { [pscustomobject]@{ Name = \"n$($_ % 1000)\"; Size = ($_ * 7919) % 100003; Id = $_ } }\n\
               $groups = $made | Sort-Object Size | Group-Object Name\n\
               $lines = $made | Format-Table | Out-String -Stream\n\"$($groups.Count) $($lines.Count -gt 100000)\"",
        python: "class Made: pass\nmade = []\nfor i in range(1, 100001):\n    one = Made()\n    one.name = 'n%d' % (i % 1000)\n    \
                 one.size = i * 7919 % 100003\n    one.id = i\n    made.append(one)\ngroups = {}\n\
                 for one in sorted(made, key=lambda one: one.size):\n    groups.setdefault(one.name, []).append(one)\n\
                 lines = ['%-5s %6d %6d' % (one.name, one.size, one.id) for one in made]\n\
                 print(len(groups), len(lines) >= 100000)",
    },
    Work {
        name: "Import-Csv of 100,000 rows",
        emsh: "$n = 0\nImport-Csv rows.csv | ForEach-Object { if ($_.Port -eq '25') { $n++ } }\n$n",
        python: "import csv\nn = 0\nfor row in csv.DictReader(open('rows.csv')):\n    if row['Port'] == '25':\n        n += 1\nprint(n)",
    },
];

fn main() {
    let times = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().expect("temporary folder");
    let rows = (0..100_000).map(|i| format!("c{i},d{i}.example.com,{},True\n", 25 + i % 10));
    let rows: String = std::iter::once("Name,Domain,Port,Enabled\n".to_owned()).chain(rows).collect();
    std::fs::write(folder.path().join("rows.csv"), rows).expect("written");
    for work in WORK {
        std::fs::write(folder.path().join("work.ps1"), work.emsh).expect("written");
        std::fs::write(folder.path().join("work.py"), work.python).expect("written");
        let ours = measure(program().as_ref(), &["--no-profile", "work.ps1"], folder.path(), times);
        let python = measure("python3".as_ref(), &["work.py"], folder.path(), times);
        assert_eq!(ours.printed.trim(), python.printed.trim(), "{}", work.name);
        println!(
            "{}: emsh {:.0?}, {:.0} MiB; CPython {:.0?}, {:.0} MiB",
            work.name, ours.median, ours.mib, python.median, python.mib
        );
    }
}

struct Measured {
    median: Duration,
    /// The most that it was seen to hold.
    mib: f64,
    printed: String,
}

fn measure(program: &Path, arguments: &[&str], folder: &Path, times: usize) -> Measured {
    let (mut walls, mut most, mut printed) = (Vec::new(), 0, String::new());
    for _ in 0..times.max(1) {
        let begun = Instant::now();
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("EMSH_DATA", folder.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program is there");
        while child.try_wait().expect("waited for").is_none() {
            most = most.max(process::peak_resident_kb(child.id()));
            std::thread::sleep(Duration::from_millis(1));
        }
        walls.push(begun.elapsed());
        let output = child.wait_with_output().expect("ended");
        assert!(output.status.success(), "{arguments:?}: {}", output.status);
        printed = String::from_utf8_lossy(&output.stdout).into_owned();
    }
    walls.sort();
    Measured { median: walls[walls.len() / 2], mib: most as f64 / 1024.0, printed }
}
