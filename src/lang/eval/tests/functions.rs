//! Functions, script blocks, parameters, scopes.

use super::assert_prints;

#[test]
fn parameters_bind() {
    assert_prints(&[
        ("function f($a, $b) { \"$a-$b\" }; f 1 2; f -b 1 2; f -a 1; f -A:5", "1-2|2-1|1-|5-"),
        ("function f { $args.Count; $args[0] }; f a b c; f", "3|a|0|"),
        ("function f($a) { \"$a [$args]\" }; f 1 2 3; f -x 1", "1 [2 3]|1 [-x]"),
        ("function f { param($x = 5, $y = $x + 1) \"$x $y\" }; f; f 1", "5 6|1 2"),
        (
            "function f { param([switch]$s) $s; $s.IsPresent }; f; f -s; f -s:$false",
            "False|False|True|True|False|False",
        ),
        ("function f([string]$s) { \"<$s>\" }; f; f 007; f $null", "<>|<007>|<>"),
        ("function f($n) { $n.GetType().Name }; f 007; f 1.5; f 10mb; f abc", "Int32|Double|Int32|String"),
        (
            "function f([int]$n) { $n }; f abc",
            "error ParameterArgumentTransformationError: Cannot process argument transformation on parameter 'n'. Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in a correct format.\"",
        ),
        ("function f([int[]]$n) { $n.Count }; f 1,2,3; f 5", "3|1"),
        (
            "function f { [CmdletBinding()] param($a) $a }; f 1 2",
            "error PositionalParameterNotFound: A positional parameter cannot be found that accepts argument '2'.",
        ),
        (
            "function f { [CmdletBinding()] param($a) $a }; f -b 2",
            "error NamedParameterNotFound: A parameter cannot be found that matches parameter name 'b'.",
        ),
        (
            "function f { param([Parameter(Mandatory)]$a) $a }; f",
            "error MissingMandatoryParameter: Cannot process command because of one or more missing mandatory parameters: a.",
        ),
        (
            "function f { param([Parameter(Mandatory=$true)][string]$a) $a }; f ''",
            "error ParameterArgumentValidationErrorEmptyStringNotAllowed: Cannot bind argument to parameter 'a' because it is an empty string.",
        ),
        ("function f { param([Parameter(Position=1)]$b, [Parameter(Position=0)]$a) \"$a$b\" }; f 1 2", "12"),
        ("function f { param([Alias('cn','x')]$Computer) $Computer }; f -cn a; f -x b; f -Comp c", "a|b|c"),
        ("function f { param([Parameter(ValueFromRemainingArguments)]$r) $r.Count }; f a b c", "3"),
        ("$p = @{a=1; b=2}; function f($a, $b) { \"$a$b\" }; f @p; $l = 3,4; f @l; f 9 @(1)", "12|34|91"),
        (
            "function f { $PSBoundParameters.Keys -join ',' }; f; function g($a,$b) { $PSBoundParameters.Count }; g 1; g",
            "|1|0",
        ),
        ("function f($x) { $MyInvocation.MyCommand.Name }; f", "f"),
        ("function f { param($a, $b) \"$a|$b\" }; f -- -a", "-a|"),
    ]);
}

#[test]
fn conditions_on_parameters_are_checked() {
    let check = |declared: &str, call: &str, says: &str| {
        let script = format!("function f {{ param({declared}) $x }}; f {call}");
        let said = super::run(&script).0.join("|");
        assert!(said.contains(says), "{script}\n  said {said}");
    };
    check("[ValidateSet('Low','High')]$x", "low", "low");
    check("[ValidateSet('Low','High')]$x", "mid", "The argument \"mid\" does not belong to the set \"Low,High\"");
    check("[ValidateRange(1,5)][int]$x", "6", "The 6 argument is greater than the maximum allowed range of 5.");
    check("[ValidateRange(1,5)][int]$x", "0", "The 0 argument is less than the minimum allowed range of 1.");
    check("[ValidateLength(2,3)]$x", "abcd", "is too long");
    check("[ValidateCount(1,2)]$x", "1,2,3", "no more than 2 value(s)");
    check("[ValidatePattern('^a')]$x", "bcd", "does not match the \"^a\" pattern");
    check("[ValidateNotNullOrEmpty()]$x", "''", "The argument is null or empty.");
    check("[ValidateScript({ $_ -gt 3 })]$x", "2", "did not return a result of True");
    check("[ValidateScript({ $_ -gt 3 })]$x", "4", "4");
    check("[bool]$x", "'true'", "Boolean parameters accept only Boolean values and numbers");
}

#[test]
fn parameter_sets_choose() {
    let sets = "function f { [CmdletBinding(DefaultParameterSetName='Id')] param([Parameter(ParameterSetName='Id', Position=0)]$Id, [Parameter(ParameterSetName='Name', Mandatory)]$Name) \"$($PSCmdlet.ParameterSetName) $Id$Name\" }; ";
    let rows = [
        ("f 5", "Id 5"),
        ("f -Name x", "Name x"),
        ("f", "Id "),
        (
            "f -Id 1 -Name x",
            "error AmbiguousParameterSet: Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.",
        ),
    ];
    for (call, expected) in rows {
        assert_prints(&[(&format!("{sets}{call}"), expected)]);
    }
}

#[test]
fn functions_take_pipelines() {
    assert_prints(&[
        ("function f { begin {'b'} process { \"p$_\" } end {'e'} }; 1,2 | f; f", "b|p1|p2|e|b|p|e"),
        ("function f { \"e$_\"; $input.Count }; 1,2 | f", "e|2"),
        ("filter g { $_ * 2 }; 1..3 | g", "2|4|6"),
        ("function f { param([Parameter(ValueFromPipeline)][int]$n) process { $n + 1 } }; 1,2 | f; f 5", "2|3|6"),
        (
            "function f { param([Parameter(ValueFromPipelineByPropertyName)]$Name, [Parameter(ValueFromPipelineByPropertyName)]$Size) process { \"$Name=$Size\" } }; [pscustomobject]@{Name='a';Size=1}, [pscustomobject]@{Name='b';Size=2} | f",
            "a=1|b=2",
        ),
        (
            "function f { param([Parameter(ValueFromPipelineByPropertyName)]$Size) process { $Size } }; 5 | f",
            "error InputObjectNotBound: The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.",
        ),
        (
            "function f { param([Parameter(ValueFromPipeline)]$o, $x) process { \"$x$o\" } }; 1,2 | f -x { $_ }",
            " $_ 1| $_ 2",
        ),
        (
            "function f { param([Parameter(ValueFromPipeline)]$o, [Parameter(ValueFromPipelineByPropertyName)][string]$x) process { \"$x/$o\" } }; 1,2 | f -x { $_ * 10 }",
            "10/1|20/2",
        ),
        ("function up { 1; 2; 3 }; up | Select-First 2; 'after'", "1|2|after"),
        (
            "function up { try { 1; 2; 3 } finally { 'closed' | Set-Closed } }; function Set-Closed { process { $script:c = $_ } }; up | Select-First 1; $c",
            "1|closed",
        ),
        ("1..3 | & { process { $_ + 1 } }; 1..3 | & { $input -join ',' }", "2|3|4|1,2,3"),
    ]);
}

#[test]
fn scopes_are_dynamic() {
    assert_prints(&[
        ("1..3 | % { $sum += $_ }; $sum", "6"),
        ("function f { $t = 5; 1 }; f | % { $t = $_ }; $t", "1"),
        ("function f { $x }; function g { $x = 7; f }; g; $x", "7|"),
        ("$x = 1; function f { $x = 2 }; f; $x; . { $x = 3 }; $x; & { $x = 4 }; $x", "1|3|3"),
        ("$x = 1; function f { $x++; $x }; f; $x", "2|1"),
        ("function f { $global:v = 1; $local:w = 2 }; f; \"$v$w\"", "1"),
        ("$f = { param($a) $a * 2 }; & $f 4; $f.Invoke(5); 1..2 | % $f", "8|10||"),
        ("function mk($n) { { $n }.GetNewClosure() }; $a = mk 1; $b = mk 2; & $a; & $b", "1|2"),
        ("$n = 'Write-Output'; & $n hi; & { 'a'; 'b' }; $r = & { 5 }; $r", "hi|a|b|5"),
        (
            "function f { function inner { 'in' }; inner }; f; inner",
            "in|error CommandNotFoundException: The term 'inner' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ),
        (
            "function global:g { 'g' }; g; function f { return 1, 2 }; (f).Count; function r { 'x'; return; 'y' }; r",
            "g|2|x",
        ),
        (
            "function fact($n) { if ($n -le 1) { 1 } else { $n * (fact ($n - 1)) } }; fact 10; fact 15",
            "3628800|1307674368000",
        ),
        ("$sb = [scriptblock]::Create('1 + 1'); & $sb; \"$sb\"", "2|1 + 1"),
        ("$_ = 'outer'; 1 | % { $_ }; $_", "1|outer"),
        ("1,2 | % { $o = $_; 10,20 | % { $o + $_ } }", "11|21|12|22"),
    ]);
}
