//! From which exception another is derived.

use super::{BINDING, RUNTIME};

/// The exception type that another is derived from.
pub fn parent(name: &str) -> Option<&'static str> {
    Some(match name {
        "System.Exception" => return None,
        "System.SystemException"
        | "System.ApplicationException"
        | "System.Net.Http.HttpRequestException"
        | "System.Security.Authentication.AuthenticationException" => "System.Exception",
        "System.MissingFieldException" | "System.MissingMethodException" => "System.MissingMemberException",
        "System.MissingMemberException" => "System.MemberAccessException",
        "System.InsufficientMemoryException" => "System.OutOfMemoryException",
        "System.ObjectDisposedException" => "System.InvalidOperationException",
        "System.UriFormatException" => "System.FormatException",
        "System.DivideByZeroException" | "System.OverflowException" => "System.ArithmeticException",
        "System.ArgumentNullException" | "System.ArgumentOutOfRangeException" => "System.ArgumentException",
        "System.IO.FileNotFoundException"
        | "System.IO.DirectoryNotFoundException"
        | "System.IO.DriveNotFoundException"
        | "System.IO.EndOfStreamException"
        | "System.IO.PathTooLongException" => "System.IO.IOException",
        "System.Management.Automation.PSInvalidCastException" => "System.InvalidCastException",
        "System.Management.Automation.PSInvalidOperationException" | "System.Net.WebException" => {
            "System.InvalidOperationException"
        }
        "System.Management.Automation.PSArgumentException" | "System.Text.RegularExpressions.RegexParseException" => {
            "System.ArgumentException"
        }
        "System.Management.Automation.ArgumentTransformationMetadataException"
        | "System.Management.Automation.ValidationMetadataException" => {
            "System.Management.Automation.MetadataException"
        }
        "System.Management.Automation.RuntimeException" => "System.SystemException",
        "System.Management.Automation.ItemNotFoundException"
        | "System.Management.Automation.DriveNotFoundException" => "System.Management.Automation.SessionStateException",
        "System.Management.Automation.MethodInvocationException" => "System.Management.Automation.MethodException",
        "System.Management.Automation.MethodException" => "System.Management.Automation.ExtendedTypeSystemException",
        "System.Management.Automation.ParameterBindingArgumentTransformationException"
        | "System.Management.Automation.ParameterBindingValidationException" => BINDING,
        "Microsoft.PowerShell.Commands.WriteErrorException" => "System.SystemException",
        name if name.starts_with("System.Management.Automation.") => RUNTIME,
        _ => "System.SystemException",
    })
}
