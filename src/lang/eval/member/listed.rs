//! The static members that `Get-Member -Static` lists. What answers them is in `statics`; a test asks for each.

use super::Definition;
use crate::lang::types::{Base, Type};

const PARSED: &str = "Parse";

macro_rules! numbers {
    ($($name:ident $word:literal;)*) => {$(
        mod $name {
            pub const PROPERTIES: &[super::Definition] = &[
                ("MaxValue", concat!("static ", $word, " MaxValue {get;}")),
                ("MinValue", concat!("static ", $word, " MinValue {get;}")),
            ];
            pub const METHODS: &[super::Definition] = &[
                (super::PARSED, concat!("static ", $word, " Parse(string s)")),
                ("TryParse", concat!("static bool TryParse(string s, [ref] ", $word, " result)")),
            ];
        }
    )*};
}

numbers! {
    byte "byte";
    short "short";
    ushort "ushort";
    int "int";
    uint "uint";
    long "long";
    ulong "ulong";
    decimal "decimal";
}

/// The static properties of a type.
pub fn properties(known: Type) -> &'static [Definition] {
    if known.is_array {
        return &[];
    }
    match known.base {
        Base::Byte => byte::PROPERTIES,
        Base::Short => short::PROPERTIES,
        Base::UShort => ushort::PROPERTIES,
        Base::Int => int::PROPERTIES,
        Base::UInt => uint::PROPERTIES,
        Base::Long => long::PROPERTIES,
        Base::ULong => ulong::PROPERTIES,
        Base::Double => &[
            ("Epsilon", "static double Epsilon {get;}"),
            ("MaxValue", "static double MaxValue {get;}"),
            ("MinValue", "static double MinValue {get;}"),
            ("NaN", "static double NaN {get;}"),
            ("NegativeInfinity", "static double NegativeInfinity {get;}"),
            ("PositiveInfinity", "static double PositiveInfinity {get;}"),
        ],
        Base::Decimal => decimal::PROPERTIES,
        Base::String => &[("Empty", "static string Empty {get;}")],
        Base::Date => &[
            ("MaxValue", "static datetime MaxValue {get;}"),
            ("MinValue", "static datetime MinValue {get;}"),
            ("Now", "datetime Now {get;}"),
            ("Today", "datetime Today {get;}"),
            ("UtcNow", "datetime UtcNow {get;}"),
        ],
        Base::Span => &[
            ("MaxValue", "static timespan MaxValue {get;}"),
            ("MinValue", "static timespan MinValue {get;}"),
            ("Zero", "static timespan Zero {get;}"),
        ],
        Base::Guid => &[("Empty", "static guid Empty {get;}")],
        Base::Ip => &[
            ("Any", "static ipaddress Any {get;}"),
            ("IPv6Any", "static ipaddress IPv6Any {get;}"),
            ("IPv6Loopback", "static ipaddress IPv6Loopback {get;}"),
            ("Loopback", "static ipaddress Loopback {get;}"),
        ],
        Base::Math => &[("E", "static double E {get;}"), ("PI", "static double PI {get;}")],
        Base::Environment => &[
            ("CurrentDirectory", "static string CurrentDirectory {get;}"),
            ("Is64BitOperatingSystem", "static bool Is64BitOperatingSystem {get;}"),
            ("Is64BitProcess", "static bool Is64BitProcess {get;}"),
            ("MachineName", "static string MachineName {get;}"),
            ("NewLine", "static string NewLine {get;}"),
            ("OSVersion", "static System.OperatingSystem OSVersion {get;}"),
            ("ProcessId", "static int ProcessId {get;}"),
            ("ProcessorCount", "static int ProcessorCount {get;}"),
            ("UserName", "static string UserName {get;}"),
        ],
        Base::Path => &[("DirectorySeparatorChar", "static char DirectorySeparatorChar {get;}")],
        _ => &[],
    }
}

/// The static methods of a type that are not an enumeration beside their code.
pub fn methods(known: Type) -> &'static [Definition] {
    if known.is_array {
        return &[];
    }
    match known.base {
        Base::Byte => byte::METHODS,
        Base::Short => short::METHODS,
        Base::UShort => ushort::METHODS,
        Base::Int => int::METHODS,
        Base::UInt => uint::METHODS,
        Base::Long => long::METHODS,
        Base::ULong => ulong::METHODS,
        Base::Double => &[
            (PARSED, "static double Parse(string s)"),
            ("TryParse", "static bool TryParse(string s, [ref] double result)"),
        ],
        Base::Decimal => decimal::METHODS,
        Base::Bool => &[
            (PARSED, "static bool Parse(string value)"),
            ("TryParse", "static bool TryParse(string value, [ref] bool result)"),
        ],
        Base::String => &[
            (
                "Compare",
                "static int Compare(string strA, string strB), static int Compare(string strA, string strB, bool ignoreCase)",
            ),
            ("Concat", "static string Concat(Params System.Object[] args)"),
            (
                "Equals",
                "static bool Equals(string a, string b), static bool Equals(string a, string b, System.StringComparison comparisonType)",
            ),
            ("Format", "static string Format(string format, Params System.Object[] args)"),
            ("IsNullOrEmpty", "static bool IsNullOrEmpty(string value)"),
            ("IsNullOrWhiteSpace", "static bool IsNullOrWhiteSpace(string value)"),
            ("Join", "static string Join(string separator, Params System.Object[] values)"),
            ("new", "string new(char[] value), string new(char c, int count)"),
        ],
        Base::Char => &[
            ("IsDigit", "static bool IsDigit(char c)"),
            ("IsLetter", "static bool IsLetter(char c)"),
            ("IsLetterOrDigit", "static bool IsLetterOrDigit(char c)"),
            ("IsLower", "static bool IsLower(char c)"),
            ("IsPunctuation", "static bool IsPunctuation(char c)"),
            ("IsUpper", "static bool IsUpper(char c)"),
            ("IsWhiteSpace", "static bool IsWhiteSpace(char c)"),
            ("ToLower", "static char ToLower(char c)"),
            ("ToUpper", "static char ToUpper(char c)"),
        ],
        Base::Date => &[
            ("Compare", "static int Compare(datetime t1, datetime t2)"),
            ("DaysInMonth", "static int DaysInMonth(int year, int month)"),
            ("Equals", "static bool Equals(datetime t1, datetime t2)"),
            ("FromFileTime", "static datetime FromFileTime(long fileTime)"),
            ("IsLeapYear", "static bool IsLeapYear(int year)"),
            (
                "new",
                "datetime new(int year, int month, int day), datetime new(int year, int month, int day, int hour, int minute, int second)",
            ),
            (PARSED, "static datetime Parse(string s)"),
            ("ParseExact", "static datetime ParseExact(string s, string format, System.IFormatProvider provider)"),
            ("TryParse", "static bool TryParse(string s, [ref] datetime result)"),
        ],
        Base::Span => &[
            ("Compare", "static int Compare(timespan t1, timespan t2)"),
            ("Equals", "static bool Equals(timespan t1, timespan t2)"),
            ("FromDays", "static timespan FromDays(double value)"),
            ("FromHours", "static timespan FromHours(double value)"),
            ("FromMilliseconds", "static timespan FromMilliseconds(double value)"),
            ("FromMinutes", "static timespan FromMinutes(double value)"),
            ("FromSeconds", "static timespan FromSeconds(double value)"),
            ("FromTicks", "static timespan FromTicks(long value)"),
            (
                "new",
                "timespan new(int hours, int minutes, int seconds), timespan new(int days, int hours, int minutes, int seconds)",
            ),
            (PARSED, "static timespan Parse(string s)"),
            ("TryParse", "static bool TryParse(string s, [ref] timespan result)"),
        ],
        Base::Guid => &[
            ("NewGuid", "static guid NewGuid()"),
            (PARSED, "static guid Parse(string input)"),
            ("TryParse", "static bool TryParse(string input, [ref] guid result)"),
        ],
        Base::Version => &[
            ("new", "version new(int major, int minor), version new(int major, int minor, int build, int revision)"),
            (PARSED, "static version Parse(string input)"),
            ("TryParse", "static bool TryParse(string input, [ref] version result)"),
        ],
        Base::Ip => &[
            ("IsLoopback", "static bool IsLoopback(ipaddress address)"),
            (PARSED, "static ipaddress Parse(string ipString)"),
            ("TryParse", "static bool TryParse(string ipString, [ref] ipaddress address)"),
        ],
        Base::Regex => &[
            ("Escape", "static string Escape(string str)"),
            ("IsMatch", "static bool IsMatch(string input, string pattern)"),
            ("Match", "static System.Text.RegularExpressions.Match Match(string input, string pattern)"),
            ("Matches", "static System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern)"),
            ("new", "regex new(string pattern)"),
            ("Replace", "static string Replace(string input, string pattern, string replacement)"),
            ("Split", "static string[] Split(string input, string pattern)"),
            ("Unescape", "static string Unescape(string str)"),
        ],
        Base::Environment => &[
            ("Exit", "static void Exit(int exitCode)"),
            ("GetEnvironmentVariable", "static string GetEnvironmentVariable(string variable)"),
            ("SetEnvironmentVariable", "static void SetEnvironmentVariable(string variable, string value)"),
        ],
        Base::Array => &[
            ("IndexOf", "static int IndexOf(array array, System.Object value)"),
            ("Reverse", "static void Reverse(array array)"),
            ("Sort", "static void Sort(array array)"),
        ],
        Base::Block => &[("Create", "static scriptblock Create(string script)")],
        Base::Path => &[
            ("ChangeExtension", "static string ChangeExtension(string path, string extension)"),
            ("Combine", "static string Combine(Params string[] paths)"),
            ("GetDirectoryName", "static string GetDirectoryName(string path)"),
            ("GetExtension", "static string GetExtension(string path)"),
            ("GetFileName", "static string GetFileName(string path)"),
            ("GetFileNameWithoutExtension", "static string GetFileNameWithoutExtension(string path)"),
            ("GetFullPath", "static string GetFullPath(string path)"),
            ("GetTempPath", "static string GetTempPath()"),
            ("IsPathRooted", "static bool IsPathRooted(string path)"),
        ],
        Base::File => &[
            ("AppendAllText", "static void AppendAllText(string path, string contents)"),
            ("Delete", "static void Delete(string path)"),
            ("Exists", "static bool Exists(string path)"),
            ("ReadAllBytes", "static byte[] ReadAllBytes(string path)"),
            ("ReadAllLines", "static string[] ReadAllLines(string path)"),
            ("ReadAllText", "static string ReadAllText(string path)"),
            ("WriteAllBytes", "static void WriteAllBytes(string path, byte[] bytes)"),
            ("WriteAllLines", "static void WriteAllLines(string path, string[] contents)"),
            ("WriteAllText", "static void WriteAllText(string path, string contents)"),
        ],
        _ => &[],
    }
}
