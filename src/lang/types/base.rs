//! The types without what is said of their values: one list, with .NET's full names.

use crate::lang::enumeration::Kind;

macro_rules! bases {
    ($($variant:ident $full:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Base {
            $($variant,)*
            /// An exception type, by its full name.
            Exception(&'static str),
        }

        impl Base {
            /// With its namespace.
            pub const fn full_name(self) -> &'static str {
                match self {
                    $(Base::$variant => $full,)*
                    Base::Exception(full) => full,
                }
            }
        }
    };
}

bases! {
    Object "System.Object";
    Void "System.Void";
    Bool "System.Boolean";
    Char "System.Char";
    SByte "System.SByte";
    Byte "System.Byte";
    Short "System.Int16";
    UShort "System.UInt16";
    Int "System.Int32";
    UInt "System.UInt32";
    Long "System.Int64";
    ULong "System.UInt64";
    Single "System.Single";
    Double "System.Double";
    Decimal "System.Decimal";
    Big "System.Numerics.BigInteger";
    String "System.String";
    Date "System.DateTime";
    DateOffset "System.DateTimeOffset";
    Span "System.TimeSpan";
    Guid "System.Guid";
    Ip "System.Net.IPAddress";
    Version "System.Version";
    SemanticVersion "System.Management.Automation.SemanticVersion";
    EndPoint "System.Net.IPEndPoint";
    NullString "System.Management.Automation.Language.NullString";
    Uri "System.Uri";
    MailAddress "System.Net.Mail.MailAddress";
    Regex "System.Text.RegularExpressions.Regex";
    Type "System.Type";
    Array "System.Array";
    ArrayList "System.Collections.ArrayList";
    List "System.Collections.Generic.List`1";
    GenericDictionary "System.Collections.Generic.Dictionary`2";
    HashSet "System.Collections.Generic.HashSet`1";
    SortedSet "System.Collections.Generic.SortedSet`1";
    Queue "System.Collections.Generic.Queue`1";
    Stack "System.Collections.Generic.Stack`1";
    PlainQueue "System.Collections.Queue";
    PlainStack "System.Collections.Stack";
    StringComparer "System.StringComparer";
    Hash "System.Collections.Hashtable";
    Ordered "System.Collections.Specialized.OrderedDictionary";
    CustomObject "System.Management.Automation.PSObject";
    NoteProperty "System.Management.Automation.PSNoteProperty";
    Block "System.Management.Automation.ScriptBlock";
    Switch "System.Management.Automation.SwitchParameter";
    Secret "System.Security.SecureString";
    Reference "System.Management.Automation.PSReference";
    Credential "System.Management.Automation.PSCredential";
    ErrorRecord "System.Management.Automation.ErrorRecord";
    Math "System.Math";
    Convert "System.Convert";
    Environment "System.Environment";
    Path "System.IO.Path";
    File "System.IO.File";
    FileAttributes "System.IO.FileAttributes";
    UnixFileMode "System.IO.UnixFileMode";
    Encoding "System.Text.Encoding";
    Culture "System.Globalization.CultureInfo";
    TextBuilder "System.Text.StringBuilder";
    Stopwatch "System.Diagnostics.Stopwatch";
    Random "System.Random";
    CompletionResult "System.Management.Automation.CompletionResult";
    Dns "System.Net.Dns";
    StringComparison "System.StringComparison";
    SplitOptions "System.StringSplitOptions";
    MidpointRounding "System.MidpointRounding";
    RegexOptions "System.Text.RegularExpressions.RegexOptions";
    NumberStyles "System.Globalization.NumberStyles";
    DateTimeStyles "System.Globalization.DateTimeStyles";
    DateTimeKind "System.DateTimeKind";
    SpecialFolder "System.Environment+SpecialFolder";
    EnvironmentTarget "System.EnvironmentVariableTarget";
    ConsoleColor "System.ConsoleColor";
    DayOfWeek "System.DayOfWeek";
    Console "System.Console";
    OutputRendering "System.Management.Automation.OutputRendering";
    ErrorView "System.Management.Automation.ErrorView";
    MatchSplitOptions "System.Management.Automation.SplitOptions";
    ErrorCategory "System.Management.Automation.ErrorCategory";
    ShouldProcessReason "System.Management.Automation.ShouldProcessReason";
    ProgressRecord "System.Management.Automation.ProgressRecord";
    WildcardPattern "System.Management.Automation.WildcardPattern";
    ActionPreference "System.Management.Automation.ActionPreference";
    ConfirmImpact "System.Management.Automation.ConfirmImpact";
    Enum "System.Enum";
    ValueType "System.ValueType";
    Enumerable "System.Collections.IEnumerable";
    Collection "System.Collections.ICollection";
    AnyList "System.Collections.IList";
    Dictionary "System.Collections.IDictionary";
    Comparable "System.IComparable";
    Utf8Encoding "System.Text.UTF8Encoding";
    AsciiEncoding "System.Text.ASCIIEncoding";
    UnicodeEncoding "System.Text.UnicodeEncoding";
    Utf32Encoding "System.Text.UTF32Encoding";
    ByteSize "Microsoft.Exchange.Data.ByteQuantifiedSize";
    SmtpAddress "Microsoft.Exchange.Data.SmtpAddress";
}

impl Base {
    /// The type of objects that scripts make.
    pub const CUSTOM_OBJECT: &str = "System.Management.Automation.PSCustomObject";

    /// How many types it is of: 1 of lists, 2 of dictionaries, 0 of what is not generic.
    pub fn arity(self) -> usize {
        let full = self.full_name();
        usize::from(full.ends_with("`1")) + 2 * usize::from(full.ends_with("`2"))
    }

    /// Whether its values are numbers with names.
    pub fn is_enumeration(self) -> bool {
        self == Base::DayOfWeek || Kind::of(self).is_some()
    }
}

impl Base {
    /// Whether its values are numbers or truths, which `$null` becomes 0 or false of.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Base::Bool
                | Base::SByte
                | Base::Byte
                | Base::Short
                | Base::UShort
                | Base::Int
                | Base::UInt
                | Base::Long
                | Base::ULong
                | Base::Single
                | Base::Double
                | Base::Decimal
        )
    }

    /// Whether its values are copied and not shared, as .NET has it.
    pub(super) fn is_structure(self) -> bool {
        self.is_number()
            || matches!(
                self,
                Base::Char
                    | Base::Big
                    | Base::Date
                    | Base::Span
                    | Base::DateOffset
                    | Base::Guid
                    | Base::Switch
                    | Base::Void
                    | Base::ByteSize
                    | Base::SmtpAddress
            )
    }
}
