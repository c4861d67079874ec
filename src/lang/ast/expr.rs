//! Expressions: everything that yields a value.

use std::sync::Arc;

use super::{Attribute, BinaryOp, Block, IncDec, ScriptBlock, Statement, UnaryOp};
use crate::model::{BigInteger, FixedWidth, Span};

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

impl Expr {
    pub fn new(kind: ExprKind, span: Span) -> Expr {
        Expr { kind, span }
    }

    /// The text of a string literal without anything to expand, however quoted.
    pub fn literal_text(&self) -> Option<&str> {
        match &self.kind {
            ExprKind::Text { value, .. } => Some(value),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `raw` is the literal as typed: an argument bound to a string parameter keeps it (`-Name 007` stays "007").
    Number {
        value: Number,
        raw: Arc<str>,
    },
    /// A string without anything to expand, escapes resolved.
    Text {
        value: Arc<str>,
        quote: Quote,
    },
    /// A string with variables or `$(…)` in it. In argument mode also a bare word such as `$a+2` or `x$y`.
    Expandable {
        parts: Vec<Part>,
        quote: Quote,
    },
    Variable(Variable),
    /// `a, b, c`: at least two. `,a` is `Unary` with `Comma`.
    Array(Vec<Expr>),
    /// `@( … )`: whatever the statements yield, always as an array.
    ArrayOf(Block),
    /// `$( … )`: nothing, one value or an array.
    Subexpression(Block),
    /// `( … )`: holds a `Pipeline` or an `Assign`.
    Paren(Box<Statement>),
    /// `@{ … }`. `ordered` is set by `[ordered]`, which is then no cast, and under a `[pscustomobject]` cast.
    Hashtable {
        entries: Vec<HashEntry>,
        ordered: bool,
    },
    ScriptBlock(Arc<ScriptBlock>),
    /// `[int]` as a value.
    Type(TypeName),
    /// `.name`, `::name`. The name is a `Text` unless computed (`.$name`, `.('a' + 'b')`, `."x$y"`).
    Member {
        target: Box<Expr>,
        name: Box<Expr>,
        is_static: bool,
        /// `?.`: null when the target is null.
        conditional: bool,
    },
    /// `.name(arguments)`, `::name(arguments)`, `.Where{ … }`.
    Call {
        target: Box<Expr>,
        name: Box<Expr>,
        arguments: Vec<Expr>,
        is_static: bool,
        conditional: bool,
    },
    /// `[index]`: a list or range makes a slice. `?[` is `conditional`.
    Index {
        target: Box<Expr>,
        index: Box<Expr>,
        conditional: bool,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    IncDec {
        op: IncDec,
        operand: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        left: Box<Expr>,
        right: Box<Expr>,
        /// The operator's own place, for errors about it.
        op_span: Span,
    },
    /// `[type] operand`
    Cast {
        to: TypeName,
        operand: Box<Expr>,
    },
    /// `[ValidateRange(1, 5)]$x`, which only an assignment has on its left.
    Attributed {
        attribute: Box<Attribute>,
        operand: Box<Expr>,
    },
    /// `condition ? yes : no`
    Ternary {
        condition: Box<Expr>,
        yes: Box<Expr>,
        no: Box<Expr>,
    },
}

/// A numeric literal's value, with suffix and multiplier applied, of the type PowerShell gives it.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    Int(i32),
    Long(i64),
    /// `mantissa / 10^scale`, a .NET decimal: at most 96 bits of mantissa, scale at most 28.
    Decimal {
        mantissa: i128,
        scale: u32,
    },
    Double(f64),
    /// With a suffix of one of the rarer types.
    Fixed(FixedWidth),
    /// With the suffix `n`: of any size.
    Big(BigInteger),
}

/// How a string was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// A bare word in argument mode, or a name.
    Bare,
    Single,
    Double,
    /// `@' … '@`
    HereSingle,
    /// `@" … "@`
    HereDouble,
}

/// A piece of an expandable string.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Escapes resolved.
    Text(Arc<str>),
    /// A `Variable` or a `Subexpression`. Members do not expand: `"$x.Name"` is `$x` and the text `.Name`.
    Value(Expr),
}

/// `key = value` in a hashtable. A bare key is a `Text`. The value may be any statement.
#[derive(Clone, Debug, PartialEq)]
pub struct HashEntry {
    pub key: Expr,
    pub value: Statement,
}

/// `$name`, `${any name}`, `$scope:name`.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    pub scope: Scope,
    /// Without `$`, braces and scope, as typed. Also `?`, `^`, `$` and `_`.
    pub name: Arc<str>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// None given.
    Default,
    Global,
    Script,
    Local,
    Private,
    /// `$using:x`
    Using,
    /// `$env:X`
    Environment,
    /// Any other drive, as typed: `$function:prompt`, `$variable:x`.
    Drive(Arc<str>),
}

impl Scope {
    /// What stands in front of the colon.
    pub fn word(&self) -> &str {
        match self {
            Scope::Default => "",
            Scope::Global => "global",
            Scope::Script => "script",
            Scope::Local => "local",
            Scope::Private => "private",
            Scope::Using => "using",
            Scope::Environment => "env",
            Scope::Drive(name) => name,
        }
    }
}

/// `Name.Space[Argument, …][]`
#[derive(Clone, Debug, PartialEq)]
pub struct TypeName {
    /// As typed, without the brackets around, arguments and array marks: `System.Collections.Generic.List`, `int`.
    pub name: Arc<str>,
    pub arguments: Vec<TypeName>,
    /// How many `[]` follow: 1 for `[string[]]`.
    pub array_depth: u8,
    /// Dimensions of the array: 2 for `[string[,]]`, otherwise 0.
    pub rank: u8,
    pub span: Span,
}

impl TypeName {
    /// Whether this is the plain type of that name, ignoring case.
    pub fn is(&self, name: &str) -> bool {
        self.arguments.is_empty() && self.array_depth == 0 && self.name.eq_ignore_ascii_case(name)
    }
}
