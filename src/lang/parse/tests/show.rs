//! A tree as one short line: operators in front, lists in brackets, quotes as they were.

use std::fmt::Write;

use crate::lang::ast::*;

pub fn show(script: &Script) -> String {
    script_block(&script.block)
}

fn script_block(block: &ScriptBlock) -> String {
    let mut out = String::new();
    for attribute in &block.attributes {
        out += &attribute_text(attribute);
        out.push(' ');
    }
    if let Some(params) = &block.params {
        write!(out, "param({}) ", list(params, parameter)).expect("strings take all text");
    }
    for (name, part) in [("begin", &block.begin), ("process", &block.process)] {
        if let Some(part) = part {
            write!(out, "{name}{{{}}} ", statements(part)).expect("strings take all text");
        }
    }
    if let Some(clean) = &block.clean {
        write!(out, "clean{{{}}} ", statements(clean)).expect("strings take all text");
    }
    if let Some(end) = &block.end {
        let named = block.begin.is_some() || block.process.is_some();
        out += &if named { format!("end{{{}}}", statements(end)) } else { statements(end) };
    }
    out.trim_end().to_owned()
}

fn list<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    items.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn parameter(parameter: &Parameter) -> String {
    let mut out: String = parameter.attributes.iter().map(attribute_text).collect();
    out.extend(parameter.types.iter().map(|name| format!("[{}]", type_name(name))));
    write!(out, "${}", parameter.name).expect("strings take all text");
    if let Some(default) = &parameter.default {
        write!(out, "={}", expr(default)).expect("strings take all text");
    }
    out
}

fn attribute_text(attribute: &Attribute) -> String {
    let positional = attribute.positional.iter().map(expr);
    let named = attribute.named.iter().map(|argument| match &argument.value {
        Some(value) => format!("{}={}", argument.name, expr(value)),
        None => argument.name.to_string(),
    });
    let arguments: Vec<String> = positional.chain(named).collect();
    format!("[{}({})]", type_name(&attribute.name), arguments.join(", "))
}

fn type_name(name: &TypeName) -> String {
    let mut out = name.name.to_string();
    if !name.arguments.is_empty() {
        write!(out, "[{}]", list(&name.arguments, type_name)).expect("strings take all text");
    }
    if name.rank > 1 {
        return out + &format!("[{}]", ",".repeat(usize::from(name.rank) - 1));
    }
    out + &"[]".repeat(usize::from(name.array_depth))
}

fn statements(block: &Block) -> String {
    block.statements.iter().map(statement).collect::<Vec<_>>().join("; ")
}

fn braces(block: &Block) -> String {
    format!("{{{}}}", statements(block))
}

fn label(label: &Option<std::sync::Arc<str>>) -> String {
    label.as_ref().map(|label| format!(":{label} ")).unwrap_or_default()
}

fn optional(statement_: &Option<Box<Statement>>) -> String {
    statement_.as_ref().map(|inner| statement(inner)).unwrap_or_default()
}

fn statement(node: &Statement) -> String {
    match &node.kind {
        StatementKind::Pipeline(inner) => chain(inner),
        StatementKind::Assign { target, op, value } => format!("{} {} {}", expr(target), assign(*op), statement(value)),
        StatementKind::If { clauses, otherwise } => {
            let clauses: Vec<String> =
                clauses.iter().map(|(test, body)| format!("if({}){}", statement(test), braces(body))).collect();
            let otherwise = otherwise.as_ref().map(|body| format!(" else{}", braces(body))).unwrap_or_default();
            clauses.join(" else") + &otherwise
        }
        StatementKind::Switch { label: name, mode, case_sensitive, input, clauses } => {
            let input = match input {
                SwitchInput::Value(value) => format!("({})", statement(value)),
                SwitchInput::File(path) => format!("-File {}", expr(path)),
            };
            let case = if *case_sensitive { " -CaseSensitive" } else { "" };
            let clauses = clauses.iter().map(|clause| match &clause.test {
                SwitchTest::Value(test) => format!("{} {}", expr(test), braces(&clause.body)),
                SwitchTest::Default => format!("default {}", braces(&clause.body)),
            });
            format!("{}switch {mode:?}{case} {input} {{ {} }}", label(name), clauses.collect::<Vec<_>>().join(" "))
        }
        StatementKind::For { label: name, initial, condition, step, body } => format!(
            "{}for({}; {}; {}){}",
            label(name),
            optional(initial),
            optional(condition),
            optional(step),
            braces(body)
        ),
        StatementKind::Foreach { label: name, variable: item, items, body } => {
            format!("{}foreach({} in {}){}", label(name), variable(item), statement(items), braces(body))
        }
        StatementKind::While { label: name, condition, body } => {
            format!("{}while({}){}", label(name), statement(condition), braces(body))
        }
        StatementKind::Do { label: name, body, condition, until } => {
            let keyword = if *until { "until" } else { "while" };
            format!("{}do{}{keyword}({})", label(name), braces(body), statement(condition))
        }
        StatementKind::Try { body, catches, finally } => {
            let mut out = format!("try{}", braces(body));
            for catch in catches {
                write!(out, " catch[{}]{}", list(&catch.types, type_name), braces(&catch.body)).expect("text");
            }
            if let Some(finally) = finally {
                write!(out, " finally{}", braces(finally)).expect("strings take all text");
            }
            out
        }
        StatementKind::Throw(value) => {
            format!("throw{}", value.as_ref().map(|value| format!(" {}", statement(value))).unwrap_or_default())
        }
        StatementKind::Return(value) => {
            format!("return{}", value.as_ref().map(|value| format!(" {}", statement(value))).unwrap_or_default())
        }
        StatementKind::Exit(value) => {
            format!("exit{}", value.as_ref().map(|value| format!(" {}", statement(value))).unwrap_or_default())
        }
        StatementKind::Break(to) => {
            format!("break{}", to.as_ref().map(|to| format!(" {}", expr(to))).unwrap_or_default())
        }
        StatementKind::Continue(to) => {
            format!("continue{}", to.as_ref().map(|to| format!(" {}", expr(to))).unwrap_or_default())
        }
        StatementKind::Function { name, filter, body } => {
            format!("{} {name} {{{}}}", if *filter { "filter" } else { "function" }, script_block(body))
        }
    }
}

fn assign(op: AssignOp) -> &'static str {
    match op {
        AssignOp::Set => "=",
        AssignOp::Add => "+=",
        AssignOp::Subtract => "-=",
        AssignOp::Multiply => "*=",
        AssignOp::Divide => "/=",
        AssignOp::Remainder => "%=",
        AssignOp::Coalesce => "??=",
    }
}

fn chain(chain: &Chain) -> String {
    let mut out = pipeline(&chain.first);
    for (operator, next) in &chain.rest {
        out += if *operator == ChainOperator::And { " && " } else { " || " };
        out += &pipeline(next);
    }
    out
}

fn pipeline(pipeline: &Pipeline) -> String {
    pipeline.stages.iter().map(stage).collect::<Vec<_>>().join(" | ")
}

fn stage(stage: &Stage) -> String {
    match stage {
        Stage::Expression { expr: value, redirections } => expr(value) + &redirected(redirections),
        Stage::Command(inner) => command(inner),
    }
}

fn command(command: &Command) -> String {
    let sign = match command.invocation {
        Invocation::Name => "",
        Invocation::Call => "& ",
        Invocation::Dot => ". ",
    };
    let mut out = format!("<{sign}{}", expr(&command.name));
    for element in &command.elements {
        out.push(' ');
        out += &match element {
            Element::Parameter { name, value: Some(value), .. } => format!("-{name}:{}", expr(value)),
            Element::Parameter { name, value: None, .. } => format!("-{name}"),
            Element::Argument(argument) => expr(argument),
            Element::Splat(splatted) => variable(splatted).replacen('$', "@", 1),
            Element::EndOfParameters(_) => "--".to_owned(),
            Element::Verbatim { text, .. } => format!("--% {text}"),
        };
    }
    out + &redirected(&command.redirections) + ">"
}

fn redirected(redirections: &[Redirection]) -> String {
    let one = |redirection: &Redirection| {
        let from = match redirection.from {
            Stream::All => "*".to_owned(),
            Stream::Number(number) => number.to_string(),
        };
        match &redirection.to {
            Sink::Output => format!(" {from}>&1"),
            Sink::File { path, append } => format!(" {from}{}{}", if *append { ">>" } else { ">" }, expr(path)),
        }
    };
    redirections.iter().map(one).collect()
}

fn variable(variable: &Variable) -> String {
    let scope = match &variable.scope {
        Scope::Default => String::new(),
        Scope::Drive(drive) => format!("drive-{drive}:"),
        other => format!("{other:?}:"),
    };
    format!("${scope}{}", variable.name)
}

fn expr(node: &Expr) -> String {
    match &node.kind {
        ExprKind::Number { raw, .. } => raw.to_string(),
        ExprKind::Text { value, quote: Quote::Bare } => value.to_string(),
        ExprKind::Text { value, quote } => format!("{0}{value}{0}", sign(*quote)),
        ExprKind::Expandable { parts, quote } => {
            let parts = parts.iter().map(|part| match part {
                Part::Text(text) => text.to_string(),
                Part::Value(value) => format!("{{{}}}", expr(value)),
            });
            format!("{0}{1}{0}", sign(*quote), parts.collect::<String>())
        }
        ExprKind::Variable(inner) => variable(inner),
        ExprKind::Array(items) => format!("[{}]", list(items, expr)),
        ExprKind::ArrayOf(block) => format!("@({})", statements(block)),
        ExprKind::Subexpression(block) => format!("$({})", statements(block)),
        ExprKind::Paren(inner) => format!("({})", statement(inner)),
        ExprKind::Hashtable { entries, ordered } => {
            let entries = list(entries, |entry| format!("{}={}", expr(&entry.key), statement(&entry.value)));
            format!("{}@{{{entries}}}", if *ordered { "ordered" } else { "" })
        }
        ExprKind::ScriptBlock(block) => format!("{{{}}}", script_block(block)),
        ExprKind::Type(name) => format!("[{}]", type_name(name)),
        ExprKind::Member { target, name, is_static, conditional } => {
            format!("{}{}{}", expr(target), access(*is_static, *conditional), expr(name))
        }
        ExprKind::Call { target, name, arguments, is_static, conditional } => {
            format!("{}{}{}({})", expr(target), access(*is_static, *conditional), expr(name), list(arguments, expr))
        }
        ExprKind::Index { target, index, conditional } => {
            format!("{}{}[{}]", expr(target), if *conditional { "?" } else { "" }, expr(index))
        }
        ExprKind::Unary { op, operand } => format!("({op:?} {})", expr(operand)),
        ExprKind::IncDec { op, operand } => format!("({op:?} {})", expr(operand)),
        ExprKind::Binary { op, left, right, .. } => format!("({} {} {})", binary(*op), expr(left), expr(right)),
        ExprKind::Cast { to, operand } => format!("([{}] {})", type_name(to), expr(operand)),
        ExprKind::Attributed { attribute, operand } => format!("({} {})", attribute_text(attribute), expr(operand)),
        ExprKind::Ternary { condition, yes, no } => format!("(? {} {} {})", expr(condition), expr(yes), expr(no)),
    }
}

fn sign(quote: Quote) -> &'static str {
    match quote {
        Quote::Bare => "~",
        Quote::Single => "'",
        Quote::Double => "\"",
        Quote::HereSingle => "@'@",
        Quote::HereDouble => "@\"@",
    }
}

fn access(is_static: bool, conditional: bool) -> &'static str {
    match (is_static, conditional) {
        (true, _) => "::",
        (false, true) => "?.",
        (false, false) => ".",
    }
}

fn binary(op: BinaryOp) -> String {
    match op {
        BinaryOp::Add => "+".into(),
        BinaryOp::Subtract => "-".into(),
        BinaryOp::Multiply => "*".into(),
        BinaryOp::Divide => "/".into(),
        BinaryOp::Remainder => "%".into(),
        BinaryOp::Range => "..".into(),
        BinaryOp::Coalesce => "??".into(),
        other => format!("{other:?}").replace("(Insensitive)", "").replace("(Sensitive)", "!"),
    }
}
