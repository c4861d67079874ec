//! Type names: accelerators, names with and without `System.`, and full names.

use super::Base;

/// What administrators write for a type besides its full name.
const ACCELERATORS: &[(&str, Base)] = &[
    ("object", Base::Object),
    ("void", Base::Void),
    ("bool", Base::Bool),
    ("char", Base::Char),
    ("sbyte", Base::SByte),
    ("byte", Base::Byte),
    ("int16", Base::Short),
    ("short", Base::Short),
    ("uint16", Base::UShort),
    ("ushort", Base::UShort),
    ("int", Base::Int),
    ("uint", Base::UInt),
    ("uint32", Base::UInt),
    ("long", Base::Long),
    ("ulong", Base::ULong),
    ("uint64", Base::ULong),
    ("float", Base::Single),
    ("single", Base::Single),
    ("double", Base::Double),
    ("decimal", Base::Decimal),
    ("bigint", Base::Big),
    ("string", Base::String),
    ("datetime", Base::Date),
    ("timespan", Base::Span),
    ("guid", Base::Guid),
    ("ipaddress", Base::Ip),
    ("version", Base::Version),
    ("semver", Base::SemanticVersion),
    ("ipendpoint", Base::EndPoint),
    ("nullstring", Base::NullString),
    ("uri", Base::Uri),
    ("mailaddress", Base::MailAddress),
    ("regex", Base::Regex),
    ("type", Base::Type),
    ("array", Base::Array),
    ("hashtable", Base::Hash),
    ("ordered", Base::Ordered),
    ("pscustomobject", Base::CustomObject),
    ("psobject", Base::CustomObject),
    ("psnoteproperty", Base::NoteProperty),
    ("scriptblock", Base::Block),
    ("switch", Base::Switch),
    ("securestring", Base::Secret),
    ("pscredential", Base::Credential),
    ("ref", Base::Reference),
    ("cultureinfo", Base::Culture),
    ("math", Base::Math),
    ("convert", Base::Convert),
    ("environment", Base::Environment),
    ("wildcardpattern", Base::WildcardPattern),
];

/// Types without an accelerator, by their full names in [`Base::full_name`].
const OTHERS: &[Base] = &[
    Base::DateOffset,
    Base::ArrayList,
    Base::List,
    Base::GenericDictionary,
    Base::HashSet,
    Base::SortedSet,
    Base::Queue,
    Base::Stack,
    Base::PlainQueue,
    Base::PlainStack,
    Base::StringComparer,
    Base::ErrorRecord,
    Base::Path,
    Base::File,
    Base::Encoding,
    Base::TextBuilder,
    Base::Stopwatch,
    Base::Random,
    Base::CompletionResult,
    Base::Dns,
    Base::StringComparison,
    Base::SplitOptions,
    Base::FileAttributes,
    Base::UnixFileMode,
    Base::MidpointRounding,
    Base::RegexOptions,
    Base::NumberStyles,
    Base::DateTimeStyles,
    Base::DateTimeKind,
    Base::SpecialFolder,
    Base::EnvironmentTarget,
    Base::ConsoleColor,
    Base::DayOfWeek,
    Base::Console,
    Base::OutputRendering,
    Base::ErrorView,
    Base::MatchSplitOptions,
    Base::ActionPreference,
    Base::ConfirmImpact,
    Base::ErrorCategory,
    Base::ShouldProcessReason,
    Base::ProgressRecord,
    Base::Enum,
    Base::ValueType,
    Base::Enumerable,
    Base::Collection,
    Base::AnyList,
    Base::Dictionary,
    Base::Comparable,
    Base::Utf8Encoding,
    Base::AsciiEncoding,
    Base::UnicodeEncoding,
    Base::Utf32Encoding,
    Base::ByteSize,
    Base::SmtpAddress,
];

/// Exceptions a script may catch or throw, each with its namespace.
pub(super) const EXCEPTIONS: &[&str] = &[
    "System.Exception",
    "System.SystemException",
    "System.ApplicationException",
    "System.ArithmeticException",
    "System.ArgumentException",
    "System.ArgumentNullException",
    "System.ArgumentOutOfRangeException",
    "System.DivideByZeroException",
    "System.FormatException",
    "System.IndexOutOfRangeException",
    "System.InvalidCastException",
    "System.InvalidOperationException",
    "System.NotImplementedException",
    "System.NotSupportedException",
    "System.OutOfMemoryException",
    "System.OverflowException",
    "System.TimeoutException",
    "System.UnauthorizedAccessException",
    "System.IO.IOException",
    "System.IO.FileNotFoundException",
    "System.IO.DirectoryNotFoundException",
    "System.IO.DriveNotFoundException",
    "System.IO.EndOfStreamException",
    "System.IO.PathTooLongException",
    "System.Collections.Generic.KeyNotFoundException",
    "System.Security.SecurityException",
    "System.Security.Authentication.AuthenticationException",
    "System.InsufficientMemoryException",
    "System.MemberAccessException",
    "System.MissingFieldException",
    "System.MissingMemberException",
    "System.MissingMethodException",
    "System.NullReferenceException",
    "System.ObjectDisposedException",
    "System.OperationCanceledException",
    "System.RankException",
    "System.UriFormatException",
    "System.Net.WebException",
    "System.Net.Sockets.SocketException",
    "System.Text.RegularExpressions.RegexParseException",
    "System.Management.Automation.RuntimeException",
    "System.Management.Automation.MetadataException",
    "System.Management.Automation.ArgumentTransformationMetadataException",
    "System.Management.Automation.ValidationMetadataException",
    "System.Management.Automation.CommandNotFoundException",
    "System.Management.Automation.DriveNotFoundException",
    "System.Management.Automation.ExtendedTypeSystemException",
    "System.Management.Automation.ItemNotFoundException",
    "System.Management.Automation.MethodException",
    "System.Management.Automation.MethodInvocationException",
    "System.Management.Automation.NativeCommandExitException",
    "System.Management.Automation.ParameterBindingException",
    "System.Management.Automation.ParameterBindingArgumentTransformationException",
    "System.Management.Automation.ParameterBindingValidationException",
    "System.Management.Automation.ParseException",
    "System.Management.Automation.PSArgumentException",
    "System.Management.Automation.PSInvalidCastException",
    "System.Management.Automation.PSInvalidOperationException",
    "System.Management.Automation.ActionPreferenceStopException",
    "System.Management.Automation.ScriptCallDepthException",
    "System.Management.Automation.SessionStateException",
    "System.Management.Automation.SessionStateUnauthorizedAccessException",
    "Microsoft.PowerShell.Commands.WriteErrorException",
];

pub(super) fn find(name: &str) -> Option<Base> {
    if let Some((_, base)) = ACCELERATORS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*base);
    }
    let is_named = |full: &str| {
        let short = full.strip_prefix("System.").unwrap_or(full);
        full.eq_ignore_ascii_case(name) || short.eq_ignore_ascii_case(name)
    };
    let generic = |full: &str| full.strip_suffix("`1").or_else(|| full.strip_suffix("`2")).is_some_and(is_named);
    if name.eq_ignore_ascii_case("System.Management.Automation.PSCustomObject") {
        return Some(Base::CustomObject);
    }
    let known = ACCELERATORS.iter().map(|(_, base)| base).chain(OTHERS);
    if let Some(base) = known.into_iter().find(|base| is_named(base.full_name()) || generic(base.full_name())) {
        return Some(*base);
    }
    let exception = EXCEPTIONS.iter().find(|full| {
        let short = full.rsplit('.').next().unwrap_or(full);
        is_named(full) || (full.starts_with("System.Management.Automation.") && short.eq_ignore_ascii_case(name))
    });
    exception.map(|full| Base::Exception(full))
}

pub(super) fn accelerators() -> impl Iterator<Item = &'static str> {
    ACCELERATORS.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_several_names() {
        for (name, base) in [
            ("int", Base::Int),
            ("Int32", Base::Int),
            ("System.Int32", Base::Int),
            ("DATETIME", Base::Date),
            ("Net.IPAddress", Base::Ip),
            ("System.Collections.Generic.List", Base::List),
            ("Collections.ArrayList", Base::ArrayList),
            ("PSCustomObject", Base::CustomObject),
            ("System.Management.Automation.PSCredential", Base::Credential),
            ("System.Exception", Base::Exception("System.Exception")),
            ("CommandNotFoundException", Base::Exception("System.Management.Automation.CommandNotFoundException")),
        ] {
            assert_eq!(find(name), Some(base), "{name}");
        }
        assert_eq!(find("Windows.Forms.Form"), None);
    }
}
