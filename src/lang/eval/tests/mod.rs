//! The interpreter with a handful of commands of its own: what scripts print, what stops, what is reported.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

mod conversions;
mod errors;
mod functions;
mod members;
mod operators;
mod pipelines;
mod statements;
mod strings;

use super::{Finished, Host, Interpreter};
use crate::lang::call::{
    Call, Candidate, Choice, Commands, Effect, Impact, Output, Param, Record, Right, Signature, Stage, Switch, Terminal,
};
use crate::model::{Block, Fault, Secret, Value};

static OBJECTS: Param<Vec<Value>> =
    Param::new("InputObject", "What to put out.").position(1).takes_rest().from_pipeline();
static INPUT: Param<Value> = Param::new("InputObject", "What comes by the pipeline.").from_pipeline();
static BLOCK: Param<Arc<dyn Block>> = Param::new("Process", "Run for each.").position(1).mandatory().keeps_blocks();
static COUNT: Param<i32> = Param::new("Count", "How many.").position(1).mandatory();
static NAME: Param<String> = Param::new("Name", "A name.").position(1).from_property().aliases(&["Alias"]);
static SIZE: Param<i32> = Param::new("Size", "A number.");
static FORCE: Param<Switch> = Param::switch("Force", "Do it.");
static ENABLED: Param<bool> = Param::new("Enabled", "On or off.");

static ECHO: Signature =
    Signature { name: "Write-Output", aliases: &["echo"], params: &[OBJECTS.spec()], ..Signature::NEW };
static EACH: Signature =
    Signature { name: "ForEach-Object", aliases: &["%"], params: &[BLOCK.spec(), INPUT.spec()], ..Signature::NEW };
static FIRST: Signature = Signature { name: "Select-First", params: &[COUNT.spec(), INPUT.spec()], ..Signature::NEW };
static TELL: Signature = Signature {
    name: "Set-Thing",
    params: &[NAME.spec(), SIZE.spec(), FORCE.spec(), ENABLED.spec()],
    effect: Effect::Changes(Impact::Medium),
    needs: Right::Nothing,
    ..Signature::NEW
};
static FAIL: Signature = Signature { name: "Get-Failure", params: &[NAME.spec()], ..Signature::NEW };

struct Few;

struct Echo;
impl Stage for Echo {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        for value in call.get(&OBJECTS)?.unwrap_or_default() {
            out.emit(value)?;
        }
        Ok(())
    }
}

struct Each;
impl Stage for Each {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let block = call.require(&BLOCK)?;
        let Some(input) = call.input.clone() else { return Ok(()) };
        call.engine.invoke(&block, Some(input), &[], &mut |value| out.emit(value))
    }
}

struct First(i32);
impl Stage for First {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.0 += 1;
        if let Some(input) = call.input.clone() {
            out.emit(input)?;
        }
        if self.0 == call.require(&COUNT)? { Err(Fault::enough()) } else { Ok(()) }
    }
}

struct Tell;
impl Stage for Tell {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let name = call.get(&NAME)?.unwrap_or_default();
        if call.should("Set", &name, "Size: 1 -> 2")? {
            call.verbose(format!("setting {name}"))?;
            let (size, force) = (call.get(&SIZE)?, call.is_set(&FORCE)?);
            out.emit(format!("{name}:{}:{force}:{:?}", size.unwrap_or(-1), call.get(&ENABLED)?))?;
        }
        Ok(())
    }
}

struct Fail;
impl Stage for Fail {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        Err(Fault::not_found("ThingNotFound", format!("No thing '{}'.", call.get(&NAME)?.unwrap_or_default()))
            .at(call.place(&NAME)))
    }
}

impl Commands for Few {
    fn find(&self, name: &str) -> Option<&'static Signature> {
        self.all().into_iter().find(|one| one.name.eq_ignore_ascii_case(name) || one.aliases.contains(&name))
    }
    fn all(&self) -> Vec<&'static Signature> {
        vec![&ECHO, &EACH, &FIRST, &TELL, &FAIL]
    }
    fn aliases(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }
    fn start<'a>(&'a self, call: &Call) -> Result<Box<dyn Stage + 'a>, Fault> {
        Ok(match call.signature.name {
            "Write-Output" => Box::new(Echo),
            "ForEach-Object" => Box::new(Each),
            "Select-First" => Box::new(First(0)),
            "Get-Failure" => Box::new(Fail),
            _ => Box::new(Tell),
        })
    }
    fn host(&self) -> &dyn Any {
        &()
    }
}

struct NoTerminal;
impl Terminal for NoTerminal {
    fn columns(&self) -> usize {
        80
    }
    fn is_interactive(&self) -> bool {
        false
    }
    fn is_coloured(&self) -> bool {
        false
    }
    fn clear(&self) {}

    fn tell(&self, _: &str) {}

    fn ask(&self, _: &str) -> Result<String, Fault> {
        Err(Fault::cancelled())
    }
    fn ask_secret(&self, _: &str) -> Result<Secret, Fault> {
        Err(Fault::cancelled())
    }
    fn edit(&self, _: &str, _: &str) -> Result<String, Fault> {
        Err(Fault::cancelled())
    }

    fn pick(&self, _: &str, _: &[Candidate], _: usize) -> Result<usize, Fault> {
        Err(Fault::cancelled())
    }

    fn pick_several(&self, _: &str, _: &[Candidate], _: &[bool]) -> Result<Vec<usize>, Fault> {
        Err(Fault::cancelled())
    }

    fn confirm(&self, _: &str, _: bool) -> Result<bool, Fault> {
        Err(Fault::cancelled())
    }

    fn choose(&self, _: &str, _: &[Choice], _: usize) -> Result<usize, Fault> {
        Err(Fault::cancelled())
    }
}

/// Everything a script said, in order: objects as text, records with their stream in front.
#[derive(Clone, Default)]
struct Said(Rc<RefCell<Vec<String>>>);

impl Host for Said {
    fn put(&self, value: Value) -> Result<(), Fault> {
        self.0.borrow_mut().push(value.to_string());
        Ok(())
    }
    fn record(&self, record: &Record) {
        self.0.borrow_mut().push(match record {
            Record::Error(fault) => format!("error {}: {}", fault.id, fault.says),
            Record::Warning(text) => format!("warning {text}"),
            Record::Verbose(text) => format!("verbose {text}"),
            Record::Information { text, .. } | Record::Foretold(text) => text.clone(),
            other => format!("{other:?}"),
        });
    }
}

pub(in crate::lang::eval) fn run(script: &str) -> (Vec<String>, Finished) {
    let said = Said::default();
    let interpreter = Interpreter::new(Arc::new(Few), Arc::new(NoTerminal), Box::new(said.clone()));
    let finished = interpreter.run(script, None, &[]);
    let said = said.0.borrow().clone();
    (said, finished)
}

#[test]
fn a_script_file_knows_where_it_is() {
    let said = Said::default();
    let interpreter = Interpreter::new(Arc::new(Few), Arc::new(NoTerminal), Box::new(said.clone()));
    interpreter.run("param($Path = \"$PSScriptRoot/x.csv\") $Path; $PSCommandPath", Some("/srv/setup.ps1"), &[]);
    assert_eq!(*said.0.borrow(), ["/srv/x.csv", "/srv/setup.ps1"]);
    assert_prints(&[("\"<$PSScriptRoot>\"", "<>")]);
}

fn assert_prints(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (script, expected) in rows {
        let printed = run(script).0.join("|");
        if printed != *expected {
            wrong.push(format!("{script}\n    printed  {printed}\n    expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_two_modes_are_powershells() {
    assert_prints(&[
        ("2+2", "4"),
        ("Write-Output 2+2", "2+2"),
        ("Write-Output (2+2)", "4"),
        ("$a = 4; Write-Output $a+2", "4+2"),
        ("$a+2; $a = 4; $a+2", "2|6"),
        ("Write-Output user@contoso.com", "user@contoso.com"),
        ("Write-Output a,b c", "a b|c"),
        ("'single $x'; $x = 5; \"double $x $($x+1) $x.y\"", "single $x|double 5 6 5.y"),
        ("10MB; 0x10; 1.5; 1e3; 007", "10485760|16|1.5|1000|7"),
        ("Set-Thing 007", "007:-1:false:None"),
    ]);
}

#[test]
fn operators_compute_and_compare_as_powershell() {
    assert_prints(&[
        ("7/2; 6/2; 7%3; 2147483647+1; 'a'+1; 1+'2'; 'ab'*2", "3.5|3|1|2147483648|a1|3|abab"),
        ("(1,2,3) -eq 2; ((1,2) -eq 5).Count", "2|0"),
        (
            "'ABC' -eq 'abc'; 'ABC' -ceq 'abc'; 'abc' -like 'a*'; 'abc' -match 'b(.)'; $Matches[1]",
            "True|False|True|True|c",
        ),
        ("1..3 -contains 2; 5 -in 1..3; -not $true; !0", "True|False|False|True"),
        ("'a,b' -split ','; 'x','y' -join '-'; 'abc' -replace 'b','X'", "a|b|x-y|aXc"),
        ("'{0,-5}|{1:N2}|{2:X}' -f 'ab',1234.5,255", "ab   |1,234.50|FF"),
        ("$null ?? 'x'; $true ? 1 : 2; 5 -band 3; 1 -shl 4", "x|1|1|16"),
        ("'5' -is [string]; 5 -is [int]; '7' -as [int]; [int]'9'", "True|True|7|9"),
        ("$a = 1,2; $a += 3; $a.Count; $a[-1]; $a[0..1] -join ','", "3|3|1,2"),
    ]);
}

#[test]
fn statements_do_what_they_say() {
    assert_prints(&[
        ("if (0) {'a'} elseif ('') {'b'} else {'c'}", "c"),
        ("foreach ($i in 1..4) { if ($i -eq 2) {continue}; if ($i -eq 4) {break}; $i }", "1|3"),
        ("for ($i=0; $i -lt 3; $i++) { $i }", "0|1|2"),
        ("$i=0; while ($true) { $i++; if ($i -gt 2) {break} }; $i", "3"),
        ("do { $n++ } until ($n -ge 3); $n", "3"),
        ("switch -Wildcard ('abc') { 'a*' {1} '*c' {2} default {3} }", "1|2"),
        ("switch (1,5) { 1 {'one'} default {'other'} }", "one|other"),
        ("try { throw 'bad' } catch { \"got $_\" } finally { 'end' }", "got bad|end"),
        (":outer foreach ($i in 1,2) { foreach ($j in 1,2) { if ($j -eq 2) { continue outer }; \"$i$j\" } }", "11|21"),
        ("$a,$b = 1,2,3; $a; $b", "1|2|3"),
        ("$null = Write-Output 5; \"<$null>\"", "<>"),
        ("[int]$n = '5'; $n = '6'; $n + 1", "7"),
        ("$x = if ($true) { 'yes' }; $x", "yes"),
    ]);
}

#[test]
fn functions_and_blocks_take_parameters_and_pipelines() {
    assert_prints(&[
        ("function f($a, $b = 2) { \"$a-$b\" }; f 1; f -b 5 -a 3", "1-2|3-5"),
        ("function g { process { $_ * 2 } }; 1,2 | g", "2|4"),
        (
            "function h { param([Parameter(ValueFromPipeline)]$x) begin {'b'} process { $x } end {'e'} }; 1,2 | h",
            "b|1|2|e",
        ),
        ("filter odd { if ($_ % 2) { $_ } }; 1..4 | odd", "1|3"),
        ("function s { $input | % { $_ + 1 } }; 1,2 | s", "2|3"),
        ("& { param($x) $x + 1 } 4; $b = { $args.Count }; & $b 1 2 3", "5|3"),
        ("function r { return 5; 6 }; r", "5"),
        ("$x = 1; function f { $x = 2; $x }; f; $x", "2|1"),
        ("function f { $script:y = 3 }; f; $y", "3"),
        (
            "function f { param([ValidateSet('a','b')]$x) $x }; f c",
            "error ParameterArgumentValidationError: Cannot validate argument on parameter 'x'. The argument \"c\" does not belong to the set \"a,b\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.",
        ),
        ("$h = @{Name='n';Size=3}; Set-Thing @h", "n:3:false:None"),
        ("1..5 | % { $_ } | Select-First 2", "1|2"),
        ("1..3 | % { if ($_ -eq 2) { return }; $_ }", "1|3"),
    ]);
}

#[test]
fn binding_follows_powershell() {
    assert_prints(&[
        ("Set-Thing x -Si 4 -Force", "x:4:true:None"),
        ("Set-Thing -Alias x -Force:$false", "x:-1:false:None"),
        ("Set-Thing -Name:x -Enabled $true", "x:-1:false:Some(true)"),
        ("Set-Thing x -F", "x:-1:true:None"),
        (
            "Set-Thing x -Frce",
            "error NamedParameterNotFound: A parameter cannot be found that matches parameter name 'Frce'.",
        ),
        (
            "Set-Thing x y",
            "error PositionalParameterNotFound: A positional parameter cannot be found that accepts argument 'y'.",
        ),
        (
            "Set-Thing x -Name y",
            "error PositionalParameterNotFound: A positional parameter cannot be found that accepts argument 'x'.",
        ),
        (
            "Set-Thing -Size",
            "error MissingArgument: Missing an argument for parameter 'Size'. Specify a parameter of type 'Int32' and try again.",
        ),
        ("[pscustomobject]@{Name='p'},[pscustomobject]@{Alias='q'} | Set-Thing", "p:-1:false:None|q:-1:false:None"),
        (
            "Sett-Thing",
            "error CommandNotFoundException: The term 'Sett-Thing' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ),
        ("Set-Thing x -WhatIf", "What if: Performing the operation \"Set\" on target \"x\".\n  Size: 1 -> 2"),
        (
            "Set-Thing x -Verbose",
            "verbose Performing the operation \"Set\" on target \"x\".|verbose setting x|x:-1:false:None",
        ),
    ]);
}

#[test]
fn errors_stop_what_they_should() {
    assert_prints(&[
        ("Get-Failure a; 'next'", "error ThingNotFound: No thing 'a'.|next"),
        ("Get-Failure a -ErrorAction SilentlyContinue; $?; $Error.Count", "False|1"),
        ("Get-Failure a -ErrorAction Stop; 'never'", "error ThingNotFound: No thing 'a'."),
        ("try { Get-Failure a -EA Stop } catch { \"$_\" }", "No thing 'a'."),
        ("Get-Failure a -ErrorAction Ignore -ErrorVariable e; $e.Count; 'x'", "1|x"),
        ("$r = Get-Failure a 2>&1; \"$r\"", "No thing 'a'."),
        ("Get-Failure a 2>$null; 'quiet'", "quiet"),
        (
            "function f { f }; f; 'after'",
            "error CallDepthOverflow: The script failed due to call depth overflow.|after",
        ),
        ("1/0; 'on'", "error RuntimeException: Attempted to divide by zero.|on"),
        ("$null.Foo(); 'on'", "error InvokeMethodOnNull: You cannot call a method on a null-valued expression.|on"),
    ]);
    assert_eq!(run("Get-Failure a").1.code, 3, "the only command failed: its fault's own code");
    assert_eq!(run("Get-Failure a; 1").1.code, 3);
    assert_eq!(run("1").1.code, 0);
    assert_eq!(run("exit 4").1, Finished { code: 4, exits: true });
    assert_eq!(run("(").1.code, 2);
}

#[test]
fn members_answer_as_dotnet_does() {
    assert_prints(&[
        ("'Abc'.ToUpper(); 'abc'.Length; 'a-b'.Split('-')[1]; 'abc'.Substring(1)", "ABC|3|b|bc"),
        ("$h = @{a=1}; $h.b = 2; $h['c'] = 3; $h.Count; $h.b; $h.ContainsKey('a')", "3|2|True"),
        ("$o = [pscustomobject]@{x=1;y=2}; $o.x; $o.y = 5; $o.y", "1|5"),
        ("([pscustomobject]@{n=1},[pscustomobject]@{n=2}).n", "1|2"),
        ("[bool]::Parse('False'); $b = $true; [bool]::TryParse('yes', [ref]$b); [bool]'False'", "False|False|True"),
        ("[math]::Max(3,7); [string]::IsNullOrEmpty(''); [int]::MaxValue", "7|True|2147483647"),
        ("(1..4).Where({ $_ -gt 2 }); (1,2).ForEach({ $_ * 3 })", "3|4|3|6"),
        ("([datetime]'2026-11-21').AddDays(1).Day; '{0:yyyy-MM-dd}' -f [datetime]'2026-11-21'", "22|2026-11-21"),
        ("([timespan]'01:30:00').TotalMinutes", "90"),
        (
            "$s = [Microsoft.Exchange.Data.ByteQuantifiedSize]'1.5MB'; $s.ToMB(); $s.ToKB(); $s.ToBytes()",
            "1|1536|1572864",
        ),
        ("$l = [System.Collections.ArrayList]@(1); [void]$l.Add(2); $l.Count", "2"),
    ]);
}

#[test]
fn a_script_file_takes_arguments_as_another_shell_gives_them() {
    let said = Said::default();
    let interpreter = Interpreter::new(Arc::new(Few), Arc::new(NoTerminal), Box::new(said.clone()));
    let words = ["-N", "3", "rest", "-Quiet"].map(String::from);
    interpreter.run("param($Name = 'x', [int]$N, [switch]$Quiet) \"$Name $($N + 1) $Quiet\"", Some("a.ps1"), &words);
    assert_eq!(*said.0.borrow(), ["rest 4 True"]);
}

proptest::proptest! {
    #[test]
    fn no_script_panics(script in r#"[-a-z0-9$@(){}|;,.'"+=*/%\[\] \n]{0,60}"#) {
        let _ = run(&script.replace("while", "if").replace("for", "if"));
    }
}
