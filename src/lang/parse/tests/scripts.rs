//! Scripts, functions, parameters, and spans.

use super::trees;
use crate::lang::ast::{Element, ExprKind, Stage, StatementKind};
use crate::lang::{parse, parse_file};

#[test]
fn functions_and_their_parameters() {
    trees(&[
        ("function Get-Foo { 1 }", "function Get-Foo {1}"),
        ("function f($a, [int]$b = 5) { $a }", "function f {param($a, [int]$b=5) $a}"),
        ("function f() { }", "function f {param()}"),
        ("function global:prompt { 'x' }", "function global:prompt {'x'}"),
        ("filter Even { if ($_ % 2 -eq 0) { $_ } }", "filter Even {process{if((Equal (% $_ 2) 0)){$_}}}"),
        ("function f { begin { 1 } process { 2 } end { 3 } }", "function f {begin{1} process{2} end{3}}"),
        ("function f { param($x) process { $_ } }", "function f {param($x) process{$_}}"),
        ("function f\n{\n  param(\n    $x,\n    $y\n  )\n  $x\n}\nf 1 2", "function f {param($x, $y) $x}; <f 1 2>"),
        ("function f {} f", "function f {}; <f>"),
        ("function if { }", "function if {}"),
    ]);
}

#[test]
fn attributes_of_parameters() {
    trees(&[
        (
            "function f {\n  [CmdletBinding(SupportsShouldProcess, ConfirmImpact='High')]\n  [OutputType([string])]\n  param(\n    [Parameter(Mandatory, Position=0, ValueFromPipeline=$true)]\n    [ValidateSet('a', 'b')]\n    [string[]]$Name = @('a'),\n    # how many\n    [ValidateRange(1, 10)] [int] $Count\n  )\n}",
            "function f {[CmdletBinding(SupportsShouldProcess, ConfirmImpact='High')] [OutputType([string])] param([Parameter(Mandatory, Position=0, ValueFromPipeline=$true)][ValidateSet('a', 'b')][string[]]$Name=@('a'), [ValidateRange(1, 10)][int]$Count)}",
        ),
        ("param([switch]$Force, $Path = (Get-Location))\n$Path", "param([switch]$Force, $Path=(<Get-Location>)) $Path"),
        ("[CmdletBinding()] param() 1", "[CmdletBinding()] param() 1"),
        ("<# help #>\nparam($a)", "param($a)"),
        (
            "[CmdletBinding()] # don't\nparam([ValidateSet('a', # don't (\n 'b')]$x)",
            "[CmdletBinding()] param([ValidateSet('a', 'b')]$x)",
        ),
        ("[Foo('a', # don't\n \"`\"[\")] param()", "[Foo('a', \"\"[\")] param()"),
        ("[int]$x = 5; $x", "([int] $x) = 5; $x"),
        ("\u{feff}param($a) $a", "param($a) $a"),
    ]);
}

#[test]
fn blocks_keep_their_text_and_their_source() {
    let text = "Get-Queue -Filter { Status -eq 'Retry' }";
    let script = parse_file("report.ps1", text).expect("it parses");
    let StatementKind::Pipeline(chain) = &script.block.end.as_ref().expect("a body").statements[0].kind else {
        panic!("a pipeline");
    };
    let Stage::Command(command) = &chain.first.stages[0] else { panic!("a command") };
    let Element::Argument(argument) = &command.elements[1] else { panic!("an argument") };
    let ExprKind::ScriptBlock(block) = &argument.kind else { panic!("a block") };
    assert_eq!(block.text(), " Status -eq 'Retry' ");
    assert_eq!(block.source.slice(block.span), "{ Status -eq 'Retry' }");
    assert_eq!(block.source.name.as_deref(), Some("report.ps1"));
    assert_eq!(block.source.line_column(text.find("-eq").expect("there")), (1, 28));
    assert_eq!(block.source.slice(command.span), text);
}

#[test]
fn spans_inside_strings_point_into_the_script() {
    for (text, inner) in [
        ("\"a $($x.Name) b\"", "$x.Name"),
        ("\"a $(\"\"é $x\"\" + $y.Name) b\"", "$y.Name"),
        ("@\"\n$(Get-X; $x.Name)\n\"@", "$x.Name"),
    ] {
        let script = parse(text).expect(text);
        let debug = format!("{:?}", script.block.end);
        let at = text.find(inner).expect("it is there");
        let span = format!("span: Span {{ start: {at}, end: {} }}", at + inner.len());
        assert!(debug.contains(&span), "{text}: nothing has {span}");
    }
}
