//! Native programs in scripts: arguments, streams, exit codes.

use crate::Place;

#[test]
fn a_program_gets_words_and_gives_lines() {
    let place = Place::new();
    place.write("one.log", "");
    place.write("two.log", "");
    let show = "for word; do printf \"<%s>\" \"$word\"; done";
    for (script, expected, why) in [
        (
            format!("sh -c '{show}' x 007 1e3 -la --x=y -f.txt -x:1 a,b"),
            "<007><1e3><-la><--x=y><-f.txt><-x:1><a,b>\n",
            "words stay as typed",
        ),
        (
            format!("$n = $null; $l = 1,2; sh -c '{show}' x $n '' $l 'q w'"),
            "<><1><2><q w>\n",
            "$null is no word, a list is several",
        ),
        (
            format!("sh -c '{show}' x *.log '*.log' *.none"),
            "<one.log><two.log><*.log><*.none>\n",
            "bare wildcards are file names",
        ),
        (format!("$h = @{{n=1}}; $l = 'a','b'; sh -c '{show}' x @l @h"), "<a><b><-n:1>\n", "splats"),
        ("/bin/echo --% $x \"a b\" ; c".into(), "$x a b ; c\n", "verbatim"),
        ("& '/bin/echo' hi; $p = 'echo'; & \"/bin/$p\" there".into(), "hi\nthere\n", "called by path"),
        (
            "$x = sh -c 'echo a; printf \"b\\r\\n\"; printf c'; \"$($x.Count) $($x -join '-')\"".into(),
            "3 a-b-c\n",
            "each line is a string",
        ),
        ("'b','a','c' | /usr/bin/sort | Select-Object -First 2".into(), "a\nb\n", "in the middle of a pipeline"),
        ("[pscustomobject]@{a=1} | /bin/cat".into(), "\na\n-\n1\n\n", "objects go in as they are shown"),
        (
            "yes | Select-Object -First 1; 1..1000000 | head -n 1; 1..3 | true; 'on'".into(),
            "y\n1\non\n",
            "whoever has enough ends it",
        ),
        ("1..200000 | /bin/cat | Measure-Object | % Count".into(), "200000\n", "more than any pipe holds"),
        (
            "printf 'a\\0\\377' | /bin/cat > raw; (Get-Item raw).Length".into(),
            "3\n",
            "bytes between programs and into files",
        ),
        ("$env:WHO = 'Kim'; Set-Location /; sh -c 'echo $WHO; pwd'".into(), "Kim\n/\n", "environment and location"),
        ("function up { $input | tr a-z A-Z }; 'x' | up".into(), "X\n", "in functions"),
        (
            "$OutputEncoding = [System.Text.Encoding]::Unicode; 'é' | od -An -tx1; $OutputEncoding = [System.Text.ASCIIEncoding]::new(); 'é' | od -An -tx1".into(),
            " e9 00 0a 00\n 3f 0a\n",
            "text goes in as $OutputEncoding says",
        ),
        (
            "function date { 'mine' }; date; Set-Alias uname Get-Date; (uname).GetType().Name".into(),
            "mine\nDateTime\n",
            "functions and aliases come first",
        ),
    ] {
        let ran = place.emsh(&["-c", &script]);
        assert_eq!((ran.out.as_str(), ran.talk.as_str(), ran.code), (expected, "", Some(0)), "{why}: {script}");
    }
}

#[test]
fn how_it_ended_is_known() {
    let place = Place::new();
    for (script, expected, code, why) in [
        ("sh -c 'exit 3'; $?; $LASTEXITCODE; 'x'", "False\n3\nx\n", 0, "no error, and the script goes on"),
        ("sh -c 'exit 3' || 'or'; sh -c 'exit 0' && 'and'", "or\nand\n", 0, "chains"),
        ("'x' | sh -c 'cat; exit 3' | tr x y; $LASTEXITCODE", "y\n0\n", 0, "the last one counts"),
        ("sh -c 'kill -9 $$'; $LASTEXITCODE", "137\n", 0, "a signal"),
        ("sh -c 'exit 3'", "", 1, "failing last, the run has failed"),
        ("sh -c 'exit 3'; exit $LASTEXITCODE", "", 3, "passed on"),
        ("$ErrorActionPreference = 'Stop'; sh -c 'exit 3'; 'on'", "on\n", 0, "not an error"),
        (
            "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true
             try { sh -c 'exit 3' } catch { \"$_\"; $_.FullyQualifiedErrorId }",
            "Program \"sh\" ended with non-zero exit code: 3 (0x00000003).\nProgramExitedWithNonZeroCode,sh\n",
            0,
            "unless it is wanted to be",
        ),
        (
            "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true
             try { sh -c 'exit 4' } catch [System.Management.Automation.NativeCommandExitException] {
                 \"$($_.Exception.ExitCode) $($_.Exception.Path -like '*/sh') $($_.Exception.ProcessId -gt 0)\" }",
            "4 True True\n",
            0,
            "with what is known of it",
        ),
        (
            ", [byte[]](1,255,10) | wc -c; [byte[]](65,66) | wc -c; [byte]67 | sh -c cat",
            "3\n2\nC\n",
            0,
            "bytes as they are",
        ),
    ] {
        let ran = place.emsh(&["-c", script]);
        assert_eq!((ran.out.as_str(), ran.talk.as_str(), ran.code), (expected, "", Some(code)), "{why}: {script}");
    }
}

#[test]
fn its_complaints_go_where_they_are_sent() {
    let place = Place::new();
    let script = "sh -c 'echo out; echo complaint >&2'";
    for (redirection, out, talk) in [
        ("", "out\n", "complaint\n"),
        (" 2>$null", "out\n", ""),
        (" 2>&1 | % { $_.GetType().Name + ' ' + $_ } | sort", "ErrorRecord complaint\nString out\n", ""),
        (" 2> said; Get-Content said", "out\ncomplaint\n", ""),
        (" *> said; (Get-Content said | sort) -join ' '", "complaint out\n", ""),
    ] {
        let ran = place.emsh(&["-c", &format!("{script}{redirection}")]);
        assert_eq!((ran.out.as_str(), ran.talk.as_str(), ran.code), (out, talk, Some(0)), "{redirection}");
    }
    let around = place.emsh(&["-c", &format!("& {{ {script} }} 2>$null; $Error.Count")]);
    assert_eq!((around.out.as_str(), around.talk.as_str()), ("out\n0\n", ""));
}

#[test]
fn what_cannot_be_run_says_so() {
    let place = Place::new();
    place.write("plain", "no program");
    std::fs::create_dir(place.path().join("folder")).expect("made");
    for (script, says) in [
        (
            "no-such-program -x",
            "The term 'no-such-program' is not recognized as a name of a cmdlet, function, script file, or executable program.",
        ),
        ("./missing", "The term './missing' is not recognized as a name of a cmdlet"),
        ("./folder", "The script file './folder' cannot be read."),
        ("Get-Date --% x", "Cannot convert value \"--%\" to type"),
    ] {
        let ran = place.emsh(&["-c", script]);
        assert!(ran.talk.contains(says) && ran.code != Some(0), "{script}: {}", ran.talk);
    }
    assert_eq!(place.emsh(&["check", "-c", "sh -c 'exit 3'"]).code, Some(0));
    assert_ne!(place.emsh(&["check", "-c", "no-such-program"]).code, Some(0));
}

/// A script that takes whatever memory there is fails in its words; the process does not end for want of it.
#[test]
fn memory_that_is_not_there_is_refused() {
    let place = Place::new();
    let script = "$s = 'x' * 200MB; $all = [System.Collections.ArrayList]::new()\n\
                  try { for ($i = 0; $i -lt 100; $i++) { [void]$all.Add(\"$s$i\") } } catch [System.OutOfMemoryException] { 'full' }\n\
                  $all.Clear(); 'goes on'";
    let ran = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 4000000; exec \"$0\" -c \"$1\"", env!("CARGO_BIN_EXE_emsh"), script])
        .env("EMSH_DATA", place.path().join("data"))
        .output()
        .expect("sh runs");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "full\ngoes on\n", "{}", String::from_utf8_lossy(&ran.stderr));
}
