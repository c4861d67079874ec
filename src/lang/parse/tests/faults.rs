//! What is refused, under which name, and where it points.

use super::refused;

#[test]
fn brackets_and_quotes() {
    refused(&[
        ("if ($a) { 1", "MissingEndCurlyBrace", "{"),
        ("Get-X {", "MissingEndCurlyBrace", "{"),
        ("@{ a=1;b=2;", "MissingEndCurlyBrace", "@{"),
        ("(1", "MissingEndParenthesisInExpression", "("),
        ("(1 2)", "UnexpectedToken", "2"),
        ("$(1", "MissingEndParenthesisInSubexpression", "$("),
        ("@(1", "MissingEndParenthesisInSubexpression", "@("),
        ("$a.Foo(1", "MissingEndParenthesisInMethodCall", "("),
        ("$a.Foo(contoso)", "MissingEndParenthesisInMethodCall", "("),
        ("$a[0", "MissingEndSquareBracket", "0"),
        ("$a[]", "MissingArrayIndexExpression", "["),
        ("   )", "UnexpectedToken", ")"),
        ("   }", "UnexpectedToken", "}"),
        ("'abc", "TerminatorExpectedAtEndOfString", "'"),
        ("\"abc", "TerminatorExpectedAtEndOfString", "\""),
        ("Get-X “abc", "TerminatorExpectedAtEndOfString", "“"),
        ("@'\nabc\n '@", "WhitespaceBeforeHereStringFooter", "'@"),
        ("@'\nabc", "TerminatorExpectedAtEndOfString", "@'"),
        ("@' abc\n'@", "UnexpectedCharactersAfterHereStringHeader", "abc"),
        ("<# abc", "MissingTerminatorMultiLineComment", "<#"),
        ("${abc", "IncompleteDollarVariableReference", "${"),
        ("${}", "EmptyVariableReference", "${}"),
        ("\"$x: y\"", "InvalidVariableReferenceWithDrive", "$x:"),
        ("\"`u{219z}\"", "InvalidUnicodeEscapeSequence", "`u{219"),
        ("\"`u{110000}\"", "InvalidUnicodeEscapeSequenceValue", "`u{110000"),
        ("\"$(\"\"abc)\"", "TerminatorExpectedAtEndOfString", "\""),
        ("()", "ExpectedExpression", "("),
        ("2.GetType()", "ExpectedExpression", "("),
    ]);
}

#[test]
fn expressions() {
    refused(&[
        ("1+", "ExpectedValueExpression", "+"),
        ("$a -eq", "ExpectedValueExpression", "-eq"),
        ("$a -eq contoso", "ExpectedValueExpression", "-eq"),
        ("$a =", "ExpectedValueExpression", "="),
        ("$a -foo 1", "UnexpectedToken", "-foo"),
        ("$a -neq 1", "UnexpectedToken", "-neq"),
        ("$a == 1", "UnexpectedToken", "=="),
        ("$a != 1", "UnexpectedToken", "!="),
        ("1 2", "UnexpectedToken", "2"),
        ("-not", "MissingExpressionAfterOperator", "-not"),
        ("1,", "MissingExpressionAfterToken", ","),
        ("$a.", "MissingPropertyName", "."),
        ("[", "MissingTypename", ""),
        ("[int", "EndSquareBracketExpectedAtEndOfType", "[int"),
        ("[a()]2", "UnexpectedAttribute", "a"),
        ("[int[,,,]]$x", "UnsupportedArrayRank", ","),
        ("[ordered]5", "OrderedAttributeOnlyOnHashLiteralNode", "5"),
        ("5++", "OperatorRequiresVariableOrProperty", "++"),
        ("++5", "OperatorRequiresVariableOrProperty", "++"),
        ("$true ?", "ExpectedValueExpression", "?"),
        ("$true ? 3", "MissingColonInTernaryExpression", "$true ? 3"),
        ("$true ? 3 :", "ExpectedValueExpression", ":"),
        ("@a", "SplattingNotPermitted", "@a"),
        ("foreach (@a in $b) {}", "SplattingNotPermitted", "@a"),
        ("0x", "BadNumericConstant", "0x"),
        ("$a,$b += 1,2", "InvalidLeftHandSide", "$a,$b"),
        ("1 = 2", "InvalidLeftHandSide", "1"),
        ("${x}?.name = 1", "InvalidLeftHandSide", "${x}?.name"),
    ]);
}

#[test]
fn commands_and_pipelines() {
    refused(&[
        ("|gps", "EmptyPipeElement", "|"),
        ("gps|", "EmptyPipeElement", "|"),
        ("gps| |foreach name", "EmptyPipeElement", "|"),
        ("'Hello'\n\n | Get-X", "EmptyPipeElement", "|"),
        ("1|1", "ExpressionsMustBeFirstInPipeline", "1"),
        ("Get-X | $x", "ExpressionsMustBeFirstInPipeline", "$x"),
        ("gcm -a:", "ParameterRequiresArgument", "-a:"),
        ("gcm -a: 1,", "MissingExpression", ","),
        ("gcm ,", "MissingArgument", ","),
        ("gcm a,,b", "MissingExpression", ","),
        ("Get-X &", "BackgroundNotSupported", "&"),
        ("Get-X &&", "EmptyPipelineChainElement", "&&"),
        ("Get-X || throw 'x'", "StatementInPipelineChain", "throw"),
        ("&", "MissingExpression", "&"),
        ("Get-X < in.txt", "RedirectionNotSupported", "<"),
        ("New-X -Name <ConnectorName> -Y", "RedirectionNotSupported", "<ConnectorName>"),
        ("Get-X 1>&2", "RedirectionNotSupported", "1>&2"),
        ("Get-X >", "MissingFileSpecification", ">"),
        ("Get-X > a > b", "StreamAlreadyRedirected", "> b"),
        ("Get-X @contoso.com", "UnrecognizedToken", "@contoso.com"),
        ("Get-X @", "UnrecognizedToken", "@"),
        ("(if ($x) { 1 })", "StatementInParentheses", "if"),
    ]);
}

#[test]
fn statements() {
    refused(&[
        ("if", "MissingOpenParenthesisInIfStatement", ""),
        ("if ()", "IfStatementMissingCondition", "("),
        ("if ($a", "MissingEndParenthesisAfterStatement", "("),
        ("if ($a)", "MissingStatementBlock", ""),
        ("if ($a) {} else", "MissingStatementBlockAfterElse", ""),
        ("if ($a) {} else if ($b) {}", "MissingStatementBlockAfterElse", "if"),
        ("else { 1 }", "UnexpectedToken", "else"),
        ("foreach", "MissingOpenParenthesisAfterKeyword", ""),
        ("foreach (", "MissingVariableNameAfterForeach", ""),
        ("foreach ($a into", "MissingInInForeach", "$a"),
        ("foreach ($a in", "MissingForeachExpression", ""),
        ("foreach ($a in $x", "MissingEndParenthesisAfterForeach", "("),
        ("foreach ($a in $x)", "MissingForeachStatement", ""),
        ("for(;", "MissingEndParenthesisAfterStatement", "("),
        ("for($a;$b;$c)", "MissingLoopStatement", ""),
        ("while (", "MissingExpressionAfterKeyword", "("),
        ("do {}", "MissingWhileOrUntilInDoWhile", "{}"),
        ("try {}", "MissingCatchOrFinally", "{}"),
        ("try {} catch [int],", "MissingTypeLiteralToken", ""),
        ("try {} finally { return }", "ControlLeavingFinally", "return"),
        ("try {} finally { break }", "ControlLeavingFinally", "break"),
        ("switch (1)", "MissingCurlyBraceInSwitchStatement", ""),
        ("switch (1) {", "MissingEndCurlyBrace", "{"),
        ("switch (1) {}", "MissingSwitchConditionExpression", "{"),
        ("switch (1) { 1 }", "MissingSwitchStatementClause", "1"),
        ("switch (1) { 1, 2 { 3 } }", "MissingSwitchStatementClause", "1"),
        ("switch (1) {default {} default {}}", "MultipleSwitchDefaultClauses", "default {}"),
        ("switch -abc (1) {}", "InvalidSwitchFlag", "-abc"),
        ("function", "MissingNameAfterKeyword", ""),
        ("function foo", "MissingFunctionBody", "foo"),
        ("function foo($a", "MissingEndParenthesisInFunctionParameterList", "("),
        ("function f($a,[int]$a){}", "DuplicateFormalParameter", "[int]$a"),
        ("function f($a) { param($b) }", "ParametersDeclaredTwice", "f($a)"),
        ("param($a $b)", "MissingEndParenthesisInFunctionParameterList", "$"),
        ("function foo {param(}", "MissingEndParenthesisInFunctionParameterList", "("),
        ("param([int])", "InvalidFunctionParameter", ")"),
        ("param($a,)", "MissingExpressionAfterToken", ","),
        ("1; param($a)", "ParamBlockNotFirst", "param"),
        ("begin { } 1", "UnexpectedToken", "1"),
        ("begin { } begin { }", "DuplicateScriptCommandClause", "begin"),
        ("@{ a 1 }", "MissingEqualsInHashLiteral", "a"),
        ("@{ a: 1 }", "MissingEqualsInHashLiteral", "a"),
        ("@{ a = 1 A = 2 }", "UnexpectedToken", "A"),
        ("@{ a = 1; A = 2 }", "DuplicateKeyInHashLiteral", "A"),
        ("@{ a = }", "MissingStatementInHashLiteral", "="),
    ]);
}

#[test]
fn what_is_not_supported_says_so_by_name() {
    refused(&[
        ("class Queue { [int]$Count }", "UnsupportedStatement", "class"),
        ("enum Colour { Red }", "UnsupportedStatement", "enum"),
        ("using namespace System.Net", "UnsupportedStatement", "using"),
        ("trap { 1 }", "UnsupportedStatement", "trap"),
        ("workflow Foo { }", "UnsupportedStatement", "workflow"),
        ("data { 'x' }", "UnsupportedStatement", "data"),
        ("foreach -parallel ($x in $y) { }", "KeywordParameterReservedForFutureUse", "-parallel"),
    ]);
}
