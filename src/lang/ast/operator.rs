//! Operators, told apart by meaning: `-eq` and `-ieq` are one, `-ceq` is the same with its case.

/// Whether text is compared with regard to case. Without `c` or `i` in front, PowerShell ignores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Insensitive,
    Sensitive,
}

/// The right side of `And`, `Or` and `Coalesce` is evaluated only when needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `..`
    Range,
    /// `-f`
    Format,
    And,
    Or,
    Xor,
    /// `-band`
    BitAnd,
    /// `-bor`
    BitOr,
    /// `-bxor`
    BitXor,
    /// `-shl`
    ShiftLeft,
    /// `-shr`
    ShiftRight,
    /// `??`
    Coalesce,
    Equal(Case),
    NotEqual(Case),
    Greater(Case),
    GreaterOrEqual(Case),
    Less(Case),
    LessOrEqual(Case),
    Like(Case),
    NotLike(Case),
    Match(Case),
    NotMatch(Case),
    Contains(Case),
    NotContains(Case),
    In(Case),
    NotIn(Case),
    Replace(Case),
    Split(Case),
    Join,
    Is,
    IsNot,
    As,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-not`, `!`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// `-bnot`
    BitNot,
    /// `-split 'a b'`: at blanks.
    Split(Case),
    /// `-join $list`: with nothing between.
    Join,
    /// `,1`: an array of one.
    Comma,
}

/// `++` and `--`; the operand is a variable, an index or a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncDec {
    PreIncrement,
    PreDecrement,
    PostIncrement,
    PostDecrement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignOp {
    /// `=`
    Set,
    /// `+=`
    Add,
    /// `-=`
    Subtract,
    /// `*=`
    Multiply,
    /// `/=`
    Divide,
    /// `%=`
    Remainder,
    /// `??=`
    Coalesce,
}

impl AssignOp {
    /// The operator a compound assignment applies first; `None` for `=` and `??=`.
    pub fn operation(self) -> Option<BinaryOp> {
        match self {
            AssignOp::Add => Some(BinaryOp::Add),
            AssignOp::Subtract => Some(BinaryOp::Subtract),
            AssignOp::Multiply => Some(BinaryOp::Multiply),
            AssignOp::Divide => Some(BinaryOp::Divide),
            AssignOp::Remainder => Some(BinaryOp::Remainder),
            AssignOp::Set | AssignOp::Coalesce => None,
        }
    }
}
