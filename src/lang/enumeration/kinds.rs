//! The enumerations that administrators' scripts name, with .NET's names and numbers.

use super::Kind;
use crate::lang::types::Base;

pub(super) fn of(base: Base) -> Option<&'static Kind> {
    Some(match base {
        Base::ActionPreference => &ACTION_PREFERENCE,
        Base::ConfirmImpact => &CONFIRM_IMPACT,
        Base::ErrorCategory => &ERROR_CATEGORY,
        Base::ShouldProcessReason => &SHOULD_PROCESS_REASON,
        Base::StringComparison => &STRING_COMPARISON,
        Base::SplitOptions => &SPLIT_OPTIONS,
        Base::MidpointRounding => &MIDPOINT_ROUNDING,
        Base::RegexOptions => &REGEX_OPTIONS,
        Base::NumberStyles => &NUMBER_STYLES,
        Base::DateTimeStyles => &DATE_TIME_STYLES,
        Base::DateTimeKind => &DATE_TIME_KIND,
        Base::SpecialFolder => &SPECIAL_FOLDER,
        Base::EnvironmentTarget => &ENVIRONMENT_TARGET,
        Base::ConsoleColor => &CONSOLE_COLOR,
        Base::FileAttributes => &FILE_ATTRIBUTES,
        Base::UnixFileMode => &UNIX_FILE_MODE,
        Base::OutputRendering => &OUTPUT_RENDERING,
        Base::ErrorView => &ERROR_VIEW,
        Base::MatchSplitOptions => &MATCH_SPLIT_OPTIONS,
        _ => return None,
    })
}

const fn one_of(base: Base, names: &'static [(&'static str, i32)]) -> Kind {
    Kind { full_name: base.full_name(), is_set: false, names }
}

const fn set_of(base: Base, names: &'static [(&'static str, i32)]) -> Kind {
    Kind { full_name: base.full_name(), is_set: true, names }
}

/// Those that are obeyed: there is no debugger to break into, and there are no workflows to suspend.
static ACTION_PREFERENCE: Kind = one_of(
    Base::ActionPreference,
    &[("SilentlyContinue", 0), ("Stop", 1), ("Continue", 2), ("Inquire", 3), ("Ignore", 4)],
);

static OUTPUT_RENDERING: Kind = one_of(Base::OutputRendering, &[("Host", 0), ("PlainText", 1), ("Ansi", 2)]);

static ERROR_VIEW: Kind =
    one_of(Base::ErrorView, &[("NormalView", 0), ("CategoryView", 1), ("ConciseView", 2), ("DetailedView", 3)]);

/// What `-split` can be told.
static MATCH_SPLIT_OPTIONS: Kind = set_of(
    Base::MatchSplitOptions,
    &[
        ("SimpleMatch", 1),
        ("RegexMatch", 2),
        ("CultureInvariant", 4),
        ("IgnorePatternWhitespace", 8),
        ("Multiline", 16),
        ("Singleline", 32),
        ("IgnoreCase", 64),
        ("ExplicitCapture", 128),
    ],
);

static CONFIRM_IMPACT: Kind = one_of(Base::ConfirmImpact, &[("None", 0), ("Low", 1), ("Medium", 2), ("High", 3)]);

static SHOULD_PROCESS_REASON: Kind = one_of(Base::ShouldProcessReason, &[("None", 0), ("WhatIf", 1)]);

static ERROR_CATEGORY: Kind = one_of(
    Base::ErrorCategory,
    &[
        ("NotSpecified", 0),
        ("OpenError", 1),
        ("CloseError", 2),
        ("DeviceError", 3),
        ("DeadlockDetected", 4),
        ("InvalidArgument", 5),
        ("InvalidData", 6),
        ("InvalidOperation", 7),
        ("InvalidResult", 8),
        ("InvalidType", 9),
        ("MetadataError", 10),
        ("NotImplemented", 11),
        ("NotInstalled", 12),
        ("ObjectNotFound", 13),
        ("OperationStopped", 14),
        ("OperationTimeout", 15),
        ("SyntaxError", 16),
        ("ParserError", 17),
        ("PermissionDenied", 18),
        ("ResourceBusy", 19),
        ("ResourceExists", 20),
        ("ResourceUnavailable", 21),
        ("ReadError", 22),
        ("WriteError", 23),
        ("FromStdErr", 24),
        ("SecurityError", 25),
        ("ProtocolError", 26),
        ("ConnectionError", 27),
        ("AuthenticationError", 28),
        ("LimitsExceeded", 29),
        ("QuotaExceeded", 30),
        ("NotEnabled", 31),
    ],
);

static STRING_COMPARISON: Kind = one_of(
    Base::StringComparison,
    &[
        ("CurrentCulture", 0),
        ("CurrentCultureIgnoreCase", 1),
        ("InvariantCulture", 2),
        ("InvariantCultureIgnoreCase", 3),
        ("Ordinal", 4),
        ("OrdinalIgnoreCase", 5),
    ],
);

static SPLIT_OPTIONS: Kind = set_of(Base::SplitOptions, &[("None", 0), ("RemoveEmptyEntries", 1), ("TrimEntries", 2)]);

static MIDPOINT_ROUNDING: Kind = one_of(
    Base::MidpointRounding,
    &[("ToEven", 0), ("AwayFromZero", 1), ("ToZero", 2), ("ToNegativeInfinity", 3), ("ToPositiveInfinity", 4)],
);

static REGEX_OPTIONS: Kind = set_of(
    Base::RegexOptions,
    &[
        ("None", 0),
        ("IgnoreCase", 1),
        ("Multiline", 2),
        ("ExplicitCapture", 4),
        ("Compiled", 8),
        ("Singleline", 16),
        ("IgnorePatternWhitespace", 32),
        ("RightToLeft", 64),
        ("ECMAScript", 256),
        ("CultureInvariant", 512),
        ("NonBacktracking", 1024),
    ],
);

static NUMBER_STYLES: Kind = set_of(
    Base::NumberStyles,
    &[
        ("None", 0),
        ("AllowLeadingWhite", 1),
        ("AllowTrailingWhite", 2),
        ("AllowLeadingSign", 4),
        ("Integer", 7),
        ("AllowTrailingSign", 8),
        ("AllowParentheses", 16),
        ("AllowDecimalPoint", 32),
        ("AllowThousands", 64),
        ("Number", 111),
        ("AllowExponent", 128),
        ("Float", 167),
        ("AllowCurrencySymbol", 256),
        ("Currency", 383),
        ("Any", 511),
        ("AllowHexSpecifier", 512),
        ("HexNumber", 515),
        ("AllowBinarySpecifier", 1024),
        ("BinaryNumber", 1027),
    ],
);

static DATE_TIME_STYLES: Kind = set_of(
    Base::DateTimeStyles,
    &[
        ("None", 0),
        ("AllowLeadingWhite", 1),
        ("AllowTrailingWhite", 2),
        ("AllowInnerWhite", 4),
        ("AllowWhiteSpaces", 7),
        ("NoCurrentDateDefault", 8),
        ("AdjustToUniversal", 16),
        ("AssumeLocal", 32),
        ("AssumeUniversal", 64),
        ("RoundtripKind", 128),
    ],
);

static DATE_TIME_KIND: Kind = one_of(Base::DateTimeKind, &[("Unspecified", 0), ("Utc", 1), ("Local", 2)]);

static SPECIAL_FOLDER: Kind = one_of(
    Base::SpecialFolder,
    &[
        ("Desktop", 0),
        ("Personal", 5),
        ("MyDocuments", 5),
        ("MyMusic", 13),
        ("MyVideos", 14),
        ("DesktopDirectory", 16),
        ("ApplicationData", 26),
        ("LocalApplicationData", 28),
        ("CommonApplicationData", 35),
        ("System", 37),
        ("MyPictures", 39),
        ("UserProfile", 40),
    ],
);

static ENVIRONMENT_TARGET: Kind = one_of(Base::EnvironmentTarget, &[("Process", 0), ("User", 1), ("Machine", 2)]);

static CONSOLE_COLOR: Kind = one_of(
    Base::ConsoleColor,
    &[
        ("Black", 0),
        ("DarkBlue", 1),
        ("DarkGreen", 2),
        ("DarkCyan", 3),
        ("DarkRed", 4),
        ("DarkMagenta", 5),
        ("DarkYellow", 6),
        ("Gray", 7),
        ("DarkGray", 8),
        ("Blue", 9),
        ("Green", 10),
        ("Cyan", 11),
        ("Red", 12),
        ("Magenta", 13),
        ("Yellow", 14),
        ("White", 15),
    ],
);

static FILE_ATTRIBUTES: Kind = set_of(
    Base::FileAttributes,
    &[
        ("ReadOnly", 0x1),
        ("Hidden", 0x2),
        ("System", 0x4),
        ("Directory", 0x10),
        ("Archive", 0x20),
        ("Device", 0x40),
        ("Normal", 0x80),
        ("Temporary", 0x100),
        ("SparseFile", 0x200),
        ("ReparsePoint", 0x400),
        ("Compressed", 0x800),
        ("Offline", 0x1000),
        ("NotContentIndexed", 0x2000),
        ("Encrypted", 0x4000),
        ("IntegrityStream", 0x8000),
        ("NoScrubData", 0x2_0000),
    ],
);

static UNIX_FILE_MODE: Kind = set_of(
    Base::UnixFileMode,
    &[
        ("None", 0),
        ("OtherExecute", 0o1),
        ("OtherWrite", 0o2),
        ("OtherRead", 0o4),
        ("GroupExecute", 0o10),
        ("GroupWrite", 0o20),
        ("GroupRead", 0o40),
        ("UserExecute", 0o100),
        ("UserWrite", 0o200),
        ("UserRead", 0o400),
        ("StickyBit", 0o1000),
        ("SetGroup", 0o2000),
        ("SetUser", 0o4000),
    ],
);
